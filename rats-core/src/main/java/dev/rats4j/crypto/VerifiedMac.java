package dev.rats4j.crypto;

import dev.rats4j.wire.Bytes;

/**
 * Proof that somebody who has a secret key made a code over some bytes: any of those who share it, the holder of this object too. It
 * convinces nobody else, and so is not a {@link VerifiedSignature}. Only {@link CryptoBackend#verify(MacKey, MacAlgorithm, Bytes, Bytes)}
 * makes one.
 */
public final class VerifiedMac {

    private final MacKey key;
    private final MacAlgorithm algorithm;
    private final Bytes message;

    VerifiedMac(MacKey key, MacAlgorithm algorithm, Bytes message) {
        this.key = key;
        this.algorithm = algorithm;
        this.message = message;
    }

    /** The key that verified. */
    public MacKey key() {
        return key;
    }

    /** The algorithm it verified with. */
    public MacAlgorithm algorithm() {
        return algorithm;
    }

    /** The bytes that are covered, exactly as received. */
    public Bytes message() {
        return message;
    }
}
