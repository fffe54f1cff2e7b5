package dev.rats4j.corim;

import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.corim.CodePoint.CryptoKeys;
import dev.rats4j.corim.CodePoint.Digests;
import dev.rats4j.corim.CodePoint.IntRange;
import dev.rats4j.corim.CodePoint.RawValue;
import dev.rats4j.corim.CodePoint.Svn;
import dev.rats4j.wire.Bytes;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values of measurements as people read them. */
final class ValueText {

    private ValueText() {}

    static String of(Object value) {
        if (value instanceof Digests digests) {
            return digests.entries().stream().map(NamedDigest::toString).collect(Collectors.joining(", "));
        }
        if (value instanceof Svn svn) {
            return (svn.minimum() ? "at least " : "") + svn.value();
        }
        if (value instanceof IntRange range) {
            return of(range);
        }
        if (value instanceof RawValue raw) {
            return raw.value().toHex()
                    + raw.mask().map(mask -> " mask " + mask.toHex()).orElse("");
        }
        if (value instanceof CryptoKeys keys) {
            return keys.entries().stream()
                    .map(key -> key.tag() + ":" + key.content().toHex())
                    .collect(Collectors.joining(", "));
        }
        return simple(value);
    }

    private static String simple(Object value) {
        if (value instanceof CodePoint.Version version) {
            return version.version()
                    + version.scheme().map(scheme -> " scheme " + scheme).orElse("");
        }
        if (value instanceof CodePoint.Flags flags) {
            return Stream.concat(
                            new TreeMap<>(flags.values())
                                    .entrySet().stream().map(flag -> flag.getKey() + "=" + flag.getValue()),
                            flags.extensions().entrySet().stream()
                                    .map(flag -> flag.getKey() + "="
                                            + flag.getValue().toHex()))
                    .collect(Collectors.joining(", "));
        }
        if (value instanceof CodePoint.IntegrityRegisters registers) {
            return registers.registers().entrySet().stream()
                    .map(register -> register.getKey() + "=" + of(register.getValue()))
                    .sorted()
                    .collect(Collectors.joining("; "));
        }
        return octets(value).map(Bytes::toHex).orElseGet(() -> String.valueOf(value));
    }

    private static Optional<Bytes> octets(Object value) {
        if (value instanceof CodePoint.MacAddress address) {
            return Optional.of(address.value());
        }
        if (value instanceof CodePoint.IpAddress address) {
            return Optional.of(address.value());
        }
        if (value instanceof CodePoint.Ueid id) {
            return Optional.of(id.value());
        }
        if (value instanceof CodePoint.Uuid id) {
            return Optional.of(id.value());
        }
        return value instanceof Bytes bytes ? Optional.of(bytes) : Optional.empty();
    }

    private static String of(IntRange range) {
        if (range.minimum().isPresent() && range.minimum().equals(range.maximum())) {
            return range.minimum().get().toString();
        }
        return range.minimum().map(Object::toString).orElse("") + ".."
                + range.maximum().map(Object::toString).orElse("");
    }
}
