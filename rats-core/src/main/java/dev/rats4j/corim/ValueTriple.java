package dev.rats4j.corim;

import java.util.List;

/**
 * A reference-triple-record or an endorsed-triple-record: an environment and what is expected of it, or added to it.
 *
 * @param environment what it is about
 * @param measurements at least one
 */
public record ValueTriple(Environment environment, List<Measurement> measurements) {

    /** Copies the list; refuses the empty one. */
    public ValueTriple {
        measurements = List.copyOf(measurements);
        if (measurements.isEmpty()) {
            throw new IllegalArgumentException("a triple has at least one measurement");
        }
    }
}
