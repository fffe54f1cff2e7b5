package dev.rats4j.verifier;

import dev.rats4j.Aspect;
import dev.rats4j.AspectRule;
import dev.rats4j.Check;
import dev.rats4j.ClaimPath;
import dev.rats4j.CriticalClaim;
import dev.rats4j.Finding;
import dev.rats4j.Findings;
import dev.rats4j.Outcome;
import dev.rats4j.TrustworthinessClaim;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.TrustworthinessVector;
import dev.rats4j.spi.EvidenceScheme;
import dev.rats4j.verifier.policy.AppraisalPolicy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From findings and appraised claims to a trustworthiness vector: an aspect affirms if all that its rule needs has passed, else it has
 * the worst of the failures, else it says nothing.
 */
final class AspectArithmetic {

    private final EvidenceScheme scheme;
    private final AppraisalPolicy policy;
    private final Findings findings;
    private final Set<ClaimPath<?>> appraised;
    private final Map<ClaimPath<?>, TrustworthinessClaim> failed;

    AspectArithmetic(
            EvidenceScheme scheme,
            AppraisalPolicy policy,
            Findings findings,
            Set<ClaimPath<?>> appraised,
            Map<ClaimPath<?>, TrustworthinessClaim> failed) {
        this.scheme = scheme;
        this.policy = policy;
        this.findings = findings;
        this.appraised = appraised;
        this.failed = failed;
    }

    TrustworthinessVector vector() {
        Map<Aspect, TrustworthinessClaim> vector = new EnumMap<>(Aspect.class);
        for (AspectRule rule : scheme.aspects()) {
            if (isComplete(rule)) {
                vector.put(rule.aspect(), rule.affirming());
            }
        }
        for (AspectRule rule : scheme.aspects()) {
            for (CriticalClaim claim : rule.claims()) {
                worsen(vector, rule.aspect(), failed.getOrDefault(claim.path(), TrustworthinessClaim.NONE));
            }
        }
        // every failed check tells, whether a rule names it or not; failed claims have told above, in their own aspect
        for (Finding finding : findings.failed()) {
            if (finding.check() != VerifierCheck.CLAIM_APPRAISED) {
                worsen(vector, finding.check());
            }
        }
        return new TrustworthinessVector(vector);
    }

    private boolean isComplete(AspectRule rule) {
        boolean claimsSuffice =
                rule.claims().isEmpty() || rule.claims().stream().anyMatch(claim -> appraised.contains(claim.path()));
        return claimsSuffice && rule.checks().stream().allMatch(this::isGoodEnough);
    }

    private boolean isGoodEnough(Check check) {
        Optional<Outcome> outcome = findings.of(check).map(Finding::outcome);
        return outcome.equals(Optional.of(Outcome.PASSED))
                || outcome.equals(Optional.of(Outcome.WAIVED))
                || (outcome.equals(Optional.of(Outcome.NOT_ASSESSED))
                        && policy.acceptedUnassessed().containsKey(check));
    }

    private static void worsen(Map<Aspect, TrustworthinessClaim> vector, Check check) {
        worsen(vector, check.definition().aspect(), check.definition().onFailure());
    }

    private static void worsen(Map<Aspect, TrustworthinessClaim> vector, Aspect aspect, TrustworthinessClaim failure) {
        if (!failure.equals(TrustworthinessClaim.NONE)) {
            vector.merge(aspect, failure, AspectArithmetic::worse);
        }
    }

    private static TrustworthinessClaim worse(TrustworthinessClaim one, TrustworthinessClaim other) {
        TrustworthinessTier worst = TrustworthinessTier.worstOf(List.of(one.tier(), other.tier()));
        return one.tier().equals(worst) ? one : other;
    }

    /** The vector of a refusal: 99 for all aspects of the scheme where nothing can be believed, nothing for a stale nonce. */
    static TrustworthinessVector ofRefusal(Optional<EvidenceScheme> scheme, Findings findings) {
        Map<Aspect, TrustworthinessClaim> vector = new EnumMap<>(Aspect.class);
        boolean invalid = findings.failed().stream()
                .anyMatch(finding ->
                        finding.check().definition().onFailure().equals(TrustworthinessClaim.CRYPTO_VALIDATION_FAILED));
        if (invalid && scheme.isPresent()) {
            scheme.get()
                    .aspects()
                    .forEach(rule -> vector.put(rule.aspect(), TrustworthinessClaim.CRYPTO_VALIDATION_FAILED));
        }
        findings.failed().forEach(finding -> worsen(vector, finding.check()));
        return new TrustworthinessVector(vector);
    }
}
