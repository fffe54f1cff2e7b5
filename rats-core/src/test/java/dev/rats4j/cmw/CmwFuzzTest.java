package dev.rats4j.cmw;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import java.security.PublicKey;
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

    /** Whether all labels are texts, all types have a name, and no value is empty, so that there is a form in JSON. */
    private static boolean hasJson(Cmw cmw) {
        if (cmw instanceof CmwRecord record) {
            return record.type().mediaType().isPresent() && !record.value().isEmpty();
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

    private static final Signer SIGNER = SeededKeys.p256(1);
    private static final PublicKey STRANGER = SeededKeys.p256(2).publicKey();

    static Stream<byte[]> signed() {
        return AnyBytes.seeds(
                SignedCmw::decode,
                SignedCmw.sign(collection(), SIGNER, CRYPTO, SignedCmw.Form.COSE)
                        .bytes(),
                SignedCmw.sign(collection(), SIGNER, CRYPTO, SignedCmw.Form.JWS_COMPACT)
                        .bytes(),
                SignedCmw.sign(collection(), SIGNER, CRYPTO, SignedCmw.Form.JWS_FLATTENED)
                        .bytes());
    }

    @MethodSource("signed")
    @FuzzTest
    void signedWrapper(byte[] input) {
        AnyBytes.decode(input, SignedCmw::decode).ifPresent(message -> {
            assertThat(AnyBytes.decode(input, bytes -> message.verify(CRYPTO, STRANGER))
                            .orElseThrow())
                    .isEmpty();
            // only our own seeds carry a signature of our key, and over this content only
            AnyBytes.decode(input, bytes -> message.verify(CRYPTO, SIGNER.publicKey()))
                    .flatMap(verified -> verified)
                    .ifPresent(verified -> assertThat(verified.cmw()).isEqualTo(collection()));
        });
    }

    static Stream<byte[]> extensions() {
        return AnyBytes.seeds(
                CmwExtension::decode,
                CmwExtension.of(collection(), CmwEncoding.CBOR).encode(),
                CmwExtension.of(collection(), CmwEncoding.JSON).encode());
    }

    @MethodSource("extensions")
    @FuzzTest
    void extension(byte[] input) {
        AnyBytes.decode(input, CmwExtension::decode)
                .ifPresent(extension -> assertThat(extension.encode()).isEqualTo(Bytes.copyOf(input)));
    }

    static Stream<byte[]> records() {
        CmwRecord cose = SignedCmw.sign(collection(), SIGNER, CRYPTO, SignedCmw.Form.COSE)
                .toRecord(Set.of());
        return AnyBytes.seeds(
                Cmw::decode,
                CmwRecord.wrapping(collection(), CmwEncoding.JSON).toCbor(),
                CmwRecord.wrapping(collection(), CmwEncoding.CBOR).toJson(),
                cose.toCbor(),
                new CmwRecord(new CmwType.ContentFormat(275), cose.value(), Set.of()).toCbor());
    }

    @MethodSource("records")
    @FuzzTest
    void unwrapping(byte[] input) {
        AnyBytes.decode(input, Cmw::decode)
                .filter(CmwRecord.class::isInstance)
                .map(CmwRecord.class::cast)
                .ifPresent(record -> {
                    boolean isWrapper = AnyBytes.decode(record.value().toByteArray(), bytes -> record.wrapped())
                            .flatMap(cmw -> cmw)
                            .isPresent();
                    boolean isSigned = AnyBytes.decode(record.value().toByteArray(), bytes -> record.wrappedSigned())
                            .flatMap(message -> message)
                            .isPresent();
                    assertThat(isWrapper && isSigned).isFalse();
                });
    }
}
