package dev.rats4j.corim;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Entries of a map that the draft does not define: number and encoded item, as they came. */
final class Extensions {

    private Extensions() {}

    /** A copy in ascending order; refuses the numbers from 0 to {@code highestKnown}. */
    static Map<Long, Bytes> copyOf(Map<Long, Bytes> entries, long highestKnown) {
        if (entries.isEmpty()) {
            return Map.of();
        }
        for (long number : entries.keySet()) {
            if (number >= 0 && number <= highestKnown) {
                throw new IllegalArgumentException(number + " is defined, not an extension");
            }
        }
        return Collections.unmodifiableMap(new TreeMap<>(entries));
    }

    /** Refuses what is not one item. */
    static Bytes item(Bytes encoded) {
        try {
            return CborItem.decode(encoded, CborProfile.WELL_FORMED).encoded();
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("an extension is one CBOR item", e);
        }
    }
}
