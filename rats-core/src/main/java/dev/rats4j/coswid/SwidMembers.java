package dev.rats4j.coswid;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Writes the members of one map of RFC 9393. */
final class SwidMembers {

    private final Cbor.MapBuilder map = Cbor.map();

    SwidMembers put(long key, Bytes item) {
        map.put(key, item);
        return this;
    }

    <T> SwidMembers put(long key, Optional<T> value, Function<T, Bytes> writer) {
        value.ifPresent(present -> map.put(key, writer.apply(present)));
        return this;
    }

    SwidMembers text(long key, Optional<String> value) {
        return put(key, value, Cbor::text);
    }

    SwidMembers bool(long key, Optional<Boolean> value) {
        return put(key, value, Cbor::bool);
    }

    SwidMembers number(long key, OptionalLong value) {
        value.ifPresent(number -> map.put(key, Cbor.integer(number)));
        return this;
    }

    SwidMembers hash(long key, Optional<NamedDigest> value) {
        return put(key, value, NamedDigest::encoded);
    }

    /** One item alone, several as an array. */
    <T> SwidMembers oneOrMore(long key, List<T> values, Function<T, Bytes> writer) {
        if (values.size() == 1) {
            map.put(key, writer.apply(values.get(0)));
        } else if (!values.isEmpty()) {
            map.put(key, Cbor.array(values.stream().map(writer).toList()));
        }
        return this;
    }

    Bytes with(SwidAttributes attributes) {
        attributes.write(map);
        return map.encode();
    }

    Bytes encode() {
        return map.encode();
    }

    /** What a hash-entry allows. */
    static void requireNumbered(Optional<NamedDigest> hash) {
        if (hash.filter(digest -> digest.algorithm() instanceof NamedDigest.ByName)
                .isPresent()) {
            throw new IllegalArgumentException("a hash-entry has the number of its algorithm");
        }
    }
}
