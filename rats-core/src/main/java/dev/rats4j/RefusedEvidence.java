package dev.rats4j;

/**
 * Evidence that is forged, stale, broken or from somebody unknown. It has no claims.
 *
 * @param findings at least one failed
 */
public record RefusedEvidence(Findings findings) implements Authentication {

    /** Fails if nothing failed. */
    public RefusedEvidence {
        if (!findings.anyFailed()) {
            throw new IllegalArgumentException("a refusal names a failed check");
        }
    }
}
