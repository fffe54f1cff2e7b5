package dev.rats4j;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a Verifier found out about one submodule of an Attester.
 *
 * @param vector claims by aspect
 * @param required aspects about which the policy wants to know something
 * @param findings outcome of every check, those of authentication first
 * @param authentication claims and proofs; empty if authentication refused the evidence
 * @param policyIds identifiers of the policies that were applied
 * @param exemptions what was made an exemption of, beside failed checks that were waived, with the reason: {@code waived:<check>} (a
 *     cryptographic check that was not done), {@code waived:unsigned-corim}, {@code waived:weak-digests}, {@code not-assessed:<check>},
 *     {@code ignored:<claim>}
 */
public record Appraisal(
        TrustworthinessVector vector,
        Set<Aspect> required,
        Findings findings,
        Optional<AuthenticatedEvidence> authentication,
        List<String> policyIds,
        Map<String, String> exemptions) {

    /** Without exemptions. */
    public Appraisal(
            TrustworthinessVector vector,
            Set<Aspect> required,
            Findings findings,
            Optional<AuthenticatedEvidence> authentication,
            List<String> policyIds) {
        this(vector, required, findings, authentication, policyIds, Map.of());
    }

    /** Copies the collections. */
    public Appraisal {
        exemptions = Collections.unmodifiableMap(new LinkedHashMap<>(exemptions));
        required = required.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(required));
        policyIds = List.copyOf(policyIds);
    }

    /**
     * The tier of the whole: contraindicated if authentication failed or any aspect is; none if nothing is asserted, or nothing of an
     * aspect that is required; else the worst of the aspects that say something.
     */
    public TrustworthinessTier status() {
        Set<TrustworthinessTier> tiers = vector.claims().values().stream()
                .map(TrustworthinessClaim::tier)
                .filter(tier -> !tier.equals(TrustworthinessTier.NONE))
                .collect(Collectors.toSet());
        if (authentication.isEmpty() || tiers.contains(TrustworthinessTier.CONTRAINDICATED)) {
            return TrustworthinessTier.CONTRAINDICATED;
        }
        boolean lacksRequired =
                required.stream().anyMatch(aspect -> vector.claim(aspect).tier().equals(TrustworthinessTier.NONE));
        return lacksRequired ? TrustworthinessTier.NONE : TrustworthinessTier.worstOf(tiers);
    }
}
