package dev.rats4j.corim;

import java.time.Instant;
import java.util.Optional;

/**
 * A validity-map, whole seconds.
 *
 * @param notBefore first instant, if there is one
 * @param notAfter last instant
 */
public record Validity(Optional<Instant> notBefore, Instant notAfter) {

    /** Refuses an end before the start. */
    public Validity {
        if (notBefore.filter(start -> start.isAfter(notAfter)).isPresent()) {
            throw new IllegalArgumentException("not-after is before not-before");
        }
    }

    /** Whether an instant lies within, both ends included. */
    public boolean contains(Instant at) {
        return !at.isAfter(notAfter)
                && notBefore.filter(start -> at.isBefore(start)).isEmpty();
    }
}
