package dev.rats4j.ear;

import com.google.errorprone.annotations.Immutable;

/**
 * How a version of EAR spells its claims. {@link #CURRENT} is the only one that {@link Ear#decodeCbor} and {@link Ear#decodeJson} know.
 *
 * @param profile value of {@code eat_profile}
 * @param isLegacy raw evidence is plain bytes, a policy identifier may be one text, and Veraison's two maps stand for 1005 and 1006
 * @param hasDots names in JSON are {@code ear.status}, not {@code ear_status}
 */
@Immutable
record EarDialect(String profile, boolean isLegacy, boolean hasDots) {

    static final EarDialect CURRENT = new EarDialect(Ear.PROFILE, false, false);

    /** Name of a claim in JSON. */
    String label(EarClaim claim) {
        return hasDots ? claim.dottedLabel() : claim.label();
    }

    /** The claim that holds what the evidence says. */
    EarClaim attesterClaims() {
        return isLegacy ? EarClaim.ANNOTATED_EVIDENCE : EarClaim.ATTESTER_CLAIMS;
    }

    /** The claim that holds what the Verifier adds. */
    EarClaim verifierClaims() {
        return isLegacy ? EarClaim.POLICY_CLAIMS : EarClaim.VERIFIER_CLAIMS;
    }
}
