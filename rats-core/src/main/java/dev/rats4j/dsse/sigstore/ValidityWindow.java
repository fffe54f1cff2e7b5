package dev.rats4j.dsse.sigstore;

import java.time.Instant;
import java.util.Optional;

/**
 * When something of a trusted root is to be believed: a closed interval.
 *
 * @param start its first instant
 * @param end its last instant; empty if it has none
 */
public record ValidityWindow(Instant start, Optional<Instant> end) {

    /** Refuses an end before the start. */
    public ValidityWindow {
        if (end.isPresent() && end.get().isBefore(start)) {
            throw new IllegalArgumentException("an end before the start");
        }
    }

    /** Whether an instant belongs to it. */
    public boolean contains(Instant at) {
        return !at.isBefore(start) && (end.isEmpty() || !at.isAfter(end.get()));
    }
}
