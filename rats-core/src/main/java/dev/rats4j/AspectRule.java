package dev.rats4j;

import java.util.List;

/**
 * What an aspect needs before a scheme's evidence may affirm it: the aspect has its affirming value if every check passed and every
 * claim was appraised, else the worst of their failures, else none.
 *
 * @param aspect the aspect
 * @param affirming value if all is well
 * @param checks checks that must have passed
 * @param claims claims that must have been appraised with success: corroborated or required, not merely ignored; at least one of
 *     those present in the evidence
 */
public record AspectRule(
        Aspect aspect, TrustworthinessClaim affirming, List<Check> checks, List<CriticalClaim> claims) {

    /** Copies the lists. */
    public AspectRule {
        checks = List.copyOf(checks);
        claims = List.copyOf(claims);
        if (!affirming.tier().equals(TrustworthinessTier.AFFIRMING)) {
            throw new IllegalArgumentException(affirming + " does not affirm");
        }
    }
}
