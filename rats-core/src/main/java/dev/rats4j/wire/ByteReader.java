package dev.rats4j.wire;

/**
 * Reads a message from front to back. The only place that touches offsets: it checks, then reads; a read gets all its bytes or
 * fails. Big-endian unless the name ends in {@code le}. Not for use by several threads.
 */
public final class ByteReader {

    private final Bytes message;
    private final int base;
    private int position;

    /** Reads a whole message. */
    public ByteReader(Bytes message) {
        this(message, 0);
    }

    /**
     * Reads a part of a larger message.
     *
     * @param base offset of the part in the whole, added to the offsets of errors
     */
    public ByteReader(Bytes message, int base) {
        this.message = message;
        this.base = base;
    }

    /** Offset of the next byte in the whole message. */
    public int position() {
        return base + position;
    }

    /** Bytes not read yet. */
    public int remaining() {
        return message.length() - position;
    }

    /** The bytes from {@code start} (a value of {@link #position()}) up to here. */
    public Bytes since(int start) {
        return message.slice(start - base, position);
    }

    /** An unsigned byte. */
    public int u8(String field) throws MalformedMessageException {
        need(1, field);
        return message.at(position++);
    }

    /** An unsigned 16-bit number. */
    public int u16(String field) throws MalformedMessageException {
        return (int) bigEndian(2, field);
    }

    /** An unsigned 32-bit number. */
    public long u32(String field) throws MalformedMessageException {
        return bigEndian(4, field);
    }

    /** A 64-bit number; unsigned, so a value of 2^63 or more is negative in Java. */
    public long u64(String field) throws MalformedMessageException {
        return bigEndian(8, field);
    }

    /** An unsigned little-endian 16-bit number. */
    public int u16le(String field) throws MalformedMessageException {
        return (int) littleEndian(2, field);
    }

    /** An unsigned little-endian 32-bit number. */
    public long u32le(String field) throws MalformedMessageException {
        return littleEndian(4, field);
    }

    /** A little-endian 64-bit number; unsigned, so a value of 2^63 or more is negative in Java. */
    public long u64le(String field) throws MalformedMessageException {
        return littleEndian(8, field);
    }

    /** The next {@code length} bytes, as a slice of the message. A negative length is malformed. */
    public Bytes bytes(long length, String field) throws MalformedMessageException {
        need(length, field);
        int start = position;
        position += (int) length;
        return message.slice(start, position);
    }

    /** Skips {@code length} bytes that the specification wants to be zero. */
    public void reservedZero(int length, String field) throws MalformedMessageException {
        int at = position();
        Bytes reserved = bytes(length, field);
        for (int i = 0; i < length; i++) {
            if (reserved.at(i) != 0) {
                throw new MalformedMessageException(field, at + i, "reserved byte is not zero");
            }
        }
    }

    /** All bytes not read yet. */
    public Bytes rest() {
        int start = position;
        position = message.length();
        return message.slice(start, position);
    }

    /** Fails unless the message has been used up. */
    public void expectEnd(String structure) throws MalformedMessageException {
        if (remaining() > 0) {
            throw new MalformedMessageException(structure, position(), remaining() + " bytes too many");
        }
    }

    private long bigEndian(int length, String field) throws MalformedMessageException {
        need(length, field);
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | message.at(position++);
        }
        return value;
    }

    private long littleEndian(int length, String field) throws MalformedMessageException {
        need(length, field);
        long value = 0;
        for (int i = 0; i < length; i++) {
            value |= (long) message.at(position++) << (8 * i);
        }
        return value;
    }

    private void need(long length, String field) throws MalformedMessageException {
        if (length < 0 || length > remaining()) {
            throw new MalformedMessageException(field, position(), length + " bytes needed, " + remaining() + " left");
        }
    }
}
