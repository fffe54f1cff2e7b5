package dev.rats4j.tee.psa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.eat.EatClaims;
import dev.rats4j.eat.EatFormat;
import dev.rats4j.tee.Edited;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PsaClaimsTest {

    /** Hex of that many bytes, encoded as byte string. */
    private static Bytes string(int length, int first) {
        byte[] bytes = new byte[length];
        bytes[0] = (byte) first;
        return Cbor.bytes(Bytes.copyOf(bytes));
    }

    private static Bytes claims(PsaProfile profile) {
        return new PsaValues(1).claims(profile).encode(EatFormat.CBOR);
    }

    private static void assertRefused(Bytes claims, PsaProfile profile, String field) {
        assertThatThrownBy(() -> PsaClaims.decode(claims, profile))
                .isInstanceOfSatisfying(MalformedMessageException.class, e -> {
                    assertThat(e.field()).endsWith(field);
                    assertThat(e.offset()).isBetween(0, claims.length());
                });
    }

    @ParameterizedTest
    @EnumSource(PsaProfile.class)
    @DisplayName("every claim is given under its own name, whatever its number in the profile")
    void values(PsaProfile profile) throws MalformedMessageException {
        PsaValues values = new PsaValues(2);
        for (int i = 0; i < 20; i++) {
            EatClaims made = values.claims(profile);
            PsaClaims read = PsaClaims.decode(made.encode(EatFormat.CBOR), PsaProfile.values());
            boolean isOld = profile == PsaProfile.IOT_1;
            assertThat(read.profile()).isEqualTo(profile);
            assertThat(read.eat()).isEqualTo(made);
            assertThat(read.clientId())
                    .isEqualTo(made.get(isOld ? PsaClaim.IOT_CLIENT_ID : PsaClaim.CLIENT_ID)
                            .orElseThrow());
            assertThat(read.lifecycle())
                    .isEqualTo(made.get(isOld ? PsaClaim.IOT_LIFECYCLE : PsaClaim.LIFECYCLE)
                            .orElseThrow());
            assertThat(read.implementationId().length()).isEqualTo(32);
            assertThat(read.instanceId().value().length()).isEqualTo(33);
            assertThat(read.nonce().length()).isIn(32, 48, 64);
            assertThat(read.softwareComponents().isEmpty())
                    .isEqualTo(made.get(PsaClaim.IOT_NO_MEASUREMENTS).isPresent());
            assertThat(read.bootSeed().map(Bytes::length).orElse(8)).isBetween(8, 32);
            assertThat(read.certificationReference())
                    .isEqualTo(
                            made.get(isOld ? PsaClaim.IOT_CERTIFICATION_REFERENCE : PsaClaim.CERTIFICATION_REFERENCE));
            assertThat(read.verificationService())
                    .isEqualTo(made.get(isOld ? PsaClaim.IOT_VERIFICATION_SERVICE : PsaClaim.VERIFICATION_SERVICE));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10, eat_nonce",
        "256, ueid",
        "265, eat_profile",
        "2394, psa-client-id",
        "2395, psa-security-lifecycle",
        "2396, psa-implementation-id",
        "2399, psa-software-components"
    })
    @DisplayName("claims that RFC 9783 requires are not missing")
    void missing(long number, String field) throws MalformedMessageException {
        assertRefused(Edited.without(claims(PsaProfile.RFC9783), number), PsaProfile.RFC9783, field);
    }

    @ParameterizedTest
    @CsvSource({
        "-75001, psa-client-id",
        "-75002, psa-security-lifecycle",
        "-75003, psa-implementation-id",
        "-75004, psa-boot-seed",
        "-75008, psa-nonce",
        "-75009, psa-instance-id"
    })
    @DisplayName("claims that the first profile requires are not missing")
    void missingOfTheFirst(long number, String field) throws MalformedMessageException {
        assertRefused(Edited.without(claims(PsaProfile.IOT_1), number), PsaProfile.IOT_1, field);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 31, 1, eat_nonce",
        "10, 33, 1, eat_nonce",
        "10, 65, 1, eat_nonce",
        "256, 32, 1, ueid",
        "256, 33, 2, ueid",
        "256, 34, 1, ueid",
        "268, 7, 1, bootseed",
        "268, 33, 1, bootseed",
        "2396, 31, 1, psa-implementation-id",
        "2396, 33, 1, psa-implementation-id"
    })
    @DisplayName("byte strings of other lengths or types are refused, RFC 9783")
    void lengths(long number, int length, int first, String field) throws MalformedMessageException {
        Bytes claims = Edited.with(claims(PsaProfile.RFC9783), number, string(length, first));
        assertRefused(claims, PsaProfile.RFC9783, field);
    }

    @ParameterizedTest
    @CsvSource({
        "-75003, 31, 1, psa-implementation-id",
        "-75004, 31, 1, psa-boot-seed",
        "-75004, 33, 1, psa-boot-seed",
        "-75008, 40, 1, psa-nonce",
        "-75009, 32, 1, psa-instance-id",
        "-75009, 33, 3, psa-instance-id"
    })
    @DisplayName("byte strings of other lengths or types are refused, first profile")
    void lengthsOfTheFirst(long number, int length, int first, String field) throws MalformedMessageException {
        Bytes claims = Edited.with(claims(PsaProfile.IOT_1), number, string(length, first));
        assertRefused(claims, PsaProfile.IOT_1, field);
    }

    @ParameterizedTest
    @CsvSource({
        "2394, 00, psa-client-id", // 0
        "2394, 1a80000000, psa-client-id", // 2^31
        "2394, 3a80000000, psa-client-id", // -2^31 - 1
        "2394, f93c00, psa-client-id", // 1.0
        "2394, 6131, psa-client-id", // text
        "2395, 190100, psa-security-lifecycle",
        "2395, 191100, psa-security-lifecycle",
        "2395, 197000, psa-security-lifecycle",
        "2395, 20, psa-security-lifecycle",
        "2395, 1b0000000100003000, psa-security-lifecycle", // 2^32 + 0x3000
        "2398, 6d31323334353637383930313233, psa-certification-reference", // no suffix
        "2398, 73313233343536373839303132332d3132333436, ''", // right
        "2398, 7531323334353637383930313233202d203132333435, psa-certification-reference", // with blanks
        "2400, 60, psa-verification-service-indicator",
        "2400, 4161, psa-verification-service-indicator",
        "2400, 62c328, psa-verification-service-indicator", // no UTF-8
        "10, 80, eat_nonce",
        "10, 614e, eat_nonce",
        "265, 6161, eat_profile",
        "2399, 80, psa-software-components",
        "2399, a0, psa-software-components",
        "2399, 8100, psa-software-components"
    })
    @DisplayName("values of other types or forms are refused")
    void values(long number, String hex, String field) throws MalformedMessageException {
        byte[] raw = Bytes.fromHex(hex).toByteArray();
        Bytes claims = Edited.without(claims(PsaProfile.RFC9783), number);
        // a value that is no CBOR for our writer goes in as it is
        Bytes key = Cbor.integer(number);
        Bytes edited =
                Bytes.concat(Bytes.of(claims.at(0) + 1), claims.slice(1, claims.length()), key, Bytes.copyOf(raw));
        if (field.isEmpty()) {
            assertThat(PsaClaims.decode(edited, PsaProfile.RFC9783).certificationReference())
                    .hasValue("1234567890123-12346");
        } else if (hex.equals("62c328")) {
            assertThatThrownBy(() -> PsaClaims.decode(edited, PsaProfile.RFC9783))
                    .isInstanceOf(MalformedMessageException.class);
        } else {
            assertRefused(edited, PsaProfile.RFC9783, field);
        }
    }

    @Test
    @DisplayName("T-52 a claim that is there twice is refused, also with its number in a longer form")
    void duplicates() {
        Bytes claims = claims(PsaProfile.RFC9783);
        for (String again : new String[] {"19095a01", "1a0000095a01"}) {
            Bytes twice =
                    Bytes.concat(Bytes.of(claims.at(0) + 1), claims.slice(1, claims.length()), Bytes.fromHex(again));
            assertThatThrownBy(() -> PsaClaims.decode(twice, PsaProfile.RFC9783))
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    @DisplayName("components have a measurement and a signer of the lengths of hashes, and nothing unknown")
    void components() throws MalformedMessageException {
        Bytes hash = string(32, 7);
        Bytes good = Cbor.map().put(2, hash).put(5, hash).encode();
        assertThat(withComponent(good).length()).isPositive();
        assertThat(PsaClaims.decode(withComponent(good), PsaProfile.RFC9783).softwareComponents())
                .hasSize(1);
        assertComponent(Cbor.map().put(2, hash).encode(), "psa-software-components");
        assertComponent(Cbor.map().put(5, hash).encode(), "psa-software-components");
        assertComponent(Cbor.map().put(2, string(31, 1)).put(5, hash).encode(), "measurement-value");
        assertComponent(Cbor.map().put(2, hash).put(5, string(20, 1)).encode(), "signer-id");
        assertComponent(
                Cbor.map().put(1, Cbor.integer(1)).put(2, hash).put(5, hash).encode(), "measurement-type");
        assertComponent(Cbor.map().put(2, hash).put(4, hash).put(5, hash).encode(), "version");
        assertComponent(Cbor.map().put(2, hash).put(5, hash).put(6, Cbor.nil()).encode(), "measurement-desc");
        assertComponent(
                Cbor.map().put(2, hash).put(3, Cbor.integer(1)).put(5, hash).encode(), ".3");
    }

    private static Bytes withComponent(Bytes component) throws MalformedMessageException {
        return Edited.with(claims(PsaProfile.RFC9783), 2399, Cbor.array(component));
    }

    private static void assertComponent(Bytes component, String field) throws MalformedMessageException {
        assertRefused(withComponent(component), PsaProfile.RFC9783, field);
    }

    @Test
    @DisplayName("a token of the first profile has components, or says that there are none, and not both")
    void measurements() throws MalformedMessageException {
        Bytes claims = Edited.without(Edited.without(claims(PsaProfile.IOT_1), -75006), -75007);
        Bytes hash = string(32, 7);
        Bytes some = Cbor.array(Cbor.map().put(2, hash).put(5, hash).encode());
        assertRefused(claims, PsaProfile.IOT_1, "psa-software-components");
        assertRefused(
                Edited.with(Edited.with(claims, -75006, some), -75007, Cbor.integer(1)),
                PsaProfile.IOT_1,
                "psa-software-components");
        assertRefused(Edited.with(claims, -75007, Cbor.integer(2)), PsaProfile.IOT_1, "psa-no-software-measurements");
        assertThat(PsaClaims.decode(Edited.with(claims, -75007, Cbor.integer(1)), PsaProfile.IOT_1)
                        .softwareComponents())
                .isEmpty();
        assertThat(PsaClaims.decode(Edited.with(claims, -75006, some), PsaProfile.IOT_1)
                        .softwareComponents())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PSA_IOT_PROFILE_2", "http://arm.com/psa/2.0.0", ""})
    @DisplayName("the first profile states itself, or nothing")
    void firstProfile(String name) throws MalformedMessageException {
        assertRefused(Edited.with(claims(PsaProfile.IOT_1), -75000, Cbor.text(name)), PsaProfile.IOT_1, "psa-profile");
        assertThat(PsaClaims.decode(Edited.without(claims(PsaProfile.IOT_1), -75000), PsaProfile.IOT_1)
                        .profile())
                .isEqualTo(PsaProfile.IOT_1);
    }

    @Test
    @DisplayName("profiles that the caller does not name are refused")
    void accepted() throws MalformedMessageException {
        for (PsaProfile stated : PsaProfile.values()) {
            for (PsaProfile accepted : PsaProfile.values()) {
                if (stated == accepted) {
                    assertThat(PsaClaims.decode(claims(stated), accepted).profile())
                            .isEqualTo(stated);
                } else {
                    assertRefused(claims(stated), accepted, "eat_profile");
                }
            }
        }
        assertThatThrownBy(() -> PsaClaims.decode(claims(PsaProfile.RFC9783)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("claims that no profile knows do not matter")
    void others() throws MalformedMessageException {
        Bytes claims = Edited.with(claims(PsaProfile.RFC9783), 1234567, Cbor.text("other"));
        assertThat(PsaClaims.decode(claims, PsaProfile.RFC9783).eat().others()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "0, UNKNOWN",
        "255, UNKNOWN",
        "4096, ASSEMBLY_AND_TEST",
        "8192, ROT_PROVISIONING",
        "12291, SECURED",
        "16639, NON_ROT_DEBUG",
        "20480, RECOVERABLE_ROT_DEBUG",
        "24831, DECOMMISSIONED"
    })
    @DisplayName("the upper byte is the state, the lower one the implementation's")
    void lifecycle(int value, SecurityLifecycle.State state) {
        assertThat(new SecurityLifecycle(value).state()).isEqualTo(state);
        assertThat(SecurityLifecycle.of(state).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 256, 4352, 24832, 28672, Integer.MAX_VALUE, Integer.MIN_VALUE})
    @DisplayName("other values are no lifecycle")
    void noLifecycle(int value) {
        assertThatThrownBy(() -> new SecurityLifecycle(value)).isInstanceOf(IllegalArgumentException.class);
    }
}
