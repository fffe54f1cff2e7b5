package dev.rats4j.tpm.ek;

import dev.rats4j.crypto.Encryption;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.structures.Tpm2b;
import dev.rats4j.wire.Bytes;

/** KDFa: SP 800-108 in counter mode with HMAC. Part 1, 11.4.10.2. */
final class Kdfa {

    private static final Bytes ZERO = Bytes.of(0);

    private Kdfa() {}

    /**
     * Derives a key.
     *
     * @param label without its final zero byte, which is added
     * @param bits length of the result, a multiple of 8
     */
    static Bytes derive(
            Encryption crypto, HashAlgorithm hash, Bytes key, String label, Bytes contextU, Bytes contextV, int bits) {
        Bytes result = Bytes.EMPTY;
        for (int counter = 1; 8 * result.length() < bits; counter++) {
            Bytes block = crypto.hmac(
                    hash, key, Tpm2b.u32(counter), Bytes.ofUtf8(label), ZERO, contextU, contextV, Tpm2b.u32(bits));
            result = Bytes.concat(result, block);
        }
        return result.slice(0, bits / 8);
    }
}
