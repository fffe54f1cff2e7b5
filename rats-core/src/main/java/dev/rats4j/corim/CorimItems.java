package dev.rats4j.corim;

import dev.rats4j.cbor.CborCursor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;

/**
 * Parts of a CoRIM one by one, for formats that are built of them (CoTS, CoSERV): each is read from an item of a checked message, and
 * written as one item in deterministic encoding.
 */
public final class CorimItems {

    private CorimItems() {}

    /** environment-map. */
    public static Environment readEnvironment(CborItem item) throws MalformedMessageException {
        return new EnvironmentReader(CborCursor.of(item), TypeChoices.NONE).read();
    }

    /** environment-map. */
    public static Bytes encoded(Environment environment) {
        return MeasurementWriter.write(environment);
    }

    /** class-map. */
    public static EnvironmentClass readClass(CborItem item, TypeChoices choices) throws MalformedMessageException {
        return new EnvironmentReader(CborCursor.of(item), choices).readClass();
    }

    /** class-map. */
    public static Bytes encoded(EnvironmentClass environmentClass) {
        return MeasurementWriter.write(environmentClass);
    }

    /** instance-id-type-choice. */
    public static Environment.CryptoKeyOrId readInstance(CborItem item, TypeChoices choices)
            throws MalformedMessageException {
        return new EnvironmentReader(CborCursor.of(item), choices).instance();
    }

    /** instance-id-type-choice. */
    public static Bytes encoded(Environment.CryptoKeyOrId instance) {
        return MeasurementWriter.write(instance);
    }

    /** group-id-type-choice. */
    public static TypedId readGroup(CborItem item, TypeChoices choices) throws MalformedMessageException {
        return new EnvironmentReader(CborCursor.of(item), choices).group();
    }

    /** group-id-type-choice. */
    public static Bytes encoded(TypedId group) {
        return MeasurementWriter.write(group);
    }

    /** tag-identity-map. */
    public static TagIdentity readTagIdentity(CborItem item) throws MalformedMessageException {
        return new PartReader(CborCursor.of(item)).identity();
    }

    /** tag-identity-map. */
    public static Bytes encoded(TagIdentity identity) {
        return CorimWriter.write(identity);
    }

    /** tag-id-type-choice and corim-id-type-choice. */
    public static TagId readTagId(CborItem item, String field) throws MalformedMessageException {
        return new PartReader(CborCursor.of(item)).id(field);
    }

    /** tag-id-type-choice and corim-id-type-choice. */
    public static Bytes encoded(TagId id) {
        return CorimWriter.writeId(id);
    }

    /** Crypto keys, at least one. */
    public static List<CryptoKey> readKeys(CborItem item, TypeChoices choices) throws MalformedMessageException {
        return new KeyReader(CborCursor.of(item), choices).list();
    }

    /** Crypto keys. */
    public static Bytes encodedKeys(List<CryptoKey> keys) {
        return MeasurementWriter.writeKeys(keys);
    }

    /** measurement-maps, at least one. */
    public static List<Measurement> readMeasurements(CborItem item, TypeChoices choices)
            throws MalformedMessageException {
        return new MeasurementReader(CborCursor.of(item), choices).list();
    }

    /** measurement-maps. */
    public static Bytes encodedMeasurements(List<Measurement> measurements) {
        return CorimWriter.array(measurements, MeasurementWriter::write);
    }

    /** reference-triple-record and endorsed-triple-record. */
    public static ValueTriple readValueTriple(CborItem item, TypeChoices choices) throws MalformedMessageException {
        return new TriplesReader(CborCursor.of(item), choices).valueTriple();
    }

    /** reference-triple-record and endorsed-triple-record. */
    public static Bytes encoded(ValueTriple triple) {
        return TriplesWriter.write(triple);
    }

    /** attest-key-triple-record. */
    public static KeyTriple readKeyTriple(CborItem item, TypeChoices choices) throws MalformedMessageException {
        return new TriplesReader(CborCursor.of(item), choices).keyTriple("attest-key-triple-record");
    }

    /** attest-key-triple-record. */
    public static Bytes encoded(KeyTriple triple) {
        return TriplesWriter.write(triple);
    }

    /** conditional-endorsement-triple-record. */
    public static ConditionalEndorsementTriple readConditionalEndorsement(CborItem item, TypeChoices choices)
            throws MalformedMessageException {
        return new TriplesReader(CborCursor.of(item), choices).conditional();
    }

    /** conditional-endorsement-triple-record. */
    public static Bytes encoded(ConditionalEndorsementTriple triple) {
        return TriplesWriter.write(triple);
    }
}
