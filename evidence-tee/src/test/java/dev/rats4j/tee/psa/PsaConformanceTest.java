package dev.rats4j.tee.psa;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.crypto.MacKey;
import dev.rats4j.eat.EatFormat;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.tee.ClaimsFile;
import dev.rats4j.tee.Conformance;
import dev.rats4j.tee.SampleKeys;
import dev.rats4j.tee.TeeVectors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PSA tokens of the RFC's authors and of others, with the verdicts of their manifests. */
class PsaConformanceTest {

    /**
     * Expected to decode. It states {@code http://example.com} as its profile, for which the same manifest has iat.cbor refused, and names
     * no algorithm in its protected header, for which it has missing-sw-comps.cbor refused.
     */
    private static final String CONTRADICTED = "psa/tf-m-tools/no-sw-measurements.cbor";

    /** The names that both profiles have, with their numbers in one of them. */
    private static final Map<String, Long> CURRENT = Map.of(
            "eat-profile", 265L,
            "psa-client-id", 2394L,
            "psa-security-lifecycle", 2395L,
            "psa-implementation-id", 2396L,
            "psa-boot-seed", 2397L,
            "psa-certification-reference", 2398L,
            "psa-software-components", 2399L,
            "psa-nonce", 10L,
            "psa-instance-id", 256L,
            "psa-verification-service-indicator", 2400L);

    private static final Map<String, Long> IOT = Map.ofEntries(
            Map.entry("psa-profile", -75000L),
            Map.entry("psa-client-id", -75001L),
            Map.entry("psa-security-lifecycle", -75002L),
            Map.entry("psa-implementation-id", -75003L),
            Map.entry("psa-boot-seed", -75004L),
            Map.entry("psa-certification-reference", -75005L),
            Map.entry("psa-software-components", -75006L),
            Map.entry("psa-no-software-measurements", -75007L),
            Map.entry("psa-nonce", -75008L),
            Map.entry("psa-instance-id", -75009L),
            Map.entry("psa-verification-service-indicator", -75010L));

    @ParameterizedTest
    @ValueSource(strings = {"tokens", "tee"})
    @DisplayName("vectors of the authors and of others are accepted and refused as their manifest says")
    void conformance(String folder) throws IOException, MalformedMessageException {
        new Conformance().run(folder, "psa", PsaConformanceTest::isAccepted);
    }

    private static boolean isAccepted(TeeVectors sample) throws MalformedMessageException {
        Bytes message = sample.bytes();
        if (message.startsWith(Bytes.of('{'))) {
            return json(message);
        }
        if (CborItem.decode(message, CborProfile.WELL_FORMED).kind() == CborItem.Kind.MAP) {
            PsaClaims claims = PsaClaims.decode(message, PsaProfile.values());
            return PsaClaims.decode(claims.eat().encode(EatFormat.CBOR), PsaProfile.values())
                    .equals(claims);
        }
        if (sample.file().equals(CONTRADICTED)) {
            return isRefused(message);
        }
        PsaToken token = PsaToken.decode(message);
        PsaClaims untrusted = token.untrustedClaims(PsaProfile.values());
        if (!sample.isSigned() || sample.keys().isEmpty()) {
            return !untrusted.nonce().isEmpty();
        }
        for (Bytes key : sample.keys()) {
            if (verifies(token, key)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRefused(Bytes message) {
        try {
            return PsaToken.decode(message).bytes().isEmpty();
        } catch (MalformedMessageException e) {
            return true;
        }
    }

    private static boolean verifies(PsaToken token, Bytes key) throws MalformedMessageException {
        return token.hasMac()
                ? token.verifyMac(CRYPTO, MacKey.of(key), PsaProfile.values()).isPresent()
                : token.verify(CRYPTO, SampleKeys.read(key), PsaProfile.values())
                        .isPresent();
    }

    /**
     * The other implementation reads the same file with the readers of two profiles, and a file is for the older one unless it has
     * {@code eat-profile}; one of them refusing it is what its manifest calls a refusal. That is so for test-boot-seed-invalid-missing: the
     * boot seed is optional since RFC 9783 and its drafts, and mandatory before.
     */
    private static boolean json(Bytes file) throws MalformedMessageException {
        PsaClaims iot = PsaClaims.decode(ClaimsFile.toCbor(file, IOT), PsaProfile.IOT_1);
        if (!Json.parseObject(file, JsonLimits.STANDARD).has("eat-profile")) {
            return iot.profile() == PsaProfile.IOT_1;
        }
        return PsaClaims.decode(ClaimsFile.toCbor(file, CURRENT), PsaProfile.ARM_2_0_0)
                        .profile()
                == PsaProfile.ARM_2_0_0;
    }
}
