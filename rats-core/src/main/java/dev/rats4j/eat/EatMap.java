package dev.rats4j.eat;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A map of CBOR or an object of JSON. Whoever reads one says at the end that there are no other entries. */
public final class EatMap {

    private static final int LONGEST_NAME = 40;

    private final EatValue whole;
    private final Map<CborKey, EatValue> entries;
    private final Set<CborKey> read = new HashSet<>();

    private EatMap(EatValue whole, Map<CborKey, EatValue> entries) {
        this.whole = whole;
        this.entries = Collections.unmodifiableMap(entries);
    }

    static EatMap ofCbor(CborEatValue whole, CborMap map) {
        Map<CborKey, EatValue> entries = new LinkedHashMap<>();
        map.entries()
                .forEach((key, item) -> entries.put(key, new CborEatValue(whole.field() + step(nameOf(key)), item)));
        return new EatMap(whole, entries);
    }

    static EatMap ofJson(EatValue whole, JsonObject object) {
        Map<CborKey, EatValue> entries = new LinkedHashMap<>();
        object.members()
                .forEach((name, value) -> entries.put(
                        CborKey.of(name), new JsonEatValue(value, detail -> object.malformed(name, detail))));
        return new EatMap(whole, entries);
    }

    private static String nameOf(CborKey key) {
        return key instanceof CborKey.Text text ? text.value() : key.toString();
    }

    /** Names may be an attacker's: shortened, and printable. */
    static String step(String name) {
        String shown = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
        StringBuilder step = new StringBuilder(".");
        shown.chars().forEach(c -> step.append(c > ' ' && c < 0x7f ? (char) c : '?'));
        return step.toString();
    }

    /** The value under a number in CBOR, under a name in JSON, if it is there. */
    public Optional<EatValue> optional(long label, String name) {
        CborKey key = whole.format() == EatFormat.CBOR ? CborKey.of(label) : CborKey.of(name);
        read.add(key);
        EatValue value = entries.get(key);
        if (value instanceof CborEatValue cbor) {
            String outer = ((CborEatValue) whole).field();
            return Optional.of(new CborEatValue(outer + "." + name, cbor.item()));
        }
        return Optional.ofNullable(value);
    }

    /** The value under a number in CBOR, under a name in JSON. */
    public EatValue required(long label, String name) throws MalformedMessageException {
        Optional<EatValue> value = optional(label, name);
        if (value.isEmpty()) {
            throw whole.malformed("lacks " + name);
        }
        return value.get();
    }

    /** Fails if there are entries that were not asked for. */
    public void expectNoOthers() throws MalformedMessageException {
        for (Map.Entry<CborKey, EatValue> entry : entries.entrySet()) {
            if (!read.contains(entry.getKey())) {
                throw entry.getValue().malformed("is no entry that this map has");
            }
        }
    }

    /** The values by key, in the order of the message; names of JSON are text keys. */
    public Map<CborKey, EatValue> entries() {
        return entries;
    }

    /** The values by name, where all keys are texts. */
    public Map<String, EatValue> named() throws MalformedMessageException {
        Map<String, EatValue> named = new LinkedHashMap<>();
        for (Map.Entry<CborKey, EatValue> entry : entries.entrySet()) {
            if (!(entry.getKey() instanceof CborKey.Text name)) {
                throw entry.getValue().malformed("stands under a key that is no text");
            }
            named.put(name.value(), entry.getValue());
        }
        return named;
    }

    /** The map as a value. */
    public EatValue value() {
        return whole;
    }
}
