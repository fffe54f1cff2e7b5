package dev.rats4j.tpm.ek;

import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.structures.Tpm2b;
import dev.rats4j.wire.Bytes;

/** KDFe: the one-step key derivation of SP 800-56A. Part 1, 11.4.10.3. */
final class Kdfe {

    private Kdfe() {}

    /**
     * Derives a key.
     *
     * @param z the secret that both sides agreed on
     * @param use what the key is for, with its final zero byte
     * @param partyU x-coordinate of the one-time key
     * @param partyV x-coordinate of the TPM's key
     * @param bits length of the result, a multiple of 8
     */
    static Bytes derive(HashAlgorithm hash, Bytes z, Bytes use, Bytes partyU, Bytes partyV, int bits) {
        Bytes result = Bytes.EMPTY;
        for (int counter = 1; 8 * result.length() < bits; counter++) {
            result = Bytes.concat(
                    result,
                    hash.digest(Tpm2b.u32(counter), z, use, partyU, partyV).value());
        }
        return result.slice(0, bits / 8);
    }
}
