package dev.rats4j.verifier;

import dev.rats4j.Check;
import dev.rats4j.ClaimPath;
import dev.rats4j.Finding;
import dev.rats4j.Findings;
import dev.rats4j.Outcome;
import dev.rats4j.ear.EarAppraisal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What an appraisal made an exemption of, with the reasons. An exemption that changed nothing leaves no trace. */
final class Exemptions {

    private static final String WEAK_DIGESTS = EarAppraisal.WAIVER_PREFIX + "weak-digests";
    private static final String UNSIGNED_CORIM = EarAppraisal.WAIVER_PREFIX + "unsigned-corim";
    /** So many sources are named. */
    private static final int MOST_SOURCES = 8;

    private final Map<String, String> reasons = new LinkedHashMap<>();

    /** A digest without collision resistance decided. */
    void weakDigests(String reason) {
        reasons.put(WEAK_DIGESTS, reason);
    }

    /** A claim is not the expected one, or is missing. */
    void ignored(ClaimPath<?> path, String reason) {
        reasons.put(EarAppraisal.IGNORED_PREFIX + path.name(), reason);
    }

    /** CoRIMs by source, with the reasons why they count without a signature. */
    void unsigned(Map<String, String> sources) {
        if (!sources.isEmpty()) {
            String named = sources.entrySet().stream()
                    .limit(MOST_SOURCES)
                    .map(source -> source.getKey() + ": " + source.getValue())
                    .collect(Collectors.joining("; "));
            int others = sources.size() - MOST_SOURCES;
            reasons.put(UNSIGNED_CORIM, others > 0 ? named + "; and " + others + " more" : named);
        }
    }

    /** Checks that were not done, where that is accepted. What is not proven counts as waived. */
    void notAssessed(Map<Check, String> accepted, Findings findings) {
        accepted.forEach((check, reason) -> {
            if (findings.of(check)
                    .map(Finding::outcome)
                    .filter(Outcome.NOT_ASSESSED::equals)
                    .isPresent()) {
                boolean proof = check.definition().kind() == Check.Kind.CRYPTOGRAPHIC;
                reasons.put(
                        (proof ? EarAppraisal.WAIVER_PREFIX : EarAppraisal.NOT_ASSESSED_PREFIX) + check.id(), reason);
            }
        });
    }

    /** Names as in the EAR. */
    Map<String, String> all() {
        return Collections.unmodifiableMap(reasons);
    }
}
