package dev.rats4j.cmw;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.wire.Bytes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Several wrappers under labels, RFC 9999, 3.3.
 *
 * @param type what the collection is: a URI, or an OID in dotted notation
 * @param items at least one; labels are texts, or integers (in CBOR only)
 */
public record CmwCollection(Optional<String> type, Map<CborKey, Cmw> items) implements Cmw {

    static final String TYPE_KEY = "__cmwc_t";

    /** Possessive, because going back costs stack for every arc. */
    private static final Pattern OID = Pattern.compile("[0-2](\\.(0|[1-9][0-9]*+))*+");

    /** Most items of one collection. */
    static final int MOST_ITEMS = 1024;
    /** Most collections around a record. */
    static final int MOST_LEVELS = 32;
    /** Most records and collections of one message. */
    static final int MOST_WRAPPERS = 1 << 14;

    /**
     * Keeps the order; refuses the empty collection, labels of another type, and what would be too much to be read: 1024 items, 32
     * levels, 16384 records and collections in all.
     */
    public CmwCollection {
        items = Collections.unmodifiableMap(new LinkedHashMap<>(items));
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a collection has at least one item");
        }
        if (items.size() > MOST_ITEMS || levels(items) > MOST_LEVELS || wrappers(items) > MOST_WRAPPERS) {
            throw new IllegalArgumentException("a collection too large to be read");
        }
        items.keySet().forEach(label -> {
            if (label instanceof CborKey.Binary || label.equals(CborKey.of(TYPE_KEY))) {
                throw new IllegalArgumentException("label " + label);
            }
        });
        if (type.filter(t -> !isType(t)).isPresent()) {
            throw new IllegalArgumentException("a collection's type is a URI or an OID");
        }
    }

    private static int levels(Map<CborKey, Cmw> items) {
        int deepest = 0;
        for (Cmw item : items.values()) {
            deepest = Math.max(deepest, item instanceof CmwCollection inner ? levels(inner.items) : 0);
        }
        return deepest + 1;
    }

    private static int wrappers(Map<CborKey, Cmw> items) {
        int count = 1;
        for (Cmw item : items.values()) {
            count += item instanceof CmwCollection inner ? wrappers(inner.items) : 1;
        }
        return count;
    }

    /** The item under a label. */
    public Optional<Cmw> item(String label) {
        return Optional.ofNullable(items.get(CborKey.of(label)));
    }

    /** The value of the record under a label; empty if there is none, or if it is a collection. */
    public Optional<Bytes> value(String label) {
        return item(label).filter(CmwRecord.class::isInstance).map(item -> ((CmwRecord) item).value());
    }

    private static boolean isUri(String text, int colon) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fits = i >= colon || Character.isLetterOrDigit(c) || "+-.".indexOf(c) >= 0;
            if (!fits || c <= 0x20 || c >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** A URI has a scheme; an OID has digits and dots. */
    static boolean isType(String text) {
        int colon = text.indexOf(':');
        return (colon > 0 && isUri(text, colon)) || OID.matcher(text).matches();
    }
}
