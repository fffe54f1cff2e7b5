package dev.rats4j.tee.cca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.eat.EatClaim;
import dev.rats4j.eat.EatFormat;
import dev.rats4j.tee.Edited;
import dev.rats4j.tee.psa.PsaClaim;
import dev.rats4j.tee.psa.PsaValues;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CcaClaimsTest {

    private static final Bytes KEY = CcaValues.coseKey(CcaValues.REALM.publicKey());
    private static final Bytes POINT = CcaValues.point(CcaValues.REALM.publicKey());

    private static Bytes platform(CcaPlatformProfile profile) {
        return new CcaValues(1).platform(profile, new PsaValues(1).bytes(48)).encode(EatFormat.CBOR);
    }

    private static Bytes realm(CcaRealmProfile profile) {
        return new CcaValues(1).realm(profile, KEY).encode(EatFormat.CBOR);
    }

    private static Bytes string(int length, int first) {
        byte[] bytes = new byte[length];
        if (length > 0) {
            bytes[0] = (byte) first;
        }
        return Cbor.bytes(Bytes.copyOf(bytes));
    }

    private interface Decoding {
        Object run() throws MalformedMessageException;
    }

    private static void assertRefused(Decoding decoding, String field) {
        assertThatThrownBy(decoding::run)
                .isInstanceOfSatisfying(
                        MalformedMessageException.class,
                        e -> assertThat(e.field()).endsWith(field));
    }

    private static void assertPlatformRefused(Bytes claims, String field) {
        assertRefused(() -> CcaPlatformClaims.decode(claims, CcaProfiles.ALL), field);
    }

    private static void assertRealmRefused(Bytes claims, String field) {
        assertRefused(() -> CcaRealmClaims.decode(claims, CcaProfiles.ALL), field);
    }

    @ParameterizedTest
    @EnumSource(CcaPlatformProfile.class)
    @DisplayName("every claim of a platform is given")
    void platformValues(CcaPlatformProfile profile) throws MalformedMessageException {
        CcaPlatformClaims claims = CcaPlatformClaims.decode(platform(profile), CcaProfiles.ALL);
        assertThat(claims.profile()).isEqualTo(profile);
        assertThat(claims.nonce()).isEqualTo(new PsaValues(1).bytes(48));
        assertThat(claims.implementationId().length()).isEqualTo(32);
        assertThat(claims.instanceId().value().length()).isEqualTo(33);
        assertThat(claims.configuration())
                .isEqualTo(claims.eat().get(CcaClaim.CONFIGURATION).orElseThrow());
        assertThat(claims.lifecycle())
                .isEqualTo(claims.eat().get(PsaClaim.LIFECYCLE).orElseThrow());
        assertThat(claims.softwareComponents()).isNotEmpty();
        assertThat(claims.hashAlgorithm())
                .isEqualTo(claims.eat().get(CcaClaim.PLATFORM_HASH).orElseThrow());
        assertThat(claims.clientId().isPresent()).isEqualTo(profile.isSecond());
        assertThat(claims.verificationService()).isEqualTo(claims.eat().get(PsaClaim.VERIFICATION_SERVICE));
    }

    @ParameterizedTest
    @EnumSource(CcaRealmProfile.class)
    @DisplayName("every claim of a realm is given")
    void realmValues(CcaRealmProfile profile) throws MalformedMessageException {
        CcaRealmClaims claims = CcaRealmClaims.decode(realm(profile), CcaProfiles.ALL);
        boolean isSecond = CcaProfiles.SECOND.realm().contains(profile);
        assertThat(claims.profile()).isEqualTo(profile);
        assertThat(claims.nonce().length()).isEqualTo(64);
        assertThat(claims.personalization().length()).isEqualTo(64);
        assertThat(claims.initialMeasurement().length()).isIn(32, 48, 64);
        assertThat(claims.extensibleMeasurements()).hasSize(4);
        assertThat(claims.hashAlgorithm())
                .isEqualTo(claims.eat().get(CcaClaim.REALM_HASH).orElseThrow());
        assertThat(claims.publicKey()).isEqualTo(KEY);
        assertThat(claims.binding())
                .isEqualTo(claims.publicKeyHashAlgorithm().digest(KEY).value());
        assertThat(claims.instanceId().isPresent()).isEqualTo(isSecond);
        assertThat(claims.mecPolicyNumber().isPresent()).isEqualTo(profile == CcaRealmProfile.REALM_2_0_0_OF_2024);
        assertThat(claims.mecPolicy()).isEqualTo(claims.eat().get(CcaClaim.MEC_POLICY));
        assertThat(claims.isLiveActivationAllowed()).isEqualTo(claims.eat().get(CcaClaim.LFA_POLICY));
    }

    @ParameterizedTest
    @CsvSource({
        "10, eat_nonce",
        "256, ueid",
        "265, eat_profile",
        "2394, psa-client-id",
        "2395, psa-security-lifecycle",
        "2396, psa-implementation-id",
        "2399, psa-software-components",
        "2401, arm-platform-config",
        "2402, arm-platform-hash-algo-id"
    })
    @DisplayName("claims that platforms have to make are not missing")
    void missingOfPlatform(long number, String field) throws MalformedMessageException {
        assertPlatformRefused(Edited.without(platform(CcaPlatformProfile.PLATFORM_2_0_0), number), field);
        Bytes first = Edited.without(platform(CcaPlatformProfile.CCA_SSD_1_0_0), number);
        if (number == 2394) {
            assertThat(CcaPlatformClaims.decode(first, CcaProfiles.ALL).clientId())
                    .isEmpty();
        } else {
            assertPlatformRefused(first, field);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10, eat_nonce",
        "44235, cca-realm-personalization-value",
        "44236, cca-realm-hash-algo-id",
        "44237, cca-realm-public-key",
        "44238, cca-realm-initial-measurement",
        "44239, cca-realm-extensible-measurements",
        "44240, cca-realm-public-key-hash-algo-id"
    })
    @DisplayName("claims that realms have to make are not missing")
    void missingOfRealm(long number, String field) throws MalformedMessageException {
        for (CcaRealmProfile profile : CcaRealmProfile.values()) {
            assertRealmRefused(Edited.without(realm(profile), number), field);
        }
    }

    @Test
    @DisplayName("version 2.0.0 adds the instance and a policy for memory, and wants a COSE_Key")
    void secondRealm() throws MalformedMessageException {
        Bytes claims = realm(CcaRealmProfile.REALM_2_0_0);
        assertRealmRefused(Edited.without(claims, 256), "ueid");
        assertRealmRefused(Edited.without(claims, 44241), "cca-realm-mec-policy");
        assertRealmRefused(Edited.with(claims, 44243, Cbor.integer(1)), "cca-realm-mec-policy");
        assertRealmRefused(Edited.with(claims, 44237, Cbor.bytes(POINT)), "cca-realm-public-key");
        Bytes number = Edited.with(Edited.without(claims, 44241), 44243, Cbor.integer(1));
        assertThat(CcaRealmClaims.decode(number, CcaProfiles.SECOND).mecPolicyNumber())
                .hasValue(1L);
        Bytes first = Edited.with(realm(CcaRealmProfile.UNSTATED), 44237, Cbor.bytes(POINT));
        assertThat(CcaRealmClaims.decode(first, CcaProfiles.FIRST).publicKey()).isEqualTo(POINT);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 31, 1, eat_nonce",
        "256, 32, 1, ueid",
        "256, 33, 2, ueid",
        "2396, 31, 1, psa-implementation-id",
        "2399, 32, 1, psa-software-components",
        "2395, 2, 1, psa-security-lifecycle",
        "2402, 7, 1, arm-platform-hash-algo-id"
    })
    @DisplayName("byte strings of other lengths or types are refused, platform")
    void lengthsOfPlatform(long number, int length, int first, String field) throws MalformedMessageException {
        assertPlatformRefused(
                Edited.with(platform(CcaPlatformProfile.PLATFORM_1_0_0), number, string(length, first)), field);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 63, 1, eat_nonce",
        "10, 48, 1, eat_nonce",
        "256, 33, 2, ueid",
        "44235, 63, 1, cca-realm-personalization-value",
        "44235, 65, 1, cca-realm-personalization-value",
        "44236, 7, 1, cca-realm-hash-algo-id",
        "44237, 0, 0, cca-realm-public-key",
        "44237, 96, 4, cca-realm-public-key",
        "44237, 98, 4, cca-realm-public-key",
        "44237, 1, 128, cca-realm-public-key",
        "44238, 33, 1, cca-realm-initial-measurement",
        "44239, 32, 1, cca-realm-extensible-measurements",
        "44241, 6, 1, cca-realm-mec-policy",
        "44243, 1, 1, cca-realm-mec-policy",
        "44244, 1, 1, cca-realm-lfa-policy"
    })
    @DisplayName("byte strings of other lengths or types are refused, realm")
    void lengthsOfRealm(long number, int length, int first, String field) throws MalformedMessageException {
        assertRealmRefused(Edited.with(realm(CcaRealmProfile.REALM_1_0_0), number, string(length, first)), field);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5})
    @DisplayName("there are four extensible measurements")
    void fourMeasurements(int number) throws MalformedMessageException {
        Bytes[] all = new Bytes[number];
        Arrays.fill(all, string(32, 1));
        assertRealmRefused(
                Edited.with(realm(CcaRealmProfile.UNSTATED), 44239, Cbor.array(all)),
                "cca-realm-extensible-measurements");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "SHA-256", "sha256", "sha-1", "sha3-256", ""})
    @DisplayName("hash functions are sha-256, sha-384 and sha-512, so written")
    void hashes(String name) throws MalformedMessageException {
        Bytes text = Cbor.text(name);
        assertPlatformRefused(
                Edited.with(platform(CcaPlatformProfile.PLATFORM_2_0_0), 2402, text), "arm-platform-hash-algo-id");
        for (long number : new long[] {44236, 44240}) {
            assertRealmRefused(Edited.with(realm(CcaRealmProfile.UNSTATED), number, text), "hash-algo-id");
        }
    }

    @Test
    @DisplayName("policies have no other values")
    void policies() throws MalformedMessageException {
        Bytes claims = realm(CcaRealmProfile.UNSTATED);
        assertRealmRefused(Edited.with(claims, 44241, Cbor.text("none")), "cca-realm-mec-policy");
        assertRealmRefused(Edited.with(claims, 44244, Cbor.integer(2)), "cca-realm-lfa-policy");
        assertRealmRefused(Edited.with(claims, 44244, Cbor.bool(true)), "cca-realm-lfa-policy");
        assertRealmRefused(
                Edited.with(Edited.without(claims, 44241), 44243, Cbor.integer(256)), "cca-realm-mec-policy");
        Bytes shared = Edited.with(claims, 44241, Cbor.text("shared"));
        assertThat(CcaRealmClaims.decode(shared, CcaProfiles.ALL).mecPolicy()).hasValue(MecPolicy.SHARED);
        Bytes disallowed = Edited.with(claims, 44244, Cbor.integer(0));
        assertThat(CcaRealmClaims.decode(disallowed, CcaProfiles.ALL).isLiveActivationAllowed())
                .hasValue(false);
    }

    @Test
    @DisplayName("profiles that the caller does not name, or of the other token, are refused")
    void profiles() throws MalformedMessageException {
        Bytes first = platform(CcaPlatformProfile.CCA_SSD_1_0_0);
        Bytes second = platform(CcaPlatformProfile.PLATFORM_2_0_0_DIRECT);
        assertRefused(() -> CcaPlatformClaims.decode(first, CcaProfiles.SECOND), "eat_profile");
        assertRefused(() -> CcaPlatformClaims.decode(second, CcaProfiles.FIRST), "eat_profile");
        Bytes unstated = realm(CcaRealmProfile.UNSTATED);
        Bytes newest = realm(CcaRealmProfile.REALM_2_0_0);
        assertRefused(() -> CcaRealmClaims.decode(unstated, CcaProfiles.SECOND), "eat_profile");
        assertRefused(() -> CcaRealmClaims.decode(newest, CcaProfiles.FIRST), "eat_profile");
        assertRealmRefused(first, "eat_profile");
        assertPlatformRefused(newest, "eat_profile");
        assertRealmRefused(Edited.with(newest, 265, Cbor.integer(1)), "eat_profile");
        assertThatThrownBy(() -> new CcaProfiles(Set.of(), EnumSet.allOf(CcaRealmProfile.class)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CcaProfiles(CcaPlatformProfile.first(), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("T-52 a claim that is there twice is refused, and one that no profile knows does not matter")
    void others() throws MalformedMessageException {
        Bytes claims = realm(CcaRealmProfile.UNSTATED);
        Bytes twice = Bytes.concat(
                Bytes.of(claims.at(0) + 1), claims.slice(1, claims.length()), Bytes.fromHex("1a0000acd000"));
        assertThatThrownBy(() -> CcaRealmClaims.decode(twice, CcaProfiles.ALL))
                .isInstanceOf(MalformedMessageException.class);
        Bytes other = Edited.with(claims, 1234567, Cbor.text("unknown"));
        assertThat(CcaRealmClaims.decode(other, CcaProfiles.ALL).eat().others()).hasSize(1);
        assertThat(CcaRealmClaims.decode(other, CcaProfiles.ALL).eat().get(EatClaim.PROFILE))
                .isEmpty();
    }
}
