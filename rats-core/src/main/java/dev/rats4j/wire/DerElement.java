package dev.rats4j.wire;

/**
 * One element of ASN.1 in DER, X.690: identifier, length in the fewest bytes, contents. The contents are not looked at, so no depth
 * costs anything.
 *
 * @param tag the identifier octet; tag numbers beyond 30 are not read
 * @param content the contents octets
 */
public record DerElement(int tag, Bytes content) {

    /** OCTET STRING, primitive. */
    public static final int OCTET_STRING = 0x04;
    /** UTF8String, primitive. */
    public static final int UTF8_STRING = 0x0c;
    /** SEQUENCE. */
    public static final int SEQUENCE = 0x30;

    private static final int LONG_TAG = 0x1f;
    private static final int LONG_FORM = 0x80;
    private static final int MOST_LENGTH_BYTES = 4;

    /** Refuses tags that one octet does not hold. */
    public DerElement {
        if (tag < 0 || tag > 0xff || (tag & LONG_TAG) == LONG_TAG) {
            throw new IllegalArgumentException("tag " + tag);
        }
    }

    /**
     * Reads the next element.
     *
     * @param field its name in its specification, for errors
     */
    public static DerElement next(ByteReader reader, String field) throws MalformedMessageException {
        int start = reader.position();
        int tag = reader.u8(field);
        if ((tag & LONG_TAG) == LONG_TAG) {
            throw new MalformedMessageException(field, start, "has a tag number beyond 30");
        }
        long length = length(reader, field + ".length");
        return new DerElement(tag, reader.bytes(length, field));
    }

    /** X.690, 8.1.3 and 10.1. */
    private static long length(ByteReader reader, String field) throws MalformedMessageException {
        int start = reader.position();
        int first = reader.u8(field);
        if (first < LONG_FORM) {
            return first;
        }
        int count = first - LONG_FORM;
        if (count == 0 || count > MOST_LENGTH_BYTES) {
            throw new MalformedMessageException(field, start, "is not in DER, or of more than 4 bytes");
        }
        long length = 0;
        for (int i = 0; i < count; i++) {
            length = length << 8 | reader.u8(field);
        }
        if (length < LONG_FORM || length >> (8 * (count - 1)) == 0) {
            throw new MalformedMessageException(field, start, "is not in the fewest bytes, as DER wants");
        }
        return length;
    }

    /** Reads a message that is one element and nothing else. */
    public static DerElement decode(Bytes message, String field) throws MalformedMessageException {
        ByteReader reader = new ByteReader(message);
        DerElement element = next(reader, field);
        reader.expectEnd(field);
        return element;
    }

    /** The element in DER. */
    public Bytes encode() {
        int length = content.length();
        if (length < LONG_FORM) {
            return Bytes.concat(Bytes.of(tag, length), content);
        }
        int count = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
        int[] header = new int[2 + count];
        header[0] = tag;
        header[1] = LONG_FORM + count;
        for (int i = 0; i < count; i++) {
            header[2 + i] = length >> (8 * (count - 1 - i)) & 0xff;
        }
        return Bytes.concat(Bytes.of(header), content);
    }
}
