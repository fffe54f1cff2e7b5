package dev.rats4j.cbor;

import dev.rats4j.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.TreeMap;

/** Writes CBOR items in core deterministic encoding, RFC 8949, 4.2.1. Each method returns a whole item; items are put together. */
public final class Cbor {

    private static final Bytes FALSE = Bytes.of(0xf4);
    private static final Bytes TRUE = Bytes.of(0xf5);
    private static final Bytes NULL = Bytes.of(0xf6);

    private Cbor() {}

    /** An integer. */
    public static Bytes integer(long value) {
        return value >= 0 ? head(0, value) : head(1, -1 - value);
    }

    /** An integer of any size; a bignum (tags 2 and 3) only where it does not fit into 64 bits, RFC 8949, 3.4.3. */
    public static Bytes integer(BigInteger value) {
        BigInteger magnitude = value.signum() >= 0 ? value : value.not();
        int major = value.signum() >= 0 ? 0 : 1;
        if (magnitude.bitLength() <= 64) {
            return head(major, magnitude.longValue());
        }
        byte[] bytes = magnitude.toByteArray();
        int zeros = bytes[0] == 0 ? 1 : 0;
        return tagged(2L + major, bytes(Bytes.copyOf(bytes).slice(zeros, bytes.length)));
    }

    /** A byte string. */
    public static Bytes bytes(Bytes value) {
        return Bytes.concat(head(2, value.length()), value);
    }

    /** A text. */
    public static Bytes text(String value) {
        Bytes utf8 = Bytes.ofUtf8(value);
        return Bytes.concat(head(3, utf8.length()), utf8);
    }

    /** A boolean. */
    public static Bytes bool(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** A floating-point number, in the shortest of the three forms that keeps its value. */
    public static Bytes floating(double value) {
        return CborFloats.shortest(Bytes.copyOf(
                ByteBuffer.allocate(9).put((byte) 0xfb).putDouble(value).array()));
    }

    /** Null. */
    public static Bytes nil() {
        return NULL;
    }

    /** An array of encoded items. */
    public static Bytes array(Bytes... items) {
        return array(List.of(items));
    }

    /** An array of encoded items. */
    public static Bytes array(List<Bytes> items) {
        Bytes[] parts = new Bytes[items.size() + 1];
        parts[0] = head(4, items.size());
        for (int i = 0; i < items.size(); i++) {
            parts[i + 1] = items.get(i);
        }
        return Bytes.concat(parts);
    }

    /** An encoded item under a tag. */
    public static Bytes tagged(long tag, Bytes item) {
        return Bytes.concat(head(6, tag), item);
    }

    /** Starts a map. */
    public static MapBuilder map() {
        return new MapBuilder();
    }

    /** The same item in deterministic encoding. */
    public static Bytes deterministic(CborItem item) {
        return switch (item.kind()) {
            case UNSIGNED, NEGATIVE -> head(item.kind() == CborItem.Kind.UNSIGNED ? 0 : 1, item.argument());
            case BYTES -> bytes(item.content());
            case TEXT -> Bytes.concat(head(3, item.content().length()), item.content());
            case ARRAY -> deterministicArray(item);
            case MAP -> deterministicMap(item);
            case TAG -> deterministicTag(item);
            case FLOAT -> CborFloats.shortest(item.encoded());
            case BOOLEAN, NULL, SIMPLE -> item.encoded();
        };
    }

    private static Bytes deterministicArray(CborItem item) {
        ByteArrayOutputStream elements = new ByteArrayOutputStream();
        int count = 0;
        for (CborItem element : item.children()) {
            elements.writeBytes(deterministic(element).toByteArray());
            count++;
        }
        return Bytes.concat(head(4, count), Bytes.copyOf(elements.toByteArray()));
    }

    private static Bytes deterministicMap(CborItem item) {
        MapBuilder map = map();
        CborItem key = null;
        for (CborItem child : item.children()) {
            if (key == null) {
                key = child;
            } else {
                map.putEncoded(deterministic(key), deterministic(child));
                key = null;
            }
        }
        return map.encode();
    }

    private static Bytes deterministicTag(CborItem item) {
        CborItem content = item.children().iterator().next();
        long tag = item.argument();
        if ((tag == 2 || tag == 3) && content.kind() == CborItem.Kind.BYTES) {
            BigInteger magnitude = new BigInteger(1, content.content().toByteArray());
            return integer(tag == 2 ? magnitude : magnitude.not());
        }
        return tagged(tag, deterministic(content));
    }

    private static Bytes head(int major, long argument) {
        int type = major << 5;
        if (argument >= 0 && argument < 24) {
            return Bytes.of(type | (int) argument);
        }
        int length = argument < 0 ? 8 : argument < 1 << 8 ? 1 : argument < 1 << 16 ? 2 : argument < 1L << 32 ? 4 : 8;
        byte[] head = new byte[length + 1];
        head[0] = (byte) (type | 24 + Integer.numberOfTrailingZeros(length));
        for (int i = 0; i < length; i++) {
            head[length - i] = (byte) (argument >>> (8 * i));
        }
        return Bytes.copyOf(head);
    }

    /** Collects entries of a map; they are written in the order of their encoded keys. */
    public static final class MapBuilder {
        private final TreeMap<Bytes, Bytes> entries = new TreeMap<>();

        private MapBuilder() {}

        /** Adds an entry; a key occurs once. */
        public MapBuilder put(long key, Bytes item) {
            return putEncoded(integer(key), item);
        }

        /** Adds an entry; a key occurs once. */
        public MapBuilder put(String key, Bytes item) {
            return putEncoded(text(key), item);
        }

        /** Adds an entry; a key occurs once. */
        public MapBuilder put(CborKey key, Bytes item) {
            return putEncoded(key.encoded(), item);
        }

        MapBuilder putEncoded(Bytes key, Bytes item) {
            if (entries.put(key, item) != null) {
                throw new IllegalArgumentException("key twice");
            }
            return this;
        }

        /** Whether nothing was added. */
        public boolean isEmpty() {
            return entries.isEmpty();
        }

        /** The map. */
        public Bytes encode() {
            Bytes[] parts = new Bytes[2 * entries.size() + 1];
            parts[0] = head(5, entries.size());
            int at = 1;
            for (var entry : entries.entrySet()) {
                parts[at++] = entry.getKey();
                parts[at++] = entry.getValue();
            }
            return Bytes.concat(parts);
        }
    }
}
