package dev.rats4j.benchmarks;

import java.util.OptionalLong;

/**
 * What a path may cost beyond its signatures: a share of their time or a fixed time, whichever is more.
 *
 * @param share share of the time of the raw signatures, for example 0.1
 * @param micros microseconds
 * @param bytes allocation beyond that of the raw signatures, in bytes
 */
public record Bar(double share, double micros, OptionalLong bytes) {

    /** Evidence of a known device: 10 % or 6 µs, and 8 KiB. */
    static final Bar WARM_AUTHENTICATION = new Bar(0.10, 6, OptionalLong.of(8 << 10));
    /** Appraisal with a token: 10 % or 20 µs. */
    static final Bar APPRAISAL = new Bar(0.10, 20, OptionalLong.empty());
    /** Lists of events: 1.3 times a bare loop over the same digests and the quote. */
    static final Bar EVENT_LOG = new Bar(0.30, 0, OptionalLong.empty());
    /** Reference values: not slower than a general parser that makes trees of the same bytes. */
    static final Bar GENERAL_PARSER = new Bar(0, 0, OptionalLong.empty());

    /** Refuses negative limits. */
    public Bar {
        if (!(share >= 0) || !(micros >= 0) || bytes.orElse(0) < 0) {
            throw new IllegalArgumentException("a limit is not negative");
        }
    }

    /** The most that may be added to raw signatures which take so long, in microseconds. */
    public double limitMicros(double rawMicros) {
        return Math.max(share * rawMicros, micros);
    }
}
