package dev.rats4j;

/** The answer of authentication: who said it, unchanged and fresh; or a refusal. Exactly two outcomes. */
public sealed interface Authentication permits AuthenticatedEvidence, RefusedEvidence {

    /** The outcome of every check that was done. */
    Findings findings();
}
