package dev.rats4j.draft.epoch;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An etime: tag 1001, RFC 9581. Every entry is kept; {@link #time} understands base time and fractions of it.
 *
 * @param entries by key, a number or a text; the value is one item in deterministic encoding
 */
public record ExtendedTime(Map<CborKey, Bytes> entries) {

    /** The CBOR tag. */
    public static final long TAG = 1001;
    /** Most entries; RFC 9581 has about 30 keys. */
    static final int MOST_ENTRIES = 256;

    private static final CborKey BASE_TIME = CborKey.of(1);
    private static final CborKey TIME_SCALE = CborKey.of(-1);
    private static final int[] FRACTIONS = {-3, -6, -9};

    /** Refuses keys of bytes, values that are not one deterministic item, and more than 256 entries. */
    public ExtendedTime {
        if (entries.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException("more than " + MOST_ENTRIES + " entries");
        }
        TreeMap<CborKey, Bytes> sorted = new TreeMap<>(Comparator.comparing(CborKey::encoded));
        entries.forEach((key, value) -> {
            if (key instanceof CborKey.Binary) {
                throw new IllegalArgumentException("key " + key);
            }
            item(value);
            sorted.put(key, value);
        });
        entries = Collections.unmodifiableMap(sorted);
    }

    private static CborItem item(Bytes encoded) {
        try {
            return CborItem.decode(encoded, CborProfile.DETERMINISTIC);
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("not one deterministic item", e);
        }
    }

    /** Whole seconds since 1970. */
    public static ExtendedTime ofSeconds(long seconds) {
        return new ExtendedTime(Map.of(BASE_TIME, Cbor.integer(seconds)));
    }

    static ExtendedTime read(CborItem tagged, String field) throws MalformedMessageException {
        CborMap map = tagged.tagged(TAG, field).map(field);
        if (map.keys().size() > MOST_ENTRIES) {
            throw map.item().malformed(field, "more than " + MOST_ENTRIES + " entries");
        }
        TreeMap<CborKey, Bytes> entries = new TreeMap<>(Comparator.comparing(CborKey::encoded));
        for (Map.Entry<CborKey, CborItem> entry : map.entries().entrySet()) {
            if (entry.getKey() instanceof CborKey.Binary) {
                throw map.item().malformed(field, "key " + entry.getKey() + " is neither a number nor a text");
            }
            entries.put(entry.getKey(), Cbor.deterministic(entry.getValue()));
        }
        return new ExtendedTime(entries);
    }

    /** The encoded item under a key. */
    public Optional<Bytes> entry(CborKey key) {
        return Optional.ofNullable(entries.get(key));
    }

    /**
     * The instant: base time (1) with milli-, micro- or nanoseconds (-3, -6, -9). Empty for other bases, for time scales (-1, which may
     * be another than UTC), for fractions that are negative or beside a floating-point base, and if there are other keys from 0 on, which a reader has to understand (RFC 9581, 3).
     */
    public Optional<Instant> time() {
        Optional<Bytes> base = entry(BASE_TIME);
        boolean understood = entries.keySet().stream()
                .allMatch(key -> key.equals(BASE_TIME) || !(key instanceof CborKey.Int number && number.value() >= 0));
        if (base.isEmpty() || !understood || entries.containsKey(TIME_SCALE)) {
            return Optional.empty();
        }
        CborItem number = item(base.get());
        try {
            if (number.kind() == CborItem.Kind.FLOAT) {
                double seconds = number.floating("base time");
                return Double.isFinite(seconds) && nanoseconds() == 0 ? EpochTimes.instant(seconds) : Optional.empty();
            }
            return EpochTimes.instant(number.integer("base time"), nanoseconds());
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private long nanoseconds() throws MalformedMessageException {
        long nanoseconds = 0;
        for (int power : FRACTIONS) {
            Optional<Bytes> fraction = entry(CborKey.of(power));
            if (fraction.isPresent()) {
                long unit = power == -3 ? 1_000_000 : power == -6 ? 1_000 : 1;
                CborItem number = item(fraction.get());
                int value = number.int32("fraction");
                if (value < 0) {
                    throw number.malformed("fraction", "is negative");
                }
                nanoseconds += value * unit;
            }
        }
        return nanoseconds;
    }

    Bytes encoded() {
        Cbor.MapBuilder map = Cbor.map();
        entries.forEach(map::put);
        return Cbor.tagged(TAG, map.encode());
    }
}
