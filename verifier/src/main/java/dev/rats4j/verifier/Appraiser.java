package dev.rats4j.verifier;

import dev.rats4j.Appraisal;
import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.ClaimPath;
import dev.rats4j.Claims;
import dev.rats4j.CriticalClaim;
import dev.rats4j.Findings;
import dev.rats4j.TrustworthinessClaim;
import dev.rats4j.corim.CryptoKey;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.spi.EvidenceScheme;
import dev.rats4j.verifier.corim.AttestKeys;
import dev.rats4j.verifier.corim.CorimProcessor;
import dev.rats4j.verifier.corim.Corpus;
import dev.rats4j.verifier.corim.Corroboration;
import dev.rats4j.verifier.policy.AppraisalPolicy;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Appraises the claims of one piece of authenticated evidence. Not for use by several threads. */
final class Appraiser {

    private final EvidenceScheme scheme;
    private final AppraisalPolicy policy;
    private final Corpus corpus;
    private final CryptoBackend crypto;
    private final Instant at;
    private final Exemptions exemptions = new Exemptions();
    private final Set<ClaimPath<?>> appraised = new HashSet<>();
    private final Map<ClaimPath<?>, TrustworthinessClaim> failed = new HashMap<>();

    Appraiser(EvidenceScheme scheme, AppraisalPolicy policy, Corpus corpus, CryptoBackend crypto, Instant at) {
        this.scheme = scheme;
        this.policy = policy;
        this.corpus = corpus;
        this.crypto = crypto;
        this.at = at;
    }

    /** The appraisal of evidence that authentication refused. */
    static Appraisal refused(Optional<EvidenceScheme> scheme, AppraisalPolicy policy, Findings findings) {
        return new Appraisal(
                AspectArithmetic.ofRefusal(scheme, findings),
                policy.requiredAspects(),
                findings,
                Optional.empty(),
                List.of(policy.idWithDigest()));
    }

    Appraisal appraise(AuthenticatedEvidence evidence) {
        Corroboration corroboration = CorimProcessor.process(evidence, corpus, at);
        Findings.Builder own = Findings.builder(VerifierCheck.class);
        own.expect(VerifierCheck.SCHEME_ENABLED, true, () -> "");
        own.expect(VerifierCheck.WELL_FORMED, true, () -> "");
        own.expect(
                VerifierCheck.ENDORSER_INDEPENDENT,
                corroboration.signedByTheAttester().isEmpty(),
                () -> "signed by the key that signed the evidence: " + corroboration.signedByTheAttester());
        checkRequirements(evidence.claims(), corroboration, own);
        checkCriticalClaims(evidence.claims(), corroboration, own);
        Findings findings = evidence.findings().waiving(policy.waived()).and(own.build());
        traceIgnored(evidence.claims(), corroboration);
        exemptions.notAssessed(policy.acceptedUnassessed(), findings);
        exemptions.unsigned(unsigned(evidence, corroboration));
        return new Appraisal(
                new AspectArithmetic(scheme, policy, findings, appraised, failed).vector(),
                policy.requiredAspects(),
                findings,
                Optional.of(evidence),
                List.of(policy.idWithDigest()),
                exemptions.all());
    }

    /** CoRIMs without a signature that matched, or that gave the key of the evidence to its class. */
    private Map<String, String> unsigned(AuthenticatedEvidence evidence, Corroboration corroboration) {
        Map<String, String> sources = new LinkedHashMap<>(corroboration.unsigned());
        if (corpus.hasAttestKeys() && !corpus.unsigned().isEmpty()) {
            List<CryptoKey> keys = evidence.proofs().stream()
                    .map(proof -> CryptoKey.thumbprint(proof.key()))
                    .toList();
            scheme.claimPaths().stream()
                    .map(path -> path.environmentClass())
                    .distinct()
                    .forEach(environmentClass ->
                            sources.putAll(AttestKeys.unsigned(corpus, environmentClass, crypto, at, keys)));
        }
        return sources;
    }

    private void traceIgnored(List<Claims> evidence, Corroboration corroboration) {
        policy.ignored().forEach((path, reason) -> {
            Set<Optional<Corroboration.Strength>> strengths = strengths(about(evidence, path), path, corroboration);
            strengths.remove(Optional.of(Corroboration.Strength.STRONG));
            if (!strengths.isEmpty() || corroboration.lacks(path)) {
                exemptions.ignored(path, reason);
            }
        });
    }

