package dev.rats4j.verifier;

import static dev.rats4j.TrustworthinessClaim.CRYPTO_VALIDATION_FAILED;
import static dev.rats4j.TrustworthinessClaim.NONE;
import static dev.rats4j.TrustworthinessClaim.claim;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.Aspect;
import dev.rats4j.Check;
import dev.rats4j.ClaimPath;
import dev.rats4j.Findings;
import dev.rats4j.TrustworthinessClaim;
import dev.rats4j.TrustworthinessVector;
import dev.rats4j.verifier.AcmeScheme.AcmeCheck;
import dev.rats4j.verifier.policy.AppraisalPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From findings to a vector, with the rules of {@link AcmeScheme#aspects()}. */
class AspectArithmeticTest {

    private static final AppraisalPolicy SILENT = Acme.policy().build();
    private static final Set<ClaimPath<?>> ALL = Set.of(AcmeScheme.FIRMWARE, AcmeScheme.LOADER, AcmeScheme.LEVEL);
    private static final TrustworthinessVector AFFIRMED = vector(2, 3, 3);

    private static TrustworthinessVector vector(int identity, int configuration, int executables) {
        return new TrustworthinessVector(Map.of(
                Aspect.INSTANCE_IDENTITY, claim(identity),
                Aspect.CONFIGURATION, claim(configuration),
                Aspect.EXECUTABLES, claim(executables)));
    }

    /** Everything passed, but what is listed; what is both listed here and not assessed fails. */
    private static Findings findings(List<? extends Check> failed, List<? extends Check> notAssessed) {
        List<Check> catalogue = new ArrayList<>(AcmeScheme.STANDARD.catalogue());
        catalogue.addAll(List.of(VerifierCheck.values()));
        Findings.Builder findings = Findings.builder(catalogue);
        failed.forEach(check -> findings.expect(check, false, () -> "failed"));
        notAssessed.forEach(check -> findings.notAssessed(check, "not done"));
        catalogue.stream()
                .filter(check -> !failed.contains(check) && !notAssessed.contains(check))
                .forEach(check -> findings.expect(check, true, () -> ""));
        return findings.build();
    }

    private static TrustworthinessVector vector(
            Findings findings, Set<ClaimPath<?>> appraised, Map<ClaimPath<?>, TrustworthinessClaim> failed) {
        return new AspectArithmetic(AcmeScheme.STANDARD, SILENT, findings, appraised, failed).vector();
    }

    private static TrustworthinessVector withFailed(Check... failed) {
        return vector(findings(List.of(failed), List.of()), ALL, Map.of());
    }

    private static TrustworthinessVector refusal(Check... failed) {
        Findings findings = findings(List.of(failed), List.of());
        return AspectArithmetic.ofRefusal(Optional.of(AcmeScheme.STANDARD), findings);
    }

    @Test
    @DisplayName("all passed and all appraised: every aspect of the scheme has its affirming value, others say nothing")
    void allPassed() {
        assertThat(withFailed()).isEqualTo(AFFIRMED);
    }

    @Test
    @DisplayName("one appraised claim is enough for an aspect if no other failed; none is not")
    void claims() {
        Findings good = findings(List.of(), List.of());
        assertThat(vector(good, Set.of(AcmeScheme.FIRMWARE), Map.of())).isEqualTo(vector(2, 0, 3));
        assertThat(vector(good, Set.of(AcmeScheme.LOADER, AcmeScheme.LEVEL), Map.of()))
                .isEqualTo(AFFIRMED);
        assertThat(vector(good, Set.of(), Map.of())).isEqualTo(vector(2, 0, 0));
        assertThat(vector(good, Set.of(AcmeScheme.MODE), Map.of())).isEqualTo(vector(2, 0, 0));
    }

    @Test
    @DisplayName("a failed claim beats an appraised one, and the worst failure wins, whatever the order")
    void failedClaims() {
        Findings good = findings(List.of(), List.of());
        assertThat(vector(good, ALL, Map.of(AcmeScheme.FIRMWARE, claim(33)))).isEqualTo(vector(2, 3, 33));
        assertThat(vector(good, ALL, Map.of(AcmeScheme.FIRMWARE, claim(33), AcmeScheme.LOADER, claim(96))))
                .isEqualTo(vector(2, 3, 96));
        assertThat(vector(good, ALL, Map.of(AcmeScheme.FIRMWARE, claim(96), AcmeScheme.LOADER, claim(33))))
                .isEqualTo(vector(2, 3, 96));
        assertThat(vector(good, ALL, Map.of(AcmeScheme.LEVEL, claim(36)))).isEqualTo(vector(2, 36, 3));
    }

    @ParameterizedTest
    @EnumSource(
            value = AcmeCheck.class,
            names = {"KEY_TRUSTED", "SIGNATURE", "DEBUG_OFF", "LOG_GOOD", "DISK_SEALED"})
    @DisplayName("T-05 every failed check gives its own claim to its own aspect, and leaves the others alone")
    void failedCheck(AcmeCheck check) {
        TrustworthinessVector vector = withFailed(check);
        assertThat(vector.claim(check.definition().aspect()))
                .isEqualTo(check.definition().onFailure());
        for (Aspect other : Aspect.values()) {
            if (other != check.definition().aspect()) {
                assertThat(vector.claim(other)).isEqualTo(AFFIRMED.claim(other));
            }
        }
    }

    @Test
    @DisplayName("T-05 a failed check without a claim of its own takes the affirming value away")
    void failedWithoutClaim() {
        assertThat(withFailed(AcmeCheck.NONCE)).isEqualTo(vector(0, 3, 3));
    }

    @Test
    @DisplayName("T-05 failures of the verifier's own checks, but those that tell by their claim")
    void verifierChecks() {
        assertThat(withFailed(VerifierCheck.REQUIREMENT_MET)).isEqualTo(vector(2, 96, 3));
        assertThat(withFailed(VerifierCheck.ENDORSER_INDEPENDENT)).isEqualTo(vector(2, 3, 33));
        assertThat(withFailed(VerifierCheck.CLAIM_APPRAISED)).isEqualTo(AFFIRMED);
    }

    @Test
    @DisplayName("of several failures in one aspect the worst tier wins, the first within a tier")
    void severalFailures() {
        assertThat(withFailed(AcmeCheck.LOG_GOOD, VerifierCheck.ENDORSER_INDEPENDENT))
                .isEqualTo(vector(2, 3, 34));
        assertThat(withFailed(AcmeCheck.DEBUG_OFF, AcmeCheck.LOG_GOOD)).isEqualTo(vector(2, 96, 34));
        assertThat(vector(findings(List.of(AcmeCheck.LOG_GOOD), List.of()), ALL, Map.of(AcmeScheme.LOADER, claim(96))))
                .isEqualTo(vector(2, 3, 96));
    }

    @Test
    @DisplayName("a check that was not assessed, or has no finding, does not affirm")
    void notAssessed() {
        assertThat(vector(findings(List.of(), List.of(AcmeCheck.LOG_GOOD)), ALL, Map.of()))
                .isEqualTo(vector(2, 3, 0));
        assertThat(vector(Findings.builder(List.of()).build(), ALL, Map.of())).isEqualTo(TrustworthinessVector.EMPTY);
    }

    @Test
    @DisplayName("a check that the policy does not need done affirms if it was not done, and only then")
    void acceptedUnassessed() {
        AppraisalPolicy accepting =
                Acme.policy().acceptNotAssessed(AcmeCheck.LOG_GOOD, "a test").build();
        for (boolean isFailed : List.of(true, false)) {
            Findings findings = isFailed
                    ? findings(List.of(AcmeCheck.LOG_GOOD), List.of())
                    : findings(List.of(), List.of(AcmeCheck.LOG_GOOD));
            assertThat(new AspectArithmetic(AcmeScheme.STANDARD, accepting, findings, ALL, Map.of()).vector())
                    .isEqualTo(vector(2, 3, isFailed ? 34 : 3));
        }
    }

    @Test
    @DisplayName("a waived check counts as passed")
    void waived() {
        Findings findings = findings(List.of(AcmeCheck.DEBUG_OFF), List.of());
        assertThat(vector(findings.waiving(Map.of(AcmeCheck.DEBUG_OFF, "a test")), ALL, Map.of()))
                .isEqualTo(AFFIRMED);
    }

    @Test
    @DisplayName("a refusal whose cryptography failed carries 99 in every aspect of the scheme")
    void refused() {
        assertThat(refusal(AcmeCheck.SIGNATURE)).isEqualTo(vector(99, 99, 99));
        assertThat(refusal(VerifierCheck.WELL_FORMED)).isEqualTo(vector(99, 99, 99));
        assertThat(refusal(AcmeCheck.NONCE, AcmeCheck.SIGNATURE)).isEqualTo(vector(99, 99, 99));
    }

    @Test
    @DisplayName("a stale nonce carries nothing; an unknown key carries what its check says")
    void refusedWithoutCrypto() {
        assertThat(refusal(AcmeCheck.NONCE)).isEqualTo(TrustworthinessVector.EMPTY);
        assertThat(refusal(AcmeCheck.KEY_TRUSTED)).isEqualTo(vector(97, 0, 0));
        assertThat(refusal(VerifierCheck.SCHEME_ENABLED)).isEqualTo(TrustworthinessVector.EMPTY);
    }

    @Test
    @DisplayName("a refusal without a scheme knows no aspects but that of the failed check")
    void refusedWithoutScheme() {
        Findings findings = findings(List.of(VerifierCheck.WELL_FORMED), List.of());
        TrustworthinessVector vector = AspectArithmetic.ofRefusal(Optional.empty(), findings);
        assertThat(vector.claims()).containsOnlyKeys(Aspect.INSTANCE_IDENTITY);
        assertThat(vector.claim(Aspect.INSTANCE_IDENTITY)).isEqualTo(CRYPTO_VALIDATION_FAILED);
        assertThat(vector.claim(Aspect.EXECUTABLES)).isEqualTo(NONE);
    }
}
