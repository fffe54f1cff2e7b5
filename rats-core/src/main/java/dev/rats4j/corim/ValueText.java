package dev.rats4j.corim;

import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.corim.CodePoint.CryptoKeys;
import dev.rats4j.corim.CodePoint.Digests;
import dev.rats4j.corim.CodePoint.IntRange;
import dev.rats4j.corim.CodePoint.RawValue;
import dev.rats4j.corim.CodePoint.Svn;
import dev.rats4j.wire.Bytes;
import java.util.stream.Collectors;

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
        return value instanceof Bytes bytes ? bytes.toHex() : String.valueOf(value);
    }

    private static String of(IntRange range) {
        if (range.minimum().isPresent() && range.minimum().equals(range.maximum())) {
            return range.minimum().get().toString();
        }
        return range.minimum().map(Object::toString).orElse("") + ".."
                + range.maximum().map(Object::toString).orElse("");
    }
}
