package dev.rats4j.verifier.enrolment;

import static dev.rats4j.verifier.Acme.DEVICE;
import static dev.rats4j.verifier.Acme.FRESH;
import static dev.rats4j.verifier.Acme.NOW;
import static dev.rats4j.verifier.Acme.STRANGER;
import static dev.rats4j.verifier.Acme.evidence;
import static dev.rats4j.verifier.Acme.goodVerifier;
import static dev.rats4j.verifier.Acme.pinned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.AttestationResult;
import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Authentication;
import dev.rats4j.Check;
import dev.rats4j.Finding;
import dev.rats4j.Findings;
import dev.rats4j.Outcome;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.crypto.CanonicalKey;
import dev.rats4j.crypto.Signer;
import dev.rats4j.spi.DeviceKeys;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.verifier.Acme;
import dev.rats4j.verifier.AcmeScheme.AcmeCheck;
import dev.rats4j.verifier.Verifier;
import dev.rats4j.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EnrolledEvidenceTest {

    private static final TrustAnchors NOBODY = TrustAnchors.builder().build();

    private static EnrolledDevice enrolled(Signer attestationKey, String scheme) {
        Bytes spki = CanonicalKey.encode(attestationKey.publicKey());
        Bytes endorsed = CanonicalKey.encode(Acme.keys(77).getPublic());
        return new EnrolledDevice("rack-1", scheme, new DeviceKeys(endorsed, spki, spki), NOW);
    }

    private static List<Check> failed(Findings findings) {
        return findings.failed().stream().map(Finding::check).toList();
    }

    private static Findings findings(AttestationResult result) {
        return result.submodules().get("acme").findings();
    }

    @Test
    void evidenceOfTheDeviceItselfAffirms() {
        Verifier verifier = goodVerifier().anchors(NOBODY).build();
        AttestationResult result = verifier.appraise(enrolled(DEVICE, "acme"), evidence(), FRESH, NOW);

        assertThat(result.status()).isEqualTo(TrustworthinessTier.AFFIRMING);
        assertThat(findings(result)
                        .of(EnrolmentCheck.KEY_ACTIVATED)
                        .orElseThrow()
                        .outcome())
                .isEqualTo(Outcome.PASSED);
        assertThat(verifier.authenticate(enrolled(DEVICE, "acme"), evidence(), FRESH, NOW))
                .isInstanceOf(AuthenticatedEvidence.class);
    }

    @Test
    @DisplayName("T-13 evidence signed by a key that is trusted, but is not the device's, is refused")
    void aTrustedKeyOfAnotherDeviceIsRefused() {
        Verifier verifier = goodVerifier().anchors(pinned(DEVICE, STRANGER)).build();
        EnrolledDevice device = enrolled(STRANGER, "acme");

        assertThat(verifier.appraise(evidence(), FRESH, NOW).status()).isEqualTo(TrustworthinessTier.AFFIRMING);
        AttestationResult result = verifier.appraise(device, evidence(), FRESH, NOW);
        assertThat(failed(findings(result))).containsExactly(EnrolmentCheck.KEY_ACTIVATED);
        assertThat(result.status()).isEqualTo(TrustworthinessTier.CONTRAINDICATED);
        assertThat(result.nonce()).isEmpty();
        Authentication authentication = verifier.authenticate(device, evidence(), FRESH, NOW);
        assertThat(failed(authentication.findings())).containsExactly(EnrolmentCheck.KEY_ACTIVATED);
    }

    @Test
    @DisplayName("T-13 evidence of another device, whose key nobody trusts, is refused before")
    void anUnknownKeyIsRefusedByTheScheme() {
        Verifier verifier = goodVerifier().anchors(NOBODY).build();
        AttestationResult result = verifier.appraise(enrolled(STRANGER, "acme"), evidence(), FRESH, NOW);

        assertThat(failed(findings(result))).containsExactly(AcmeCheck.SIGNATURE);
        assertThat(findings(result)
                        .of(EnrolmentCheck.KEY_ACTIVATED)
                        .orElseThrow()
                        .outcome())
                .isEqualTo(Outcome.NOT_ASSESSED);
    }

    @Test
    @DisplayName("T-13 keys that were enrolled for another scheme do not count")
    void keysOfAnotherSchemeDoNotCount() {
        Verifier verifier = goodVerifier().anchors(NOBODY).build();
        AttestationResult result = verifier.appraise(enrolled(DEVICE, "tpm"), evidence(), FRESH, NOW);

        assertThat(failed(findings(result))).containsExactly(EnrolmentCheck.KEY_ACTIVATED);
    }
}
