package dev.rats4j.verifier;

import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Authentication;
import dev.rats4j.Findings;
import dev.rats4j.RefusedEvidence;
import dev.rats4j.crypto.CanonicalKey;
import dev.rats4j.spi.EvidenceScheme;
import dev.rats4j.verifier.enrolment.EnrolledDevice;
import dev.rats4j.verifier.enrolment.EnrolmentCheck;
import java.util.List;
import java.util.Optional;

/** Whether evidence came from the device that it is said to come from: its keys are compared, not its names. */
final class DeviceBinding {

    private DeviceBinding() {}

    static Authentication require(
            EnrolledDevice device, Optional<EvidenceScheme> scheme, Authentication authentication) {
        Findings.Builder binding = Findings.builder(List.of(EnrolmentCheck.KEY_ACTIVATED));
        if (authentication instanceof AuthenticatedEvidence authentic) {
            binding.expect(
                    EnrolmentCheck.KEY_ACTIVATED,
                    scheme.filter(s -> s.name().equals(device.scheme())).isPresent(),
                    () -> "the device enrolled keys of another scheme");
            binding.expect(
                    EnrolmentCheck.KEY_ACTIVATED,
                    authentic.proofs().stream()
                            .allMatch(proof -> CanonicalKey.encode(proof.key())
                                    .equals(device.keys().attestationPublicKey())),
                    () -> "the key that verified is not the one that the device enrolled");
            Findings findings = authentic.findings().and(binding.build());
            return findings.anyCryptographicFailed()
                    ? new RefusedEvidence(findings)
                    : AuthenticatedEvidence.assertion(authentic.proofs(), authentic::claims, findings);
        }
        binding.restNotAssessed("the evidence was refused before");
        return new RefusedEvidence(authentication.findings().and(binding.build()));
    }
}
