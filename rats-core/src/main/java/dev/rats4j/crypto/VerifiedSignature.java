package dev.rats4j.crypto;

import dev.rats4j.wire.Bytes;
import java.security.PublicKey;

/**
 * Proof that a key signed some bytes. Only {@link CryptoBackend#verify} makes one, so to hold it is to know that the check was
 * done and did not fail.
 */
public final class VerifiedSignature {

    private final PublicKey key;
    private final SignatureAlgorithm algorithm;
    private final Bytes message;

    VerifiedSignature(PublicKey key, SignatureAlgorithm algorithm, Bytes message) {
        this.key = key;
        this.algorithm = algorithm;
        this.message = message;
    }

    /** The key that verified. */
    public PublicKey key() {
        return key;
    }

    /** The algorithm it verified with. */
    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    /** The bytes that are covered, exactly as received. */
    public Bytes message() {
        return message;
    }
}
