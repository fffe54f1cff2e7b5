package dev.rats4j.draft.epoch;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/** Seconds since 1970 as instants. */
final class EpochTimes {

    /** Tag of seconds since 1970. */
    static final long POSIX = 1;

    private EpochTimes() {}

    /** Empty beyond the instants that Java has. */
    static Optional<Instant> instant(long seconds, long nanoseconds) {
        return seconds < Instant.MIN.getEpochSecond() || seconds >= Instant.MAX.getEpochSecond()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(seconds, nanoseconds));
    }

    /** The same for a finite number; what is below nanoseconds is dropped. */
    static Optional<Instant> instant(double seconds) {
        if (Math.abs(seconds) >= Instant.MAX.getEpochSecond()) {
            return Optional.empty();
        }
        BigDecimal exact = new BigDecimal(seconds);
        BigDecimal whole = exact.setScale(0, RoundingMode.FLOOR);
        return instant(
                whole.longValueExact(), exact.subtract(whole).movePointRight(9).longValue());
    }
}
