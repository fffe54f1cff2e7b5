package dev.rats4j.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/** An immutable sequence of bytes. A slice shares the memory of its whole; nothing hands that memory out. */
public final class Bytes implements Comparable<Bytes> {

    private static final HexFormat HEX = HexFormat.of();

    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private final byte[] array;
    private final int from;
    private final int length;

    private Bytes(byte[] array, int from, int length) {
        this.array = array;
        this.from = from;
        this.length = length;
    }

    /** A copy of an array. */
    public static Bytes copyOf(byte[] array) {
        return array.length == 0 ? EMPTY : new Bytes(array.clone(), 0, array.length);
    }

    /** Bytes given one by one, each -128..255. */
    public static Bytes of(int... values) {
        byte[] array = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            if (values[i] < -128 || values[i] > 255) {
                throw new IllegalArgumentException("not a byte: " + values[i]);
            }
            array[i] = (byte) values[i];
        }
        return new Bytes(array, 0, array.length);
    }

    /** Pairs of hexadecimal digits, without separators. */
    public static Bytes fromHex(String hex) {
        byte[] array = HEX.parseHex(hex);
        return new Bytes(array, 0, array.length);
    }

    /** A text in UTF-8. */
    public static Bytes ofUtf8(String text) {
        byte[] array = text.getBytes(StandardCharsets.UTF_8);
        return new Bytes(array, 0, array.length);
    }

    /** Parts, one after another. */
    public static Bytes concat(Bytes... parts) {
        long total = 0;
        for (Bytes part : parts) {
            total += part.length;
        }
        byte[] array = new byte[Math.toIntExact(total)];
        int at = 0;
        for (Bytes part : parts) {
            System.arraycopy(part.array, part.from, array, at, part.length);
            at += part.length;
        }
        return new Bytes(array, 0, array.length);
    }

    /** Number of bytes. */
    public int length() {
        return length;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return length == 0;
    }

    /** The byte at {@code index}, 0..255. */
    public int at(int index) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException(index);
        }
        return array[from + index] & 0xff;
    }

    /** Bytes {@code start} to {@code end}, without the last; shares memory. */
    public Bytes slice(int start, int end) {
        if (start < 0 || end < start || end > length) {
            throw new IndexOutOfBoundsException(start + " to " + end + " of " + length);
        }
        return start == 0 && end == length ? this : new Bytes(array, from + start, end - start);
    }

    /** A copy that shares no memory, so that a small slice does not keep a large message alive. */
    public Bytes compact() {
        return length == array.length ? this : copyOf(toByteArray());
    }

    /** A copy as an array. */
    public byte[] toByteArray() {
        return Arrays.copyOfRange(array, from, from + length);
    }

    /** A read-only view, big-endian. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(array, from, length).slice().asReadOnlyBuffer();
    }

    /** Feeds a digest. */
    public void digestInto(MessageDigest function) {
        function.update(array, from, length);
    }

    /** The text that the bytes are in UTF-8; what is no UTF-8 becomes U+FFFD. */
    public String utf8() {
        return new String(array, from, length, StandardCharsets.UTF_8);
    }

    /** Whether bytes {@code start} to {@code end}, without the last, are all below 128. */
    public boolean isAscii(int start, int end) {
        Objects.checkFromToIndex(start, end, length);
        for (int i = from + start; i < from + end; i++) {
            if (array[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether they are this text in ASCII. */
    public boolean isAscii(String text) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (array[from + i] != text.charAt(i)) { // a byte above 127 is negative and equals no character
                return false;
            }
        }
        return true;
    }

    /** Copies all bytes into {@code target} at {@code position}. */
    public void copyTo(byte[] target, int position) {
        System.arraycopy(array, from, target, position, length);
    }

    /** Lower-case hexadecimal digits. */
    public String toHex() {
        return HEX.formatHex(array, from, from + length);
    }

    /** Whether it begins with these bytes. */
    public boolean startsWith(Bytes prefix) {
        return length >= prefix.length
                && Arrays.equals(
                        array, from, from + prefix.length, prefix.array, prefix.from, prefix.from + prefix.length);
    }

    /** Order of the unsigned bytes from the first on; a prefix comes first. */
    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(array, from, from + length, other.array, other.from, other.from + other.length);
    }

    /** The order of two slices, as {@link #compareTo} has it. */
    public int compareRanges(int firstStart, int firstEnd, int secondStart, int secondEnd) {
        Objects.checkFromToIndex(firstStart, firstEnd, length);
        Objects.checkFromToIndex(secondStart, secondEnd, length);
        return Arrays.compareUnsigned(
                array, from + firstStart, from + firstEnd, array, from + secondStart, from + secondEnd);
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Bytes other
                && Arrays.equals(array, from, from + length, other.array, other.from, other.from + other.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /** The length only: bytes of evidence do not belong in a log. */
    @Override
    public String toString() {
        return length + " bytes";
    }
}
