package dev.rats4j.corim;

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
