package dev.rats4j.corim;

import dev.rats4j.wire.Bytes;

/** Identifier of a CoRIM or of a tag in it: a text or a UUID. */
public sealed interface TagId {

    /** A text, usually a URI. */
    record Text(String value) implements TagId {
        @Override
        public String toString() {
            return value;
        }
    }

    /** A UUID, 16 bytes. */
    record Uuid(Bytes value) implements TagId {
        /** Refuses another length. */
        public Uuid {
            if (value.length() != 16) {
                throw new IllegalArgumentException("a UUID has 16 bytes");
            }
        }

        @Override
        public String toString() {
            String hex = value.toHex();
            return hex.substring(0, 8)
                    + '-'
                    + hex.substring(8, 12)
                    + '-'
                    + hex.substring(12, 16)
                    + '-'
                    + hex.substring(16, 20)
                    + '-'
                    + hex.substring(20);
        }
    }

    /** A text. */
    static TagId of(String text) {
        return new Text(text);
    }
}
