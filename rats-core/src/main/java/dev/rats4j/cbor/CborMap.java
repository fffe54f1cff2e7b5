package dev.rats4j.cbor;

import dev.rats4j.wire.MalformedMessageException;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A map, its keys decoded. Whoever reads one says at the end which keys there may be: {@link #expectNoOthers()} or {@link #others()}. */
public final class CborMap {

    private final CborItem item;
    private final String field;
    private final Map<CborKey, CborItem> entries = new LinkedHashMap<>();
    private final Set<CborKey> read = new HashSet<>();

    CborMap(CborItem item, String field) {
        this.item = item;
        this.field = field;
        CborItem key = null;
        for (CborItem child : item.children()) {
            if (key == null) {
                key = child;
            } else {
                entries.put(key.key(), child);
                key = null;
            }
        }
    }

    /** The value of a key that may be absent. */
    public Optional<CborItem> optional(long key) {
        return optional(CborKey.of(key));
    }

    /** The value of a key that may be absent. */
    public Optional<CborItem> optional(CborKey key) {
        read.add(key);
        return Optional.ofNullable(entries.get(key));
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
        for (CborKey key : entries.keySet()) {
            if (!read.contains(key)) {
                throw item.malformed(field, "unknown key " + key);
            }
        }
    }

    /** Entries that were not asked for, in the order of the message. */
    public Map<CborKey, CborItem> others() {
        Map<CborKey, CborItem> others = new LinkedHashMap<>(entries);
        others.keySet().removeAll(read);
        return Collections.unmodifiableMap(others);
    }

    /** All keys, in the order of the message. */
    public Set<CborKey> keys() {
        return entries.keySet();
    }

    /** All entries, in the order of the message. */
    public Map<CborKey, CborItem> entries() {
        return Collections.unmodifiableMap(entries);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The map as an item. */
    public CborItem item() {
        return item;
    }
}
