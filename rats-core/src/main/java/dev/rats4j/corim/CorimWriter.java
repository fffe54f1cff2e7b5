package dev.rats4j.corim;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.ObjectIdentifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes corim-map and what is in it, deterministic encoding. */
final class CorimWriter {

    private CorimWriter() {}

    static Bytes write(Corim corim) {
        if (!corim.uninterpreted().isEmpty()) {
            throw new IllegalStateException("would lose " + corim.uninterpreted());
        }
        Cbor.MapBuilder map = Cbor.map()
                .put(0, writeId(corim.id()))
                .put(
                        1,
                        Cbor.array(corim.comids().stream()
                                .map(comid -> Cbor.tagged(506, Cbor.bytes(write(comid))))
                                .toList()));
        corim.profile().ifPresent(profile -> map.put(3, writeProfile(profile)));
        corim.validity().ifPresent(validity -> map.put(4, write(validity)));
        writeEntities(corim.entities()).ifPresent(entities -> map.put(5, entities));
        return Cbor.tagged(Corim.TAG, map.encode());
    }

    private static Bytes write(Comid comid) {
        Cbor.MapBuilder identity = Cbor.map().put(0, writeId(comid.id()));
        if (comid.version() != 0) {
            identity.put(1, Cbor.integer(comid.version()));
        }
        Cbor.MapBuilder triples = Cbor.map();
        putValueTriples(triples, 0, comid.referenceValues());
        putValueTriples(triples, 1, comid.endorsedValues());
        if (!comid.attestKeys().isEmpty()) {
            triples.put(
                    3,
                    Cbor.array(
                            comid.attestKeys().stream().map(CorimWriter::write).toList()));
        }
        Cbor.MapBuilder map = Cbor.map().put(1, identity.encode()).put(4, triples.encode());
        writeEntities(comid.entities()).ifPresent(entities -> map.put(2, entities));
        return map.encode();
    }

    private static void putValueTriples(Cbor.MapBuilder triples, long key, List<ValueTriple> values) {
        if (!values.isEmpty()) {
            triples.put(
                    key,
                    Cbor.array(values.stream()
                            .map(triple -> Cbor.array(
                                    EnvironmentCodec.write(triple.environment()),
                                    Cbor.array(triple.measurements().stream()
                                            .map(CorimWriter::write)
                                            .toList())))
                            .toList()));
        }
    }

    private static Bytes write(KeyTriple triple) {
        Bytes environment = EnvironmentCodec.write(triple.environment());
        Bytes keys = EnvironmentCodec.writeKeys(triple.keys());
        Cbor.MapBuilder conditions = Cbor.map();
        triple.key().ifPresent(key -> conditions.put(0, writeKey(key)));
        if (!triple.authorizedBy().isEmpty()) {
            conditions.put(1, EnvironmentCodec.writeKeys(triple.authorizedBy()));
        }
        return conditions.isEmpty()
                ? Cbor.array(environment, keys)
                : Cbor.array(environment, keys, conditions.encode());
    }

    private static Bytes write(Measurement measurement) {
        Cbor.MapBuilder map = Cbor.map().put(1, write(measurement.values()));
        measurement.key().ifPresent(key -> map.put(0, writeKey(key)));
        if (!measurement.authorizedBy().isEmpty()) {
            map.put(2, EnvironmentCodec.writeKeys(measurement.authorizedBy()));
        }
        return map.encode();
    }

    private static Bytes writeKey(MeasuredElement key) {
        if (key instanceof MeasuredElement.Numbered number) {
            return Cbor.integer(number.value());
        }
        return key instanceof MeasuredElement.Text text
                ? Cbor.text(text.value())
                : EnvironmentCodec.writeTypedId(((MeasuredElement.Id) key).id());
    }

    private static Bytes write(MeasurementValues values) {
        Cbor.MapBuilder map = Cbor.map();
        for (Map.Entry<Long, MeasurementValues.Entry> entry : values.entries().entrySet()) {
            map.put(entry.getKey(), writeValue(entry.getValue().value()));
        }
        return map.encode();
    }

    private static Bytes writeValue(Object value) {
        if (value instanceof CodePoint.Svn svn) {
            return Cbor.tagged(svn.minimum() ? 553 : 552, Cbor.integer(svn.value()));
        }
        if (value instanceof CodePoint.Digests digests) {
            return Cbor.array(
                    digests.entries().stream().map(NamedDigest::encoded).toList());
        }
        if (value instanceof CodePoint.RawValue raw) {
            return raw.mask().isEmpty()
                    ? Cbor.tagged(TypedId.BYTES, Cbor.bytes(raw.value()))
                    : Cbor.tagged(
                            563,
                            Cbor.array(
                                    Cbor.bytes(raw.value()),
                                    Cbor.bytes(raw.mask().get())));
        }
        if (value instanceof String text) {
            return Cbor.text(text);
        }
        if (value instanceof CodePoint.CryptoKeys keys) {
            return EnvironmentCodec.writeKeys(keys.entries());
        }
        return value instanceof CodePoint.IntRange range ? write(range) : (Bytes) value;
    }

    private static Bytes write(CodePoint.IntRange range) {
        if (range.minimum().isPresent() && range.minimum().equals(range.maximum())) {
            return Cbor.integer(range.minimum().get());
        }
        return Cbor.tagged(
                564,
                Cbor.array(
                        range.minimum().map(Cbor::integer).orElse(Cbor.nil()),
                        range.maximum().map(Cbor::integer).orElse(Cbor.nil())));
    }

    private static Optional<Bytes> writeEntities(List<CorimEntity> entities) {
        if (entities.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Cbor.array(entities.stream()
                .map(entity -> {
                    Cbor.MapBuilder map = Cbor.map()
                            .put(0, Cbor.text(entity.name()))
                            .put(
                                    2,
                                    Cbor.array(entity.roles().stream()
                                            .map(Cbor::integer)
                                            .toList()));
                    entity.registrationId().ifPresent(uri -> map.put(1, Cbor.tagged(32, Cbor.text(uri))));
                    return map.encode();
                })
                .toList()));
    }

    static Bytes write(Validity validity) {
        Cbor.MapBuilder map = Cbor.map()
                .put(1, Cbor.tagged(1, Cbor.integer(validity.notAfter().getEpochSecond())));
        validity.notBefore().ifPresent(start -> map.put(0, Cbor.tagged(1, Cbor.integer(start.getEpochSecond()))));
        return map.encode();
    }

    private static Bytes writeId(TagId id) {
        return id instanceof TagId.Text text ? Cbor.text(text.value()) : Cbor.bytes(((TagId.Uuid) id).value());
    }

    private static Bytes writeProfile(String profile) {
        return ObjectIdentifier.parse(profile)
                .map(ObjectIdentifier::content)
                .map(content -> Cbor.tagged(TypedId.OID, Cbor.bytes(content)))
                .orElseGet(() -> Cbor.tagged(32, Cbor.text(profile)));
    }
}
