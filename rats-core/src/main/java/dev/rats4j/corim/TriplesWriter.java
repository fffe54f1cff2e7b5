package dev.rats4j.corim;

import static dev.rats4j.corim.CorimWriter.array;
import static dev.rats4j.corim.CorimWriter.putUnlessEmpty;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.wire.Bytes;
import java.util.ArrayList;
import java.util.List;

/** Writes triples-map and the records of every kind of triple. */
final class TriplesWriter {

    private TriplesWriter() {}

    static Bytes write(Triples triples) {
        Cbor.MapBuilder map = Cbor.map();
        putUnlessEmpty(map, 0, triples.reference(), TriplesWriter::write);
        putUnlessEmpty(map, 1, triples.endorsed(), TriplesWriter::write);
        putUnlessEmpty(map, 2, triples.identity(), TriplesWriter::write);
        putUnlessEmpty(map, 3, triples.attestKey(), TriplesWriter::write);
        putUnlessEmpty(map, 4, triples.dependency(), TriplesWriter::write);
        putUnlessEmpty(map, 5, triples.membership(), TriplesWriter::write);
        putUnlessEmpty(map, 6, triples.coswid(), TriplesWriter::write);
        putUnlessEmpty(map, 8, triples.conditionalEndorsementSeries(), TriplesWriter::write);
        putUnlessEmpty(map, 10, triples.conditionalEndorsement(), TriplesWriter::write);
        triples.extensions().forEach(map::put);
        return map.encode();
    }

    static Bytes write(ValueTriple triple) {
        return Cbor.array(
                MeasurementWriter.write(triple.environment()), array(triple.measurements(), MeasurementWriter::write));
    }

    static Bytes write(KeyTriple triple) {
        Bytes environment = MeasurementWriter.write(triple.environment());
        Bytes keys = MeasurementWriter.writeKeys(triple.keys());
        Cbor.MapBuilder conditions = Cbor.map();
        triple.key().ifPresent(key -> conditions.put(0, MeasurementWriter.write(key)));
        putUnlessEmpty(conditions, 1, triple.authorizedBy(), MeasurementWriter::write);
        return conditions.isEmpty()
                ? Cbor.array(environment, keys)
                : Cbor.array(environment, keys, conditions.encode());
    }

    private static Bytes write(DomainTriple triple) {
        return Cbor.array(MeasurementWriter.write(triple.domain()), array(triple.others(), MeasurementWriter::write));
    }

    private static Bytes write(CoswidTriple triple) {
        return Cbor.array(MeasurementWriter.write(triple.environment()), array(triple.tagIds(), CorimWriter::writeId));
    }

    private static Bytes write(ConditionalEndorsementSeriesTriple triple) {
        List<Bytes> common = new ArrayList<>();
        common.add(MeasurementWriter.write(triple.environment()));
        common.add(array(triple.claims(), MeasurementWriter::write));
        if (!triple.authorizedBy().isEmpty()) {
            common.add(MeasurementWriter.writeKeys(triple.authorizedBy()));
        }
        return Cbor.array(Cbor.array(common), array(triple.series(), TriplesWriter::write));
    }

    private static Bytes write(ConditionalEndorsementSeriesTriple.Step step) {
        return Cbor.array(
                array(step.condition(), MeasurementWriter::write), array(step.addition(), MeasurementWriter::write));
    }

    static Bytes write(ConditionalEndorsementTriple triple) {
        return Cbor.array(
                array(triple.conditions(), TriplesWriter::write), array(triple.endorsements(), TriplesWriter::write));
    }

    private static Bytes write(StatefulEnvironment condition) {
        return Cbor.array(
                MeasurementWriter.write(condition.environment()), array(condition.claims(), MeasurementWriter::write));
    }
}
