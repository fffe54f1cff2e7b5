package dev.rats4j.verifier;

import static dev.rats4j.Check.Kind.CRYPTOGRAPHIC;
import static dev.rats4j.TrustworthinessClaim.CRYPTO_VALIDATION_FAILED;
import static dev.rats4j.TrustworthinessClaim.NONE;
import static dev.rats4j.TrustworthinessClaim.claim;

import dev.rats4j.Aspect;
import dev.rats4j.Check;
import dev.rats4j.TrustworthinessClaim;

/**
 * What the Verifier checks itself, for every scheme. None of it can be waived as a whole: a policy names the claim that it exempts.
 */
public enum VerifierCheck implements Check {
    /** An enabled scheme reads this media type or collection type. */
    SCHEME_ENABLED("verifier.scheme-enabled", "RFC 9334, 7.1", Aspect.INSTANCE_IDENTITY, NONE),
    /** The evidence follows the specification of its format. */
    WELL_FORMED("verifier.well-formed", "RFC 9334, 8.1", Aspect.INSTANCE_IDENTITY, CRYPTO_VALIDATION_FAILED),
    /**
     * Every critical claim of the evidence is corroborated by a reference value, required or ignored by the policy; the evidence lacks
     * none that reference values name.
     */
    CLAIM_APPRAISED("verifier.claim-appraised", "draft-ietf-rats-corim-11, 8.3", Aspect.EXECUTABLES, claim(33)),
    /** Every claim that the policy corroborates or requires is there and as it should be. */
    REQUIREMENT_MET("verifier.requirement-met", "RFC 9334, 8.5", Aspect.CONFIGURATION, claim(96)),
    /** No reference value that would have matched was signed by the key that signed the evidence. */
    ENDORSER_INDEPENDENT("verifier.endorser-independent", "RFC 9334, 11", Aspect.EXECUTABLES, claim(33));

    private final Definition definition;

    VerifierCheck(String id, String clause, Aspect aspect, TrustworthinessClaim onFailure) {
        definition = new Definition(id, clause, CRYPTOGRAPHIC, aspect, NONE, onFailure);
    }

    @Override
    public Definition definition() {
        return definition;
    }
}
