package dev.rats4j.tee.cca;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.eat.EatFormat;
import dev.rats4j.tee.psa.PsaValues;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class CcaFuzzTest {

    private static final PublicKey STRANGER = SeededKeys.p256(2).publicKey();
    private static final Bytes KEY = CcaValues.coseKey(CcaValues.REALM.publicKey());

    static Stream<byte[]> platforms() {
        CcaValues values = new CcaValues(81);
        return AnyBytes.seeds(
                bytes -> CcaPlatformClaims.decode(bytes, CcaProfiles.ALL),
                Arrays.stream(CcaPlatformProfile.values())
                        .map(profile -> values.platform(profile, new PsaValues(81).bytes(64))
                                .encode(EatFormat.CBOR))
                        .toArray(Bytes[]::new));
    }

    @MethodSource("platforms")
    @FuzzTest
    void platform(byte[] input) {
        CcaPropertyTest.platform(input);
    }

    static Stream<byte[]> realms() {
        CcaValues values = new CcaValues(82);
        return AnyBytes.seeds(
                bytes -> CcaRealmClaims.decode(bytes, CcaProfiles.ALL),
                Arrays.stream(CcaRealmProfile.values())
                        .map(profile -> values.realm(profile, KEY).encode(EatFormat.CBOR))
                        .toArray(Bytes[]::new));
    }

    @MethodSource("realms")
    @FuzzTest
    void realm(byte[] input) {
        CcaPropertyTest.realm(input);
    }

    static Stream<byte[]> tokens() {
        CcaValues values = new CcaValues(83);
        return Arrays.stream(CcaToken.Form.values())
                .flatMap(form -> AnyBytes.seeds(
                        CcaToken::decode,
                        values.token(form, CcaPlatformProfile.CCA_SSD_1_0_0, CcaRealmProfile.UNSTATED),
                        values.token(form, CcaPlatformProfile.PLATFORM_2_0_0, CcaRealmProfile.REALM_2_0_0)));
    }

    @MethodSource("tokens")
    @FuzzTest
    void token(byte[] input) {
        AnyBytes.decode(input, message -> {
            CcaResult result = CcaToken.decode(message).verify(CRYPTO, STRANGER, CcaProfiles.ALL);
            assertThat(result.failed()).contains(CcaCheck.PLATFORM_SIGNATURE);
            return result;
        });
    }
}
