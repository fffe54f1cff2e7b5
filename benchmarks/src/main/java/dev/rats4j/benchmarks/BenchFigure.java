package dev.rats4j.benchmarks;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was measured of one path.
 *
 * @param path stage / technology, for example {@code authenticate/tpm}
 * @param provider of the signatures: {@code bc} or {@code jdk}; {@code peer} for a verifier of somebody else
 * @param signature algorithm of the evidence's signature, for example {@code ES256}; {@code none} if none is verified
 * @param state {@code warm} if key and chain were seen before, {@code fresh} if not
 * @param threads number of threads
 * @param triples reference triples in the corpus
 * @param rate operations per second
 * @param raw operations per second of the same signatures alone, if there are any
 * @param bytes allocation per operation, if it is known
 * @param rawBytes the same of the signatures alone
 * @param error half of the 95 % interval of the ratio (without raw figures: of the rate), relative
 * @param bar what the path may cost
 */
public record BenchFigure(
        String path,
        String provider,
        String signature,
        String state,
        int threads,
        int triples,
        double rate,
        OptionalDouble raw,
        OptionalDouble bytes,
        OptionalDouble rawBytes,
        double error,
        Optional<Bar> bar) {

    private static final double MICROS = 1e6;

    /** Refuses rates that are not positive, and a bar without raw figures to compare with. */
    public BenchFigure {
        if (!(rate > 0) || !(raw.orElse(1) > 0) || Double.isInfinite(rate) || Double.isInfinite(raw.orElse(1))) {
            throw new IllegalArgumentException("a rate is positive and finite");
        }
        if (bar.isPresent() && raw.isEmpty()) {
            throw new IllegalArgumentException("a bar wants the raw signatures beside it");
        }
    }

    /** How many times as long as the signatures alone. */
    public OptionalDouble ratio() {
        return raw.isPresent() ? OptionalDouble.of(raw.getAsDouble() / rate) : OptionalDouble.empty();
    }

    /** Microseconds beyond the signatures alone. */
    public OptionalDouble overheadMicros() {
        return raw.isPresent() ? OptionalDouble.of(MICROS / rate - MICROS / raw.getAsDouble()) : OptionalDouble.empty();
    }

    /** The most that {@link #overheadMicros} may be. */
    public OptionalDouble limitMicros() {
        return bar.isPresent()
                ? OptionalDouble.of(bar.get().limitMicros(MICROS / raw.orElseThrow()))
                : OptionalDouble.empty();
    }

    /** Whether time and allocation are within the bar, if there is one. Allocation that is not known is not within it. */
    public Optional<Boolean> withinBar() {
        if (bar.isEmpty()) {
            return Optional.empty();
        }
        boolean inTime = overheadMicros().orElseThrow() <= limitMicros().orElseThrow();
        boolean inSpace = bar.get().bytes().isEmpty()
                || bytes.orElse(Double.MAX_VALUE) - rawBytes.orElse(0)
                        <= bar.get().bytes().getAsLong();
        return Optional.of(inTime && inSpace);
    }
}
