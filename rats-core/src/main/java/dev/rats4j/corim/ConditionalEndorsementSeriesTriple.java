package dev.rats4j.corim;

import java.util.List;

/**
 * A conditional-endorsement-series-triple-record: of the series, the first record whose condition holds counts.
 *
 * @param environment environment of the common condition
 * @param claims claims-list of the common condition, possibly empty
 * @param authorizedBy authority of the common condition, possibly empty
 * @param series at least one record
 */
public record ConditionalEndorsementSeriesTriple(
        Environment environment, List<Measurement> claims, List<CryptoKey> authorizedBy, List<Step> series) {

    /**
     * A conditional-series-record.
     *
     * @param condition measurements that have to be there; at least one
     * @param addition measurements that are added then; at least one
     */
    public record Step(List<Measurement> condition, List<Measurement> addition) {

        /** Copies the lists; refuses empty ones. */
        public Step {
            condition = List.copyOf(condition);
            addition = List.copyOf(addition);
            if (condition.isEmpty() || addition.isEmpty()) {
                throw new IllegalArgumentException("a record of a series has a condition and an addition");
            }
        }
    }

    /** Copies the lists; refuses an empty series. */
    public ConditionalEndorsementSeriesTriple {
        claims = List.copyOf(claims);
        authorizedBy = List.copyOf(authorizedBy);
        series = List.copyOf(series);
        if (series.isEmpty()) {
            throw new IllegalArgumentException("a series has at least one record");
        }
    }
}
