package dev.rats4j.crypto;

import dev.rats4j.wire.Bytes;

/** The output of a hash algorithm; its length always fits the algorithm. */
public record Digest(HashAlgorithm algorithm, Bytes value) {

    /** Refuses a length that is not the algorithm's. */
    public Digest {
        if (value.length() != algorithm.length()) {
            throw new IllegalArgumentException(algorithm + " digest of " + value.length() + " bytes");
        }
    }
}
