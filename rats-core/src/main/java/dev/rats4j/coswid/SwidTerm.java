package dev.rats4j.coswid;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;

/**
 * A value of one of the registries of RFC 9393, 4, as number, or as text where there is no number. The numbers that are registered are
 * constants of the type that has the member, for example {@link SwidEntity#TAG_CREATOR}.
 */
public sealed interface SwidTerm {

    /** A number; negative ones are private. */
    record Code(long value) implements SwidTerm {
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
    record Text(String value) implements SwidTerm {
        @Override
        public Bytes encoded() {
            return Cbor.text(value);
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /** The CBOR item. */
    Bytes encoded();

    /** A number. */
    static SwidTerm of(long number) {
        return new Code(number);
    }

    /** A text. */
    static SwidTerm of(String text) {
        return new Text(text);
    }

    /** Reads a number or a text. */
    static SwidTerm read(CborItem item, String field) throws MalformedMessageException {
        return switch (item.kind()) {
            case TEXT -> new Text(item.text(field));
            case UNSIGNED, NEGATIVE -> new Code(item.integer(field));
            default -> throw item.malformed(field, "is " + item.kind() + ", neither a number nor a text");
        };
    }
}
