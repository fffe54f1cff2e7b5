package dev.rats4j.interop;

import static dev.rats4j.interop.JacksonWriting.array;
import static dev.rats4j.interop.JacksonWriting.bytes;
import static dev.rats4j.interop.JacksonWriting.map;
import static dev.rats4j.interop.JacksonWriting.number;
import static dev.rats4j.interop.JacksonWriting.pair;
import static dev.rats4j.interop.JacksonWriting.tagged;
import static dev.rats4j.interop.JacksonWriting.text;

import COSE.Attribute;
import COSE.CoseException;
import COSE.HeaderKeys;
import com.upokecenter.cbor.CBORObject;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.Comid;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.EnvironmentClass;
import dev.rats4j.corim.MeasuredElement;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.MeasurementValues;
import dev.rats4j.corim.SignedCorim;
import dev.rats4j.corim.TagId;
import dev.rats4j.corim.Triples;
import dev.rats4j.corim.ValueTriple;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.interop.JacksonReading.Tagged;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reference values, signed. */
record CorimCrossing(Party author) {

    static final Bytes BOOT_LOADER =
            HashAlgorithm.SHA256.digest(Bytes.ofUtf8("boot loader 1.0")).value();

    private static final String NAME = "acme";
    private static final int CORIM_META = 8;

    /** What both write. */
    static Corim values() {
        NamedDigest digest = new NamedDigest(new NamedDigest.ByNumber(1), BOOT_LOADER);
        Measurement measurement = Measurement.of(
                MeasuredElement.of(4), MeasurementValues.of(CodePoint.DIGESTS, new CodePoint.Digests(List.of(digest))));
        ValueTriple triple =
                new ValueTriple(Environment.ofClass(EnvironmentClass.of("ACME", "box")), List.of(measurement));
        Comid comid = Comid.builder(TagId.of("box-1.0"))
                .triples(Triples.builder().reference(List.of(triple)).build())
                .build();
        return Corim.builder(TagId.of("box")).tag(comid).build();
    }

    Bytes ours() {
        SignedCorim.Meta meta = new SignedCorim.Meta(NAME, Optional.empty());
        return SignedCorim.sign(Party.CRYPTO, author.signer(), values(), meta, List.of());
    }

    /** The triples of the only tag as they read them; empty unless they verify it. */
    Optional<Map<?, ?>> theyRead(Bytes signed) throws CoseException, IOException {
        Optional<Bytes> payload = CoseJava.verify(signed, author.theirs());
        if (payload.isEmpty()) {
            return Optional.empty();
        }
        Map<?, ?> corim = JacksonReading.map(under(501, JacksonReading.read(payload.get())));
        if (!(corim.get("1") instanceof List<?> tags) || tags.size() != 1) {
            throw new IOException("not one tag: " + corim);
        }
        if (!(under(506, tags.get(0)) instanceof Bytes encoded)) {
            throw new IOException("not a CoMID: " + corim);
        }
        return Optional.of(JacksonReading.map(
                JacksonReading.map(JacksonReading.read(encoded)).get("4")));
    }

    private static Object under(int tag, Object item) throws IOException {
        if (item instanceof Tagged tagged && tagged.tag() == tag) {
            return tagged.item();
        }
        throw new IOException("not under tag " + tag + ": " + item);
    }

    Bytes theirs() throws CoseException, IOException {
        JacksonWriting.Item measurement =
                map(pair(0, number(4)), pair(1, map(pair(2, array(array(number(1), bytes(BOOT_LOADER)))))));
        JacksonWriting.Item environment = map(pair(0, map(pair(1, text("ACME")), pair(2, text("box")))));
        Bytes comid = JacksonWriting.write(map(
                pair(1, map(pair(0, text("box-1.0")))),
                pair(4, map(pair(0, array(array(environment, array(measurement))))))));
        Bytes corim =
                JacksonWriting.write(tagged(501, map(pair(0, text("box")), pair(1, array(tagged(506, bytes(comid)))))));
        Bytes meta = JacksonWriting.write(map(pair(0, map(pair(0, text(NAME))))));
        return CoseJava.sign(corim, author.theirs(), message -> {
            message.addAttribute(HeaderKeys.CONTENT_TYPE, CBORObject.FromObject(Corim.MEDIA_TYPE), Attribute.PROTECTED);
            message.addAttribute(
                    CBORObject.FromObject(CORIM_META), CBORObject.FromObject(meta.toByteArray()), Attribute.PROTECTED);
        });
    }

    /** The reference values as we read them; empty unless we verify them. */
    Optional<Corim> weRead(Bytes signed) throws MalformedMessageException {
        return SignedCorim.decode(signed)
                .verify(Party.CRYPTO, author.keys().getPublic())
                .map(SignedCorim.Verified::corim);
    }
}
