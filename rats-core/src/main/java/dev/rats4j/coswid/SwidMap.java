package dev.rats4j.coswid;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the members of one map of RFC 9393. */
final class SwidMap {

    /** Reads one item. */
    @FunctionalInterface
    interface Reader<T> {
        T read(CborItem item, String field) throws MalformedMessageException;
    }

    private final CborMap map;
    private final String name;

    SwidMap(CborItem item, String name) throws MalformedMessageException {
        this.map = item.map(name);
        this.name = name;
    }

    <T> Optional<T> optional(long key, String member, Reader<T> reader) throws MalformedMessageException {
        Optional<CborItem> item = map.optional(key);
        return item.isPresent() ? Optional.of(reader.read(item.get(), field(member))) : Optional.empty();
    }

    <T> T required(long key, String member, Reader<T> reader) throws MalformedMessageException {
        return reader.read(map.required(key, member), field(member));
    }

    Optional<String> text(long key, String member) throws MalformedMessageException {
        return optional(key, member, CborItem::text);
    }

    Optional<Boolean> bool(long key, String member) throws MalformedMessageException {
        return optional(key, member, CborItem::bool);
    }

    OptionalLong unsigned(long key, String member) throws MalformedMessageException {
        Optional<CborItem> item = map.optional(key);
        return item.isPresent() ? OptionalLong.of(item.get().unsigned(field(member))) : OptionalLong.empty();
    }

    OptionalLong integer(long key, String member) throws MalformedMessageException {
        Optional<CborItem> item = map.optional(key);
        return item.isPresent() ? OptionalLong.of(item.get().integer(field(member))) : OptionalLong.empty();
    }

    Optional<NamedDigest> hash(long key, String member) throws MalformedMessageException {
        return optional(key, member, SwidMap::readHash);
    }

    /** hash-entry: the algorithm is a number, never a name. */
    static NamedDigest readHash(CborItem item, String field) throws MalformedMessageException {
        NamedDigest digest = NamedDigest.read(item, field);
        if (digest.algorithm() instanceof NamedDigest.ByName) {
            throw item.malformed(field + ".alg", "is a text, not a number");
        }
        return digest;
    }

    /** one-or-more: an item, or an array of at least two; none if the member is absent. */
    <T> List<T> oneOrMore(long key, String member, Reader<T> reader) throws MalformedMessageException {
        Optional<CborItem> item = map.optional(key);
        if (item.isEmpty()) {
            return List.of();
        }
        String field = field(member);
        if (item.get().kind() != CborItem.Kind.ARRAY) {
            return List.of(reader.read(item.get(), field));
        }
        List<T> values = new ArrayList<>();
        for (CborItem element : item.get().elements(field)) {
            values.add(reader.read(element, field));
        }
        if (values.size() < 2) {
            throw item.get().malformed(field, "an array of " + values.size() + ", which has at least 2 elements");
        }
        return values;
    }

    /** Everything that was not asked for. */
    SwidAttributes attributes() throws MalformedMessageException {
        Optional<String> language = text(SwidAttributes.LANG, "lang");
        Map<CborKey, Bytes> others = new LinkedHashMap<>();
        for (Map.Entry<CborKey, CborItem> other : map.others().entrySet()) {
            if (other.getKey() instanceof CborKey.Binary) {
                throw map.item().malformed(name, "key " + other.getKey() + " is neither a number nor a text");
            }
            others.put(other.getKey(), Cbor.deterministic(other.getValue()));
        }
        return language.isEmpty() && others.isEmpty() ? SwidAttributes.NONE : new SwidAttributes(language, others);
    }

    /** For maps without attributes and extensions. */
    void expectNoOthers() throws MalformedMessageException {
        map.expectNoOthers();
    }

    MalformedMessageException malformed(String detail) {
        return map.item().malformed(name, detail);
    }

    MalformedMessageException malformed(String member, String detail) {
        return map.item().malformed(field(member), detail);
    }

    private String field(String member) {
        return name + '.' + member;
    }
}
