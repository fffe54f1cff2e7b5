package dev.rats4j.tpm.structures;

import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;

/** TPM2B: bytes after their length, Part 2, 10.4; and numbers as TPMs write them, big-endian. */
public final class Tpm2b {

    private static final int LIMIT = 0xffff;

    private Tpm2b() {}

    /**
     * Reads the length and so many bytes.
     *
     * @param max most bytes
     * @throws MalformedMessageException if there are more, or not as many as announced
     */
    public static Bytes read(ByteReader in, int max, String field) throws MalformedMessageException {
        int at = in.position();
        int size = in.u16(field + ".size");
        if (size > max) {
            throw new MalformedMessageException(field, at, size + " bytes, at most " + max);
        }
        return in.bytes(size, field);
    }

    /** Some bytes after their length. */
    public static Bytes of(Bytes value) {
        if (value.length() > LIMIT) {
            throw new IllegalArgumentException(value.length() + " bytes, at most " + LIMIT);
        }
        return Bytes.concat(u16(value.length()), value);
    }

    /** UINT16. */
    public static Bytes u16(int value) {
        return Bytes.of(value >> 8 & 0xff, value & 0xff);
    }

    /** UINT32. */
    public static Bytes u32(long value) {
        return Bytes.concat(u16((int) (value >> 16)), u16((int) value));
    }
}