    private void checkRequirements(List<Claims> evidence, Corroboration corroboration, Findings.Builder findings) {
        findings.expect(VerifierCheck.REQUIREMENT_MET, true, () -> "");
        for (AppraisalPolicy.Requirement<?> requirement : policy.requirements()) {
            List<Claims> about = about(evidence, requirement.path());
            boolean met = !about.isEmpty()
                    && about.stream()
                            .flatMap(claims -> values(claims, requirement.path()))
                            .allMatch(value -> isMet(requirement, value));
            settle(requirement.path(), met);
            findings.expect(
                    VerifierCheck.REQUIREMENT_MET,
                    met,
                    () -> requirement.path().name() + " is not " + requirement.condition());
        }
        for (ClaimPath<?> path : policy.corroborated()) {
            List<Claims> about = about(evidence, path);
            boolean met = !about.isEmpty() && isCorroborated(about, path, corroboration);
            settle(path, met);
            findings.expect(VerifierCheck.REQUIREMENT_MET, met, () -> "no reference value matches " + path.name());
        }
    }

    private boolean isMet(AppraisalPolicy.Requirement<?> requirement, Object value) {
        if (requirement.isMetBy(Optional.of(value), false)) {
            return true;
        }
        boolean byWeakDigests = policy.weakDigests().isPresent() && requirement.isMetBy(Optional.of(value), true);
        if (byWeakDigests) {
            exemptions.weakDigests(policy.weakDigests().get());
        }
        return byWeakDigests;
    }

    private void settle(ClaimPath<?> path, boolean met) {
        if (met) {
            appraised.add(path);
        } else {
            failed.put(path, VerifierCheck.REQUIREMENT_MET.definition().onFailure());
        }
    }

    private void checkCriticalClaims(List<Claims> evidence, Corroboration corroboration, Findings.Builder findings) {
        findings.expect(VerifierCheck.CLAIM_APPRAISED, true, () -> "");
        for (CriticalClaim critical : scheme.criticalClaims()) {
            ClaimPath<?> path = critical.path();
            List<Claims> about = about(evidence, path);
            boolean decided = appraised.contains(path)
                    || failed.containsKey(path)
                    || policy.ignored().containsKey(path);
            boolean lacking = corroboration.lacks(path);
            if (decided || (about.isEmpty() && !lacking)) {
                continue;
            }
            if (lacking) {
                failed.put(path, critical.onFailure());
                findings.expect(
                        VerifierCheck.CLAIM_APPRAISED,
                        false,
                        () -> path.name() + " is named by reference values and the evidence does not have it");
            } else if (isCorroborated(about, path, corroboration)) {
                appraised.add(path);
            } else {
                failed.put(path, critical.onFailure());
                findings.expect(
                        VerifierCheck.CLAIM_APPRAISED,
                        false,
                        () -> path.name() + " is neither corroborated nor required nor ignored");
            }
        }
    }

    private boolean isCorroborated(List<Claims> about, ClaimPath<?> path, Corroboration corroboration) {
        Set<Optional<Corroboration.Strength>> strengths = strengths(about, path, corroboration);
        if (strengths.contains(Optional.empty())) {
            return false;
        }
        if (!strengths.contains(Optional.of(Corroboration.Strength.WEAK))) {
            return true;
        }
        policy.weakDigests().ifPresent(exemptions::weakDigests);
        return policy.weakDigests().isPresent();
    }

    /** How well each of these is corroborated, if at all. */
    private static Set<Optional<Corroboration.Strength>> strengths(
            List<Claims> about, ClaimPath<?> path, Corroboration corroboration) {
        return about.stream()
                .map(claims -> corroboration.of(claims.environment(), path))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** All values at a path: evidence that states a claim twice does not choose the one that is looked at. */
    private static Stream<?> values(Claims claims, ClaimPath<?> path) {
        return claims.elements().stream()
                .filter(element -> element.key().equals(path.key()))
                .flatMap(element -> element.values().get(path.codePoint()).stream());
    }

    /** Claims of the evidence that have a value at a path: several environments of one class may have one each. */
    private static List<Claims> about(List<Claims> evidence, ClaimPath<?> path) {
        return evidence.stream().filter(claims -> claims.get(path).isPresent()).toList();
    }
}
