package dev.rats4j.corim;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A validity-map, whole seconds: fractions are cut off.
 *
 * @param notBefore first instant, if there is one
 * @param notAfter last instant
 */
public record Validity(Optional<Instant> notBefore, Instant notAfter) {

    /** Refuses an end before the start, and instants before 1970 or after 9999. */
    public Validity {
        notBefore = notBefore.map(Validity::seconds);
        notAfter = seconds(notAfter);
        if (notBefore.filter(notAfter::isBefore).isPresent()) {
            throw new IllegalArgumentException("not-after is before not-before");
        }
    }

    private static Instant seconds(Instant time) {
        if (!CorimReader.isTime(time.getEpochSecond())) {
            throw new IllegalArgumentException("before 1970 or after 9999");
        }
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whether an instant lies within, both ends included. */
    public boolean contains(Instant at) {
        return !at.isAfter(notAfter)
                && notBefore.filter(start -> at.isBefore(start)).isEmpty();
    }
}
