package dev.rats4j.ear;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Claims by key, in the order in which they came: texts, or integers in CBOR only. Equality ignores the order. In JSON an integer is its
 * decimal text, so no key may look like another one.
 */
public final class EarClaims {

    /** No claims. */
    public static final EarClaims NONE = new EarClaims(Map.of());

    private final Map<CborKey, EarValue> values;

    /**
     * Copies the map.
     *
     * @throws IllegalArgumentException for byte strings as keys, and two keys with one name in JSON
     */
    public EarClaims(Map<CborKey, EarValue> values) {
        Map<CborKey, EarValue> copy = new LinkedHashMap<>();
        Map<String, CborKey> names = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (key instanceof CborKey.Binary) {
                throw new IllegalArgumentException("a key is neither text nor integer");
            }
            if (names.put(EarValueForms.name(key), key) != null) {
                throw new IllegalArgumentException("an integer and a text as key look the same");
            }
            copy.put(key, value);
        });
        this.values = Collections.unmodifiableMap(copy);
    }

    /** Texts by name. */
    public static EarClaims ofTexts(Map<String, String> texts) {
        Map<CborKey, EarValue> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> values.put(CborKey.of(name), EarValue.of(text)));
        return new EarClaims(values);
    }

    /** All of them, unmodifiable. */
    public Map<CborKey, EarValue> values() {
        return values;
    }

    /** The claim of this name. */
    public Optional<EarValue> get(String name) {
        return Optional.ofNullable(values.get(CborKey.of(name)));
    }

    /** The claim of this key. */
    public Optional<EarValue> get(long key) {
        return Optional.ofNullable(values.get(CborKey.of(key)));
    }

    /** For people: {@link EarValue#display} by name in JSON. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((key, value) -> texts.put(EarValueForms.name(key), value.display()));
        return Collections.unmodifiableMap(texts);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    Bytes toCbor() {
        Cbor.MapBuilder map = Cbor.map();
        putTo(map);
        return map.encode();
    }

    void putTo(Cbor.MapBuilder map) {
        values.forEach((key, value) -> map.put(key, value.toCbor()));
    }

    JsonObject toJson() {
        JsonObject.Builder object = JsonObject.builder();
        putTo(object);
        return object.build();
    }

    void putTo(JsonObject.Builder object) {
        values.forEach((key, value) -> object.put(EarValueForms.name(key), value.toJson()));
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof EarClaims other && values.equals(other.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** The number only: claims do not belong in a log. */
    @Override
    public String toString() {
        return values.size() + " claims";
    }
}
