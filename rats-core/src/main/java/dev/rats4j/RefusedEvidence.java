package dev.rats4j;

/**
 * Evidence that is forged, stale, broken or from somebody unknown. It has no claims.
 *
 * @param findings at least one of the cryptographic kind failed
 */
public record RefusedEvidence(Findings findings) implements Authentication {

    /** Fails if nothing cryptographic failed. */
    public RefusedEvidence {
        if (!findings.anyCryptographicFailed()) {
            throw new IllegalArgumentException("a refusal names a failed cryptographic check");
        }
    }
}
