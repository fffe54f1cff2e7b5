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

    /** The last instant that is written. */
    static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

    static boolean isTime(long seconds) {
        return seconds >= 0 && seconds <= END_OF_TIME.getEpochSecond();
    }

    private static Instant seconds(Instant time) {
        if (!isTime(time.getEpochSecond())) {
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
