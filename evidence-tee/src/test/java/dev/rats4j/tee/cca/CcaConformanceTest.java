package dev.rats4j.tee.cca;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.eat.EatFormat;
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
import org.junit.jupiter.params.provider.CsvSource;

/** CCA tokens of the draft's authors and of others, with the verdicts of their manifests. */
class CcaConformanceTest {

    private static final Map<String, Long> PLATFORM = Map.of(
            "cca-platform-profile", 265L,
            "cca-platform-challenge", 10L,
            "cca-platform-implementation-id", 2396L,
            "cca-platform-instance-id", 256L,
            "cca-platform-config", 2401L,
            "cca-platform-lifecycle", 2395L,
            "cca-platform-sw-components", 2399L,
            "cca-platform-service-indicator", 2400L,
            "cca-platform-hash-algo-id", 2402L);

    private static final Map<String, Long> REALM = Map.of(
            "cca-realm-profile", 265L,
            "cca-realm-challenge", 10L,
            "cca-realm-personalization-value", 44235L,
            "cca-realm-hash-algo-id", 44236L,
            "cca-realm-public-key", 44237L,
            "cca-realm-initial-measurement", 44238L,
            "cca-realm-extensible-measurements", 44239L,
            "cca-realm-public-key-hash-algo-id", 44240L);

    @ParameterizedTest
    @CsvSource({"tokens, cca", "tee, arm-cca"})
    @DisplayName("vectors of the authors and of others are accepted and refused as their manifest says")
    void conformance(String folder, String kind) throws IOException, MalformedMessageException {
        new Conformance().run(folder, kind, CcaConformanceTest::isAccepted);
    }

    private static boolean isAccepted(TeeVectors sample) throws MalformedMessageException {
        Bytes message = sample.bytes();
        if (message.startsWith(Bytes.of('['))) {
            return SampleKeys.read(message).getEncoded().length > 0; // trust anchors
        }
        if (message.startsWith(Bytes.of('{'))) {
            // test-cca-claims-all-valid has 97 bytes as key that are no point of P-384: claims have a key's length, and
            // no token would verify
            boolean isRealm = message.utf8().contains("cca-realm-");
            return claims(ClaimsFile.toCbor(message, isRealm ? REALM : PLATFORM), isRealm);
        }
        CborItem item = CborItem.decode(message, CborProfile.WELL_FORMED);
        if (item.kind() == CborItem.Kind.MAP) {
            return claims(message, item.map("claims").optional(2396).isEmpty());
        }
        return verifies(sample, CcaToken.decode(message));
    }

    private static boolean claims(Bytes claims, boolean isRealm) throws MalformedMessageException {
        if (isRealm) {
            CcaRealmClaims realm = CcaRealmClaims.decode(claims, CcaProfiles.ALL);
            return CcaRealmClaims.decode(realm.eat().encode(EatFormat.CBOR), CcaProfiles.ALL)
                    .equals(realm);
        }
        CcaPlatformClaims platform = CcaPlatformClaims.decode(claims, CcaProfiles.ALL);
        return CcaPlatformClaims.decode(platform.eat().encode(EatFormat.CBOR), CcaProfiles.ALL)
                .equals(platform);
    }

    private static boolean verifies(TeeVectors sample, CcaToken token) throws MalformedMessageException {
        CcaPlatformClaims platform = token.untrustedPlatform(CcaProfiles.ALL);
        CcaRealmClaims realm = token.untrustedRealm(CcaProfiles.ALL);
        if (sample.keys().isEmpty()) {
            return platform.nonce().equals(realm.binding());
        }
        CcaResult result = token.verify(CRYPTO, SampleKeys.read(sample.keys().get(0)), CcaProfiles.ALL);
        if (sample.verdict().equals("reject")) {
            assertThat(result.failed()).containsExactly(CcaCheck.KEY_BINDING); // what makes this one worth a sample
        }
        return result.verified().isPresent();
    }
}
