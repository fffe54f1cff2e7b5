package dev.rats4j.cose;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;

/** What bytes are: a number of CoAP Content-Formats or the text of a media type. RFC 9052, 3.1. */
public sealed interface ContentType {

    /**
     * A CoAP Content-Format, RFC 7252, 12.3.
     *
     * @param number 0 to 65535
     */
    record Format(int number) implements ContentType {
        /** Refuses other numbers. */
        public Format {
            if (number < 0 || number > MAX_FORMAT) {
                throw new IllegalArgumentException(number + " is no Content-Format");
            }
        }

        @Override
        public Bytes encoded() {
            return Cbor.integer(number);
        }
    }

    /**
     * A media type.
     *
     * @param text {@code type/subtype}, perhaps with parameters, no space at either end
     */
    record Media(String text) implements ContentType {
        /** Refuses what has no slash, or a space at an end. */
        public Media {
            if (!isMedia(text)) {
                throw new IllegalArgumentException("no media type");
            }
        }

        @Override
        public Bytes encoded() {
            return Cbor.text(text);
        }
    }

    /** Largest Content-Format. */
    int MAX_FORMAT = 0xffff;

    /** The CBOR item. */
    Bytes encoded();

    private static boolean isMedia(String text) {
        int slash = text.indexOf('/');
        return slash > 0 && slash < text.length() - 1 && text.equals(text.strip());
    }

    /** Reads one. */
    static ContentType read(CborItem item, String field) throws MalformedMessageException {
        if (item.kind() == CborItem.Kind.TEXT) {
            String text = item.text(field);
            if (!isMedia(text)) {
                throw item.malformed(field, "is no media type");
            }
            return new Media(text);
        }
        long number = item.unsigned(field);
        if (number < 0 || number > MAX_FORMAT) {
            throw item.malformed(field, "is above " + MAX_FORMAT);
        }
        return new Format((int) number);
    }
}
