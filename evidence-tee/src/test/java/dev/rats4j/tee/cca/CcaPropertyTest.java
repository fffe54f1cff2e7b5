package dev.rats4j.tee.cca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cddl.Cddl;
import dev.rats4j.cddl.CddlIndex;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.eat.EatClaims;
import dev.rats4j.eat.EatFormat;
import dev.rats4j.tee.Edited;
import dev.rats4j.tee.psa.PsaValues;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("exhaustive")
class CcaPropertyTest {

    private static final int RUNS = 40;
    private static final String OLDER = "cca-token/draft-ffm-rats-cca-token-00/-01 (tag 399, profiles #1.0.0)";
    private static final Bytes KEY = CcaValues.coseKey(CcaValues.REALM.publicKey());

    private static Bytes reencoded(CcaPlatformClaims claims) {
        return claims.eat().encode(EatFormat.CBOR);
    }

    private static Bytes reencoded(CcaRealmClaims claims) {
        return claims.eat().encode(EatFormat.CBOR);
    }

    @Test
    @DisplayName("claims of any content come back, and changed ones are refused in the one allowed way or come back")
    void roundTrips() throws MalformedMessageException {
        CcaValues values = new CcaValues(71);
        PsaValues nonces = new PsaValues(71);
        Random random = new Random(71);
        for (int i = 0; i < RUNS; i++) {
            for (CcaPlatformProfile profile : CcaPlatformProfile.values()) {
                byte[] claims = values.platform(profile, nonces.hash())
                        .encode(EatFormat.CBOR)
                        .toByteArray();
                assertThat(AnyBytes.decode(claims, bytes -> CcaPlatformClaims.decode(bytes, CcaProfiles.ALL)))
                        .isPresent();
                platform(claims);
                claims[random.nextInt(claims.length)] = (byte) random.nextInt(256);
                platform(claims);
            }
            for (CcaRealmProfile profile : CcaRealmProfile.values()) {
                byte[] claims =
                        values.realm(profile, KEY).encode(EatFormat.CBOR).toByteArray();
                assertThat(AnyBytes.decode(claims, bytes -> CcaRealmClaims.decode(bytes, CcaProfiles.ALL)))
                        .isPresent();
                realm(claims);
                claims[random.nextInt(claims.length)] = (byte) random.nextInt(256);
                realm(claims);
            }
        }
    }

    static void platform(byte[] input) {
        AnyBytes.decode(input, bytes -> CcaPlatformClaims.decode(bytes, CcaProfiles.ALL))
                .ifPresent(claims -> AnyBytes.roundTrip(
                        claims, CcaPropertyTest::reencoded, bytes -> CcaPlatformClaims.decode(bytes, CcaProfiles.ALL)));
    }

    static void realm(byte[] input) {
        AnyBytes.decode(input, bytes -> CcaRealmClaims.decode(bytes, CcaProfiles.ALL))
                .ifPresent(claims -> AnyBytes.roundTrip(
                        claims, CcaPropertyTest::reencoded, bytes -> CcaRealmClaims.decode(bytes, CcaProfiles.ALL)));
    }

    /** The newest definitions have another name only for the platform's profile: realm tokens are shown to them without theirs. */
    @Test
    @DisplayName("claims and tokens match the definitions of the newest draft")
    void newest() throws MalformedMessageException {
        CcaValues values = new CcaValues(72);
        for (int i = 0; i < RUNS; i++) {
            EatClaims stated = values.realm(CcaRealmProfile.REALM_2_0_0, KEY);
            Bytes realm = Edited.without(stated.encode(EatFormat.CBOR), 265);
            Bytes platform = values.platform(CcaPlatformProfile.PLATFORM_2_0_0, CcaValues.binding(stated))
                    .encode(EatFormat.CBOR);
            assertMatches("cca-token", "arm-platform-claims", platform);
            assertMatches("cca-token", "cca-realm-claims", realm);
            Bytes token = CcaValues.token(
                    CcaToken.Form.TAG_907,
                    PsaValues.sign1(platform, CcaValues.PLATFORM),
                    PsaValues.sign1(realm, CcaValues.REALM));
            assertMatches("cca-token", "cca-token", token);
            assertThat(CcaToken.decode(token)
                            .verify(SeededKeys.CRYPTO, CcaValues.PLATFORM.publicKey(), CcaProfiles.ALL)
                            .failed())
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("claims and tokens match the definitions of the first drafts")
    void first() {
        CcaValues values = new CcaValues(73);
        PsaValues nonces = new PsaValues(73);
        for (int i = 0; i < RUNS; i++) {
            EatClaims platform = values.platform(CcaPlatformProfile.PLATFORM_1_0_0, nonces.hash());
            EatClaims realm = values.realm(CcaRealmProfile.REALM_1_0_0, KEY);
            assertMatches(OLDER, "arm-platform-claims", platform.encode(EatFormat.CBOR));
            assertMatches(OLDER, "cca-realm-claims", realm.encode(EatFormat.CBOR));
        }
        assertMatches(
                OLDER,
                "cca-token",
                values.token(CcaToken.Form.TAG_399, CcaPlatformProfile.PLATFORM_1_0_0, CcaRealmProfile.REALM_1_0_0));
    }

    private static void assertMatches(String format, String rule, Bytes cbor) {
        Cddl cddl = CddlIndex.of(format, rule);
        assertThat(cddl.refusal(rule, cbor)).isEmpty();
    }
}
