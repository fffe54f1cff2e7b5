package dev.rats4j.corim;

import java.util.List;

/**
 * A stateful-environment-record: an environment in a state, as a condition.
 *
 * @param environment which one
 * @param claims claims-list, at least one
 */
public record StatefulEnvironment(Environment environment, List<Measurement> claims) {

    /** Copies the list; refuses the empty one. */
    public StatefulEnvironment {
        claims = List.copyOf(claims);
        if (claims.isEmpty()) {
            throw new IllegalArgumentException("a stateful environment has at least one claim");
        }
    }
}
