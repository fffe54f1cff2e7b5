package dev.rats4j.coswid;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;

/** A tag-id, RFC 9393, 2.3: a text, or a UUID as 16 bytes. */
public sealed interface SwidTagId {

    /** A text. */
    record Text(String value) implements SwidTagId {
        @Override
        public Bytes encoded() {
            return Cbor.text(value);
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /** A UUID, 16 bytes. */
    record Uuid(Bytes value) implements SwidTagId {
        /** Refuses another length. */
        public Uuid {
            if (value.length() != 16) {
                throw new IllegalArgumentException("a UUID has 16 bytes");
            }
        }

        @Override
        public Bytes encoded() {
            return Cbor.bytes(value);
        }

        @Override
        public String toString() {
            return value.toHex();
        }
    }

    /** The CBOR item. */
    Bytes encoded();

    /** A text. */
    static SwidTagId of(String text) {
        return new Text(text);
    }

    /** Reads a text or 16 bytes. */
    static SwidTagId read(CborItem item, String field) throws MalformedMessageException {
        if (item.kind() == CborItem.Kind.TEXT) {
            return new Text(item.text(field));
        }
        Bytes bytes = item.bytes(field);
        if (bytes.length() != 16) {
            throw item.malformed(field, bytes.length() + " bytes, a UUID has 16");
        }
        return new Uuid(bytes);
    }
}
