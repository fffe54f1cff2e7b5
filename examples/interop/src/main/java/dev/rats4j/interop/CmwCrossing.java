package dev.rats4j.interop;

import static dev.rats4j.interop.JacksonWriting.array;
import static dev.rats4j.interop.JacksonWriting.bytes;
import static dev.rats4j.interop.JacksonWriting.map;
import static dev.rats4j.interop.JacksonWriting.number;
import static dev.rats4j.interop.JacksonWriting.pair;
import static dev.rats4j.interop.JacksonWriting.text;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwCollection;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.cmw.CmwType;
import dev.rats4j.cmw.ConceptualMessage;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Evidence of two parts, wrapped: one named by media type, one by Content-Format. */
final class CmwCrossing {

    static final String TYPE = "tag:acme.example,2026:box";
    static final Bytes QUOTE = Bytes.ofUtf8("quote");
    static final Bytes RESULT = Bytes.ofUtf8("result");

    private CmwCrossing() {}

    /** What both write. */
    static Cmw wrapper() {
        return new CmwCollection(
                Optional.of(TYPE),
                Map.of(
                        CborKey.of("quote"),
                        new CmwRecord(
                                new CmwType.MediaType("application/vnd.acme.quote"),
                                QUOTE,
                                Set.of(ConceptualMessage.EVIDENCE)),
                        CborKey.of(7),
                        new CmwRecord(new CmwType.ContentFormat(263), RESULT, Set.of())));
    }

    static Bytes ours() {
        return wrapper().toCbor();
    }

    static Map<?, ?> theyRead(Bytes encoded) throws IOException {
        return JacksonReading.map(JacksonReading.read(encoded));
    }

    static Bytes theirs() throws IOException {
        return JacksonWriting.write(map(
                pair("__cmwc_t", text(TYPE)),
                pair("quote", array(text("application/vnd.acme.quote"), bytes(QUOTE), number(4))),
                pair(7, array(number(263), bytes(RESULT)))));
    }

    static Cmw weRead(Bytes encoded) throws MalformedMessageException {
        return Cmw.decode(encoded);
    }
}
