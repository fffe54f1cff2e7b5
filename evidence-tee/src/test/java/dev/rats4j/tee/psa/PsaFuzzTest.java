package dev.rats4j.tee.psa;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.crypto.MacKey;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.eat.EatFormat;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class PsaFuzzTest {

    private static final PublicKey STRANGER = SeededKeys.p256(2).publicKey();
    private static final MacKey SECRET = MacKey.of(new PsaValues(41).bytes(32));
    private static final MacKey OTHER = MacKey.of(new PsaValues(42).bytes(32));

    static Stream<byte[]> claimsSets() {
        PsaValues values = new PsaValues(43);
        return AnyBytes.seeds(
                bytes -> PsaClaims.decode(bytes, PsaProfile.values()),
                Arrays.stream(PsaProfile.values())
                        .map(profile -> values.claims(profile).encode(EatFormat.CBOR))
                        .toArray(Bytes[]::new));
    }

    @MethodSource("claimsSets")
    @FuzzTest
    void claims(byte[] input) {
        AnyBytes.decode(input, bytes -> PsaClaims.decode(bytes, PsaProfile.values()))
                .ifPresent(claims -> AnyBytes.roundTrip(
                        claims,
                        value -> value.eat().encode(EatFormat.CBOR),
                        bytes -> PsaClaims.decode(bytes, PsaProfile.values())));
    }

    static Stream<byte[]> tokens() {
        PsaValues values = new PsaValues(44);
        return Arrays.stream(PsaProfile.values())
                .flatMap(profile -> AnyBytes.seeds(
                        PsaToken::decode,
                        PsaValues.sign1(values.claims(profile), SeededKeys.p256(1)),
                        PsaValues.mac0(values.claims(profile), SECRET)));
    }

    @MethodSource("tokens")
    @FuzzTest
    void token(byte[] input) {
        AnyBytes.decode(input, message -> {
            PsaToken token = PsaToken.decode(message);
            assertThat(token.verify(CRYPTO, STRANGER, PsaProfile.values())).isEmpty();
            assertThat(token.verifyMac(CRYPTO, OTHER, PsaProfile.values())).isEmpty();
            return token.untrustedClaims(PsaProfile.values());
        });
    }
}
