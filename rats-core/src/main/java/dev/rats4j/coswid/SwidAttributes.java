package dev.rats4j.coswid;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The global-attributes of a map, RFC 9393, 2.7, and whatever else it has: members that nobody here knows, of any extension, are kept as
 * encoded items.
 *
 * @param language lang, a tag of RFC 5646
 * @param others by key, which is a number or a text; the value is one item in deterministic encoding
 */
public record SwidAttributes(Optional<String> language, Map<CborKey, Bytes> others) {

    /** No attributes. */
    public static final SwidAttributes NONE = new SwidAttributes(Optional.empty(), Map.of());

    static final long LANG = 15;

    /** Refuses keys of bytes and values that are not one deterministic item. */
    public SwidAttributes {
        if (others.isEmpty()) {
            others = Map.of();
        } else {
            others.forEach(SwidAttributes::requireMember);
            TreeMap<CborKey, Bytes> sorted = new TreeMap<>(Comparator.comparing(CborKey::encoded));
            sorted.putAll(others);
            others = Collections.unmodifiableMap(sorted);
        }
    }

    private static void requireMember(CborKey key, Bytes value) {
        if (key instanceof CborKey.Binary || key.equals(CborKey.of(LANG))) {
            throw new IllegalArgumentException(key + " is no key of an attribute");
        }
        try {
            CborItem.decode(value, CborProfile.DETERMINISTIC);
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("attribute " + key + " is not one deterministic item", e);
        }
    }

    /** Only a language. */
    public static SwidAttributes ofLanguage(String tag) {
        return new SwidAttributes(Optional.of(tag), Map.of());
    }

    /** The encoded item of a member. */
    public Optional<Bytes> other(CborKey key) {
        return Optional.ofNullable(others.get(key));
    }

    /** The values of a member that is an any-attribute: one text or several; empty if it is absent or something else. */
    public List<String> texts(CborKey key) {
        Optional<Bytes> encoded = other(key);
        if (encoded.isEmpty()) {
            return List.of();
        }
        try {
            CborItem item = CborItem.decode(encoded.get(), CborProfile.DETERMINISTIC);
            if (item.kind() == CborItem.Kind.TEXT) {
                return List.of(item.text("attribute"));
            }
            List<String> texts = new ArrayList<>();
            for (CborItem element : item.elements("attribute")) {
                texts.add(element.text("attribute"));
            }
            return texts;
        } catch (MalformedMessageException e) {
            return List.of();
        }
    }

    /** Fails if members have keys that mean something else in their map. */
    void requireOutside(long... known) {
        if (!others.isEmpty()) {
            for (long key : known) {
                if (others.containsKey(CborKey.of(key))) {
                    throw new IllegalArgumentException(key + " is a member of its own");
                }
            }
        }
    }

    void write(Cbor.MapBuilder map) {
        language.ifPresent(tag -> map.put(LANG, Cbor.text(tag)));
        others.forEach(map::put);
    }
}
