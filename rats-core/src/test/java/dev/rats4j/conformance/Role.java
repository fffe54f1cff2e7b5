package dev.rats4j.conformance;

/** What a check is for. A concrete suite says which check of its catalogue, or of the appraisal, has which role. */
public enum Role {
    /** The signature covers the bytes as received. */
    SIGNATURE,
    /** The key is pinned, or its path ends at an anchor that was given. */
    KEY_TRUSTED,
    /** The path obeys every other rule of RFC 5280, 6.1. Needed if S-9 applies. */
    PATH,
    /** The evidence carries the nonce. */
    NONCE,
    /** No debug, migration or test state. Needed if S-7 applies. */
    DEBUG_OFF,
    /** No version below the floor; often {@code verifier.requirement-met}. Needed if S-8 applies. */
    FLOOR,
    /** Nothing on the path was revoked. Needed if {@link Variant#REVOKED} applies. */
    NOT_REVOKED
}
