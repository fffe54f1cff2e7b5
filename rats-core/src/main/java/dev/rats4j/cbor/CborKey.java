package dev.rats4j.cbor;

import dev.rats4j.wire.Bytes;

/**
 * A map key. {@code 1}, {@code "1"} and {@code h'31'} are three keys.
 *
 * <p>Keys of one hash are an attacker's to choose. Tables stay fast only if such keys have an order and are of one class.
 * {@link java.util.HashMap} orders them then; {@link java.util.Map#copyOf} does not, and is not for keys of a message.
 */
public sealed interface CborKey {

    /** An integer. */
    record Int(long value) implements CborKey, Comparable<Int> {
        @Override
        public Bytes encoded() {
            return Cbor.integer(value);
        }

        @Override
        public int compareTo(Int other) {
            return Long.compare(value, other.value);
        }

        @Override
        public int hashCode() {
            return CLASSES * Long.hashCode(value);
        }

        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** A text. */
    record Text(String value) implements CborKey, Comparable<Text> {
        @Override
        public Bytes encoded() {
            return Cbor.text(value);
        }

        @Override
        public int compareTo(Text other) {
            return value.compareTo(other.value);
        }

        @Override
        public int hashCode() {
            return CLASSES * value.hashCode() + 1;
        }

        @Override
        public String toString() {
            return '"' + value + '"';
        }
    }

    /** A byte string. */
    record Binary(Bytes value) implements CborKey, Comparable<Binary> {
        @Override
        public Bytes encoded() {
            return Cbor.bytes(value);
        }

        @Override
        public int compareTo(Binary other) {
            return value.compareTo(other.value);
        }

        @Override
        public int hashCode() {
            return CLASSES * value.hashCode() + 2;
        }

        @Override
        public String toString() {
            return "h'" + value.toHex() + "'";
        }
    }

    /** Factor of hashes, so that none of one class is that of another. A power of two, which divides 2^32. */
    int CLASSES = 4;

    /** The deterministic encoding. */
    Bytes encoded();

    /** An integer key. */
    static CborKey of(long value) {
        return SmallKeys.of(value);
    }

    /** A text key. */
    static CborKey of(String value) {
        return new Text(value);
    }
}
