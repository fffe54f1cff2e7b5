package dev.rats4j.ear;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import java.security.PublicKey;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class EarFuzzTest {

    private static final Signer SIGNER = SeededKeys.p256(1);
    private static final PublicKey STRANGER = SeededKeys.p256(2).publicKey();

    static Stream<byte[]> inCbor() {
        return AnyBytes.seeds(
                Ear::decodeCbor,
                Ears.full().toCbor(),
                Ears.least().toCbor(),
                new EarValues(5).ear().toCbor());
    }

    @MethodSource("inCbor")
    @FuzzTest
    void cbor(byte[] input) {
        AnyBytes.decode(input, Ear::decodeCbor).ifPresent(ear -> AnyBytes.roundTrip(ear, Ear::toCbor, Ear::decodeCbor));
    }

    static Stream<byte[]> inJson() {
        return AnyBytes.seeds(
                Ear::decodeJson,
                Ears.full().toJson(),
                Ears.least().toJson(),
                new EarValues(5).ear().toJson());
    }

    @MethodSource("inJson")
    @FuzzTest
    void json(byte[] input) {
        AnyBytes.decode(input, Ear::decodeJson).ifPresent(ear -> {
            AnyBytes.roundTrip(ear, Ear::toJson, Ear::decodeJson);
            AnyBytes.roundTrip(ear, Ear::toCbor, Ear::decodeCbor);
        });
    }

    static Stream<byte[]> tokens() {
        return Stream.of(EarFormat.values())
                .flatMap(format -> AnyBytes.seeds(
                        EarToken::decode,
                        EarToken.sign(Ears.full(), SIGNER, CRYPTO, format).bytes(),
                        EarToken.sign(Ears.least(), SIGNER, CRYPTO, format).bytes()));
    }

    @MethodSource("tokens")
    @FuzzTest
    void token(byte[] input) {
        AnyBytes.decode(input, message -> {
            EarToken token = EarToken.decode(message);
            assertThat(token.bytes()).isEqualTo(Bytes.copyOf(input));
            assertThat(token.verify(CRYPTO, STRANGER)).isEmpty();
            return token;
        });
    }

    private static final LegacyEarReader LEGACY = LegacyEarReader.accepting(EnumSet.allOf(LegacyEarProfile.class));

    static Stream<byte[]> legacyInCbor() {
        return AnyBytes.seeds(
                LEGACY::decodeCbor,
                LegacyEarWriter.encode(LegacyEarTest.ofThatTime(), EarFormat.CWT, LegacyEarProfile.VERAISON_2023));
    }

    /** What an older profile says can be said now. */
    @MethodSource("legacyInCbor")
    @FuzzTest
    void legacyCbor(byte[] input) {
        AnyBytes.decode(input, LEGACY::decodeCbor)
                .ifPresent(legacy -> AnyBytes.roundTrip(legacy.translated(), Ear::toCbor, Ear::decodeCbor));
    }

    static Stream<byte[]> legacyInJson() {
        return AnyBytes.seeds(
                LEGACY::decodeJson,
                LegacyEarWriter.encode(LegacyEarTest.ofThatTime(), EarFormat.JWT, LegacyEarProfile.VERAISON_2023));
    }

    @MethodSource("legacyInJson")
    @FuzzTest
    void legacyJson(byte[] input) {
        AnyBytes.decode(input, LEGACY::decodeJson).ifPresent(legacy -> {
            AnyBytes.roundTrip(legacy.translated(), Ear::toJson, Ear::decodeJson);
            AnyBytes.roundTrip(legacy.translated(), Ear::toCbor, Ear::decodeCbor);
        });
    }

    static Stream<byte[]> nestedInJson() {
        return AnyBytes.seeds(
                NestedEar::decodeJson, Ears.full().toJson(), Ears.least().toJson());
    }

    @MethodSource("nestedInJson")
    @FuzzTest
    void nestedJson(byte[] input) {
        AnyBytes.decode(input, NestedEar::decodeJson)
                .ifPresent(ear -> assertThat(ear.submodules()).isNotEmpty());
    }

    static Stream<byte[]> nestedInCbor() {
        return AnyBytes.seeds(
                NestedEar::decodeCbor, Ears.full().toCbor(), Ears.least().toCbor());
    }

    @MethodSource("nestedInCbor")
    @FuzzTest
    void nestedCbor(byte[] input) {
        AnyBytes.decode(input, NestedEar::decodeCbor)
                .ifPresent(ear -> assertThat(ear.submodules()).isNotEmpty());
    }
}
