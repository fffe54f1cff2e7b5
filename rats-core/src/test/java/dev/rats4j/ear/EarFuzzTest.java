package dev.rats4j.ear;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import java.security.PublicKey;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class EarFuzzTest {

    private static final Signer SIGNER = SeededKeys.p256(1);
    private static final PublicKey STRANGER = SeededKeys.p256(2).publicKey();

    static Stream<byte[]> inCbor() {
        return AnyBytes.seeds(
                Ear::decodeCbor, Ears.full().toCbor(), Ears.least().toCbor());
    }

    @MethodSource("inCbor")
    @FuzzTest
    void cbor(byte[] input) {
        AnyBytes.decode(input, Ear::decodeCbor).ifPresent(ear -> AnyBytes.roundTrip(ear, Ear::toCbor, Ear::decodeCbor));
    }

    static Stream<byte[]> inJson() {
        return AnyBytes.seeds(
                Ear::decodeJson, Ears.full().toJson(), Ears.least().toJson());
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
}
