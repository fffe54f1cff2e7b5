package dev.rats4j.verifier;

import dev.rats4j.Aspect;
import dev.rats4j.Check;
import dev.rats4j.TrustworthinessClaim;

/** What is checked when a result is stated as an EAR. A failure says what the token leaves out; it changes no verdict. */
public enum EarIssuerCheck implements Check {
    /** The token carries the nonce of the evidence: it has 8 to 64 bytes. */
    NONCE_CARRIED("verifier.issuer.nonce-carried", "RFC 9711, 4.1");

    private final Definition definition;

    EarIssuerCheck(String id, String clause) {
        definition = new Definition(
                id, clause, Kind.POLICY, Aspect.SOURCED_DATA, TrustworthinessClaim.NONE, TrustworthinessClaim.NONE);
    }

    @Override
    public Definition definition() {
        return definition;
    }
}
