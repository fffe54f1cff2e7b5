package dev.rats4j.eat;

import java.time.Duration;
import java.time.Instant;

/** What may be wrong with the times of a token. */
public enum TimeProblem {
    /** {@code exp} has come. */
    EXPIRED,
    /** {@code nbf} has not come. */
    NOT_YET_VALID,
    /** {@code iat} has not come. */
    ISSUED_IN_THE_FUTURE,
    /** One of them is no time. */
    UNREADABLE;

    boolean isIn(EatClaims claims, Instant now, Duration tolerance) {
        Instant latest = now.plus(tolerance);
        return switch (this) {
            case EXPIRED ->
                claims.get(EatClaim.EXP)
                        .filter(end -> !now.minus(tolerance).isBefore(end))
                        .isPresent();
            case NOT_YET_VALID ->
                claims.get(EatClaim.NBF).filter(latest::isBefore).isPresent();
            case ISSUED_IN_THE_FUTURE ->
                claims.get(EatClaim.IAT).filter(latest::isBefore).isPresent();
            case UNREADABLE -> false; // claims do not give what is no time
        };
    }
}
