package dev.rats4j.eat;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;

/**
 * What a measurement system of the attester found, RFC 9711, 4.2.17.
 *
 * @param system the measurement system
 * @param results what was compared, at least one
 */
public record MeasurementResults(String system, List<Individual> results) {

    private static final int MOST = 1024;

    static final ClaimCodec<MeasurementResults> CODEC =
            ClaimCodec.of(MeasurementResults::read, MeasurementResults::write);
    private static final ClaimCodec<List<Individual>> RESULTS =
            ClaimCodec.listOf(ClaimCodec.of(Individual::read, Individual::write), 1, MOST);

    /** Refuses no results. */
    public MeasurementResults {
        results = List.copyOf(results);
        if (results.isEmpty()) {
            throw new IllegalArgumentException("no results");
        }
    }

    /** What the comparison gave: 1 to 4 in CBOR in this order, the names in lower case with hyphens in JSON. */
    public enum Result {
        /** Equal to the reference value. */
        SUCCESS,
        /** Not equal. */
        FAIL,
        /** Not compared. */
        NOT_RUN,
        /** Nothing was measured. */
        ABSENT;

        private static final ClaimCodec<Result> CODEC =
                new Words<>(List.of(values()), 1).codec("is no result of a measurement");
    }

    /** What was measured, by name or by bytes. In JSON both are text, and text is read as name. */
    public sealed interface ResultId {}

    /** A name. */
    public record Name(String text) implements ResultId {}

    /** Bytes; never read from JSON. */
    public record Binary(Bytes value) implements ResultId {}

    /** One result. */
    public record Individual(ResultId id, Result result) {

        private static Individual read(EatValue value) throws MalformedMessageException {
            List<EatValue> parts = value.list(2, 2);
            EatValue id = parts.get(0);
            return new Individual(
                    id.isBytes() ? new Binary(id.bytes()) : new Name(id.text()), Result.CODEC.read(parts.get(1)));
        }

        private static EatValue write(Individual individual, EatFormat format) {
            EatValue id = individual.id instanceof Name name
                    ? format.text(name.text())
                    : format.bytes(((Binary) individual.id).value());
            return format.list(id, Result.CODEC.write(individual.result, format));
        }
    }

    private static MeasurementResults read(EatValue value) throws MalformedMessageException {
        List<EatValue> parts = value.list(2, 2);
        return new MeasurementResults(parts.get(0).text(), RESULTS.read(parts.get(1)));
    }

    private static EatValue write(MeasurementResults group, EatFormat format) {
        return format.list(format.text(group.system), RESULTS.write(group.results, format));
    }
}
