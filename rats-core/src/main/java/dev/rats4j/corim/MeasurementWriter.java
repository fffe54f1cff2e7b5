package dev.rats4j.corim;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes environments, keys, measurements and their values. */
final class MeasurementWriter {

    private MeasurementWriter() {}

    static Bytes write(Environment environment) {
        Cbor.MapBuilder map = Cbor.map();
        environment.environmentClass().ifPresent(value -> map.put(0, write(value)));
        environment.instance().ifPresent(value -> map.put(1, write(value)));
        environment.group().ifPresent(value -> map.put(2, write(value)));
        return map.encode();
    }

    static Bytes write(EnvironmentClass value) {
        Cbor.MapBuilder map = Cbor.map();
        value.id().ifPresent(id -> map.put(0, write(id)));
        value.vendor().ifPresent(vendor -> map.put(1, Cbor.text(vendor)));
        value.model().ifPresent(model -> map.put(2, Cbor.text(model)));
        value.layer().ifPresent(layer -> map.put(3, Cbor.integer(layer)));
        value.index().ifPresent(index -> map.put(4, Cbor.integer(index)));
        return map.encode();
    }

    static Bytes write(Environment.CryptoKeyOrId instance) {
        return instance instanceof Environment.InstanceId named
                ? write(named.id())
                : write(((Environment.InstanceKey) instance).key());
    }

    static Bytes write(TypedId id) {
        return Cbor.tagged(id.tag(), Cbor.bytes(id.value()));
    }

    static Bytes write(CryptoKey key) {
        return Cbor.tagged(key.tag(), key.content());
    }

    static Bytes writeKeys(List<CryptoKey> keys) {
        return CorimWriter.array(keys, MeasurementWriter::write);
    }

    static Bytes write(MeasuredElement key) {
        if (key instanceof MeasuredElement.Numbered number) {
            return Cbor.integer(number.value());
        }
        if (key instanceof MeasuredElement.OfProfile other) {
            return Cbor.tagged(other.tag(), other.content());
        }
        return key instanceof MeasuredElement.Text text
                ? Cbor.text(text.value())
                : write(((MeasuredElement.Id) key).id());
    }

    static Bytes write(Measurement measurement) {
        Cbor.MapBuilder map = Cbor.map().put(1, write(measurement.values()));
        measurement.key().ifPresent(key -> map.put(0, write(key)));
        CorimWriter.putUnlessEmpty(map, 2, measurement.authorizedBy(), MeasurementWriter::write);
        return map.encode();
    }

    private static Bytes write(MeasurementValues values) {
        Cbor.MapBuilder map = Cbor.map();
        for (Map.Entry<Long, MeasurementValues.Entry> entry : values.entries().entrySet()) {
            Object value = entry.getValue().value();
            map.put(entry.getKey(), writeValue(value));
            if (value instanceof CodePoint.RawValue raw && raw.separateMask()) {
                map.put(CodePoint.DEPRECATED_MASK, Cbor.bytes(raw.mask().orElse(Bytes.EMPTY)));
            }
        }
        return map.encode();
    }

    static Bytes writeValue(Object value) {
        if (value instanceof CodePoint.Svn svn) {
            Bytes number = Cbor.integer(svn.value());
            return svn.untagged() ? number : Cbor.tagged(svn.minimum() ? 553 : 552, number);
        }
        if (value instanceof CodePoint.Digests digests) {
            return write(digests);
        }
        if (value instanceof CodePoint.RawValue raw) {
            return write(raw);
        }
        if (value instanceof CodePoint.CryptoKeys keys) {
            return writeKeys(keys.entries());
        }
        if (value instanceof CodePoint.IntRange range) {
            return write(range);
        }
        if (value instanceof CodePoint.Version version) {
            return write(version);
        }
        if (value instanceof CodePoint.Flags flags) {
            return write(flags);
        }
        return value instanceof CodePoint.IntegrityRegisters registers ? write(registers) : writeString(value);
    }

    private static Bytes writeString(Object value) {
        if (value instanceof String text) {
            return Cbor.text(text);
        }
        if (value instanceof CodePoint.MacAddress address) {
            return Cbor.bytes(address.value());
        }
        if (value instanceof CodePoint.IpAddress address) {
            return Cbor.bytes(address.value());
        }
        if (value instanceof CodePoint.Ueid id) {
            return Cbor.bytes(id.value());
        }
        return value instanceof CodePoint.Uuid id ? Cbor.bytes(id.value()) : (Bytes) value;
    }

    private static Bytes write(CodePoint.Digests digests) {
        return CorimWriter.array(digests.entries(), NamedDigest::encoded);
    }

    private static Bytes write(CodePoint.RawValue raw) {
        Optional<Bytes> mask = raw.separateMask() ? Optional.empty() : raw.mask();
        return mask.isEmpty()
                ? Cbor.tagged(TypedId.BYTES, Cbor.bytes(raw.value()))
                : Cbor.tagged(563, Cbor.array(Cbor.bytes(raw.value()), Cbor.bytes(mask.get())));
    }

    private static Bytes write(CodePoint.Version version) {
        Cbor.MapBuilder map = Cbor.map().put(0, Cbor.text(version.version()));
        version.scheme().ifPresent(scheme -> map.put(1, scheme.encoded()));
        return map.encode();
    }

    private static Bytes write(CodePoint.Flags flags) {
        Cbor.MapBuilder map = Cbor.map();
        flags.values().forEach((flag, value) -> map.put(flag.number(), Cbor.bool(value)));
        flags.extensions().forEach(map::put);
        return map.encode();
    }

    private static Bytes write(CodePoint.IntegrityRegisters registers) {
        Cbor.MapBuilder map = Cbor.map();
        for (Map.Entry<CborKey, CodePoint.Digests> register :
                registers.registers().entrySet()) {
            map.put(register.getKey(), write(register.getValue()));
        }
        return map.encode();
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
}
