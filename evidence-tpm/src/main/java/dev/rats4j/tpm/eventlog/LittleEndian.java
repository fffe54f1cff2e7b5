package dev.rats4j.tpm.eventlog;

import dev.rats4j.wire.Bytes;

/** Numbers as event logs write them. */
final class LittleEndian {

    private LittleEndian() {}

    static Bytes u16(int value) {
        return number(value, 2);
    }

    static Bytes u32(long value) {
        return number(value, 4);
    }

    static Bytes u64(long value) {
        return number(value, 8);
    }

    private static Bytes number(long value, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (value >>> (8 * i));
        }
        return Bytes.copyOf(bytes);
    }
}
