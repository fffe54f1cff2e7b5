package dev.rats4j.cbor;

import dev.rats4j.wire.Bytes;

/** A map key. {@code 1}, {@code "1"} and {@code h'31'} are three keys. */
public sealed interface CborKey {

    /** An integer. */
    record Int(long value) implements CborKey {
        @Override
        public Bytes encoded() {
            return Cbor.integer(value);
        }

        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** A text. */
    record Text(String value) implements CborKey {
        @Override
        public Bytes encoded() {
            return Cbor.text(value);
        }

        @Override
        public String toString() {
            return '"' + value + '"';
        }
    }

    /** A byte string. */
    record Binary(Bytes value) implements CborKey {
        @Override
        public Bytes encoded() {
            return Cbor.bytes(value);
        }

        @Override
        public String toString() {
            return "h'" + value.toHex() + "'";
        }
    }

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
