package dev.rats4j.corim;

import dev.rats4j.wire.Bytes;

/** A measured-element-type-choice: the key (mkey) under which an environment holds a measurement. */
public sealed interface MeasuredElement {

    /** An unsigned number. */
    record Numbered(long value) implements MeasuredElement {
        /** Refuses negative numbers. */
        public Numbered {
            if (value < 0) {
                throw new IllegalArgumentException("unsigned");
            }
        }
    }

    /** A text. */
    record Text(String value) implements MeasuredElement {}

    /**
     * An element named in a way that a profile defines.
     *
     * @param tag the CBOR tag
     * @param content the item under it, deterministically encoded
     */
    record OfProfile(long tag, Bytes content) implements MeasuredElement {}

    /** An OID or UUID. */
    record Id(TypedId id) implements MeasuredElement {}

    /** The element with this number. */
    static MeasuredElement of(long number) {
        return new Numbered(number);
    }

    /** The element with this name. */
    static MeasuredElement of(String text) {
        return new Text(text);
    }
}
