package dev.rats4j.cmw;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class CmwFuzzTest {

    private static Cmw collection() {
        CmwRecord record = new CmwRecord(
                new CmwType.MediaType("application/eat+cwt"), Bytes.of(1, 2, 3), Set.of(ConceptualMessage.EVIDENCE));
        Map<CborKey, Cmw> items = new LinkedHashMap<>();
        items.put(CborKey.of("a"), record);
        items.put(
                CborKey.of("b"),
                new CmwCollection(Optional.empty(), Map.of(CborKey.of("c"), CmwRecord.of("a/b;c=d", Bytes.of(9)))));
        return new CmwCollection(Optional.of("tag:example.org,2026:x"), items);
    }

    static Stream<byte[]> wrappers() {
        CmwRecord numbered = new CmwRecord(new CmwType.ContentFormat(273), Bytes.EMPTY, Set.of());
        return AnyBytes.seeds(
                Cmw::decode,
                collection().toCbor(),
                collection().toJson(),
                numbered.toCbor(),
                new CmwCollection(Optional.empty(), Map.of(CborKey.of(1), numbered)).toCbor(),
                Cbor.tagged(1668547091L, Cbor.bytes(Bytes.of(0xa0))));
    }

    /** Whether all labels are texts and all types have a name, so that there is a form in JSON. */
    private static boolean hasJson(Cmw cmw) {
        if (cmw instanceof CmwRecord record) {
            return record.type().mediaType().isPresent();
        }
        Map<CborKey, Cmw> items = ((CmwCollection) cmw).items();
        return items.keySet().stream().allMatch(CborKey.Text.class::isInstance)
                && items.values().stream().allMatch(CmwFuzzTest::hasJson);
    }

    @MethodSource("wrappers")
    @FuzzTest
    void wrapper(byte[] input) {
        AnyBytes.decode(input, Cmw::decode).ifPresent(cmw -> {
            AnyBytes.roundTrip(cmw, Cmw::toCbor, Cmw::decode);
            if (hasJson(cmw)) {
                // a Content-Format has become a media type, so only what was read from JSON has to be equal
                AnyBytes.decode(cmw.toJson().toByteArray(), Cmw::decode)
                        .ifPresentOrElse(json -> AnyBytes.roundTrip(json, Cmw::toJson, Cmw::decode), () -> {
                            throw new AssertionError("does not read what it wrote");
                        });
            }
        });
    }
}
