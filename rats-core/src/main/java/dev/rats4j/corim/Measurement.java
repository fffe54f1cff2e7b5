package dev.rats4j.corim;

import java.util.List;
import java.util.Optional;

/**
 * A measurement-map.
 *
 * @param key mkey; absent if the environment has one measurement only
 * @param values mval
 * @param authorizedBy keys of which the speaker of the evidence must hold all; empty for no restriction
 */
public record Measurement(Optional<MeasuredElement> key, MeasurementValues values, List<CryptoKey> authorizedBy) {

    /** Copies the list. */
    public Measurement {
        authorizedBy = List.copyOf(authorizedBy);
    }

    /** A measurement under a key. */
    public static Measurement of(MeasuredElement key, MeasurementValues values) {
        return new Measurement(Optional.of(key), values, List.of());
    }
}
