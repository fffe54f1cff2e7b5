package dev.rats4j.tpm.structures;

import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;

/** TPM2B: bytes after their length, Part 2, 10.4. */
final class Tpm2b {

    private Tpm2b() {}

    static Bytes read(ByteReader in, int max, String field) throws MalformedMessageException {
        int at = in.position();
        int size = in.u16(field + ".size");
        if (size > max) {
            throw new MalformedMessageException(field, at, size + " bytes, at most " + max);
        }
        return in.bytes(size, field);
    }
}
