package dev.rats4j.cli;

import dev.rats4j.cli.input.InputException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Instants and durations within what tokens and certificates can say. */
final class Times {

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** The longest age or skew that a relying party takes. */
    static final Duration LONGEST_AGE = Duration.ofDays(36_500);

    private Times() {}

    /** The instant of {@code --at}, or now. */
    static Instant at(Optional<Instant> given) throws InputException {
        Instant at = given.orElseGet(() -> Clock.systemUTC().instant());
        return within("--at", at);
    }

    /** Refuses instants before 1970 and after 9999. */
    static Instant within(String option, Instant time) throws InputException {
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new InputException(option + " " + time + " is before 1970 or after 9999.");
        }
        return time;
    }

    /** Refuses what would last until after 9999. */
    static Duration from(Instant start, String option, Duration time) throws InputException {
        return atMost(Duration.between(start, LAST), option, time);
    }

    /** Refuses a longer duration. */
    static Duration atMost(Duration most, String option, Duration time) throws InputException {
        if (time.compareTo(most) > 0) {
            throw new InputException(
                    option + " " + time + " is longer than " + most.toDays() + " days, which is the most here.");
        }
        return time;
    }
}
