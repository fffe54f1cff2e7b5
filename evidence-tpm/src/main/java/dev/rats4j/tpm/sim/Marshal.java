package dev.rats4j.tpm.sim;

import dev.rats4j.tpm.structures.TpmHash;
import dev.rats4j.tpm.structures.TpmsClockInfo;
import dev.rats4j.tpm.structures.TpmsPcrSelection;
import dev.rats4j.wire.Bytes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Marshalling of TPM 2.0, Part 2: big-endian, packed. */
final class Marshal {

    /** Bytes of a bitmap of a PC Client TPM. */
    private static final int USUAL_BITMAP = 3;

    private Marshal() {}

    static Bytes u16(int value) {
        return Bytes.of(value >> 8 & 0xff, value & 0xff);
    }

    static Bytes u32(long value) {
        return Bytes.concat(u16((int) (value >> 16)), u16((int) value));
    }

    static Bytes u64(long value) {
        return Bytes.concat(u32(value >>> 32), u32(value));
    }

    /** TPM2B: bytes after their length. */
    static Bytes sized(Bytes value) {
        return Bytes.concat(u16(value.length()), value);
    }

    /** An unsigned number in as many bytes as given. */
    static Bytes unsigned(BigInteger value, int length) {
        byte[] fixed = new byte[length];
        byte[] shortest = value.toByteArray(); // may begin with a zero for the sign
        int used = Math.min(length, shortest.length);
        System.arraycopy(shortest, shortest.length - used, fixed, length - used, used);
        return Bytes.copyOf(fixed);
    }

    /** TPMS_CLOCK_INFO. */
    static Bytes clockInfo(TpmsClockInfo info) {
        return Bytes.concat(
                u64(info.clock()), u32(info.resetCount()), u32(info.restartCount()), Bytes.of(info.safe() ? 1 : 0));
    }

    /** TPML_PCR_SELECTION. */
    static Bytes selection(List<TpmsPcrSelection> selections) {
        List<Bytes> parts = new ArrayList<>();
        parts.add(u32(selections.size()));
        for (TpmsPcrSelection selection : selections) {
            int last = selection.indexes().stream().mapToInt(i -> i).max().orElse(0);
            int[] bitmap = new int[Math.max(USUAL_BITMAP, last / 8 + 1)];
            selection.indexes().forEach(index -> bitmap[index / 8] |= 1 << index % 8);
            parts.add(u16(TpmHash.id(selection.hash())));
            parts.add(Bytes.of(bitmap.length));
            parts.add(Bytes.of(bitmap));
        }
        return Bytes.concat(parts.toArray(Bytes[]::new));
    }
}
