package dev.rats4j.cbor;

import dev.rats4j.wire.MalformedMessageException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A map, its keys decoded. Whoever reads one says at the end which keys there may be: {@link #expectNoOthers()} or {@link #others()}. */
public final class CborMap {

    /** Up to so many keys are compared one by one. */
    private static final int FEW = 16;

    private final CborItem item;
    private final String field;
    private CborKey[] keys;
    private CborItem[] values;
    private int size;
    private final boolean[] read;
    private final Map<CborKey, Integer> places;

    CborMap(CborItem item, String field) {
        this.item = item;
        this.field = field;
        int room = (int) Math.min(FEW, item.argument());
        keys = new CborKey[room];
        values = new CborItem[room];
        CborItem key = null;
        for (CborItem child : item.children()) {
            if (key == null) {
                key = child;
            } else {
                add(key.key(), child);
                key = null;
            }
        }
        read = new boolean[size];
        places = size > FEW ? places() : Map.of();
    }

    private void add(CborKey key, CborItem value) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, Math.max(FEW, size * 2));
            values = Arrays.copyOf(values, keys.length);
        }
        keys[size] = key;
        values[size++] = value;
    }

    private Map<CborKey, Integer> places() {
        Map<CborKey, Integer> all = new HashMap<>(size * 2);
        for (int i = 0; i < size; i++) {
            all.put(keys[i], i);
        }
        return all;
    }

    private int place(CborKey key) {
        if (size > FEW) {
            return places.getOrDefault(key, -1);
        }
        for (int i = 0; i < size; i++) {
            if (keys[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /** The value of a key that may be absent. */
    public Optional<CborItem> optional(long key) {
        return optional(CborKey.of(key));
    }

    /** The value of a key that may be absent. */
    public Optional<CborItem> optional(CborKey key) {
        int place = place(key);
        if (place < 0) {
            return Optional.empty();
        }
        read[place] = true;
        return Optional.of(values[place]);
    }

    /** The value of a key that has to be there. */
    public CborItem required(long key, String name) throws MalformedMessageException {
        return required(CborKey.of(key), name);
    }

    /** The value of a key that has to be there. */
    public CborItem required(CborKey key, String name) throws MalformedMessageException {
        Optional<CborItem> value = optional(key);
        if (value.isEmpty()) {
            throw item.malformed(field, "lacks " + name + " (" + key + ")");
        }
        return value.get();
    }

    /** Fails if there are keys that were not asked for. */
    public void expectNoOthers() throws MalformedMessageException {
        for (int i = 0; i < size; i++) {
            if (!read[i]) {
                throw item.malformed(field, "unknown key " + keys[i]);
            }
        }
    }

    /** Entries that were not asked for, in the order of the message. */
    public Map<CborKey, CborItem> others() {
        return entries(false);
    }

    /** All keys, in the order of the message. */
    public Set<CborKey> keys() {
        return entries().keySet();
    }

    /** All entries, in the order of the message. */
    public Map<CborKey, CborItem> entries() {
        return entries(true);
    }

    private Map<CborKey, CborItem> entries(boolean all) {
        Map<CborKey, CborItem> entries = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            if (all || !read[i]) {
                entries.put(keys[i], values[i]);
            }
        }
        return entries.isEmpty() ? Map.of() : Collections.unmodifiableMap(entries);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** The map as an item. */
    public CborItem item() {
        return item;
    }
}
