package dev.rats4j.cose;

import dev.rats4j.crypto.HashAlgorithm;
import java.util.Arrays;
import java.util.Optional;

/** Hash functions by their number in the COSE registry, RFC 9054. It is not the registry of named information (RFC 6920). */
public enum CoseHashAlgorithm {
    /** SHA-256. */
    SHA256(-16, HashAlgorithm.SHA256),
    /** SHA-384. */
    SHA384(-43, HashAlgorithm.SHA384),
    /** SHA-512. */
    SHA512(-44, HashAlgorithm.SHA512);

    private final int identifier;
    private final HashAlgorithm hash;

    CoseHashAlgorithm(int identifier, HashAlgorithm hash) {
        this.identifier = identifier;
        this.hash = hash;
    }

    /** The number. */
    public int identifier() {
        return identifier;
    }

    /** The function. */
    public HashAlgorithm hash() {
        return hash;
    }

    /** The function with this number; compared at full width. Empty for SHA-1, truncated hashes and all others. */
    public static Optional<CoseHashAlgorithm> of(long identifier) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.identifier == identifier)
                .findFirst();
    }

    /** The number of a function, if it has one here. */
    public static Optional<CoseHashAlgorithm> of(HashAlgorithm hash) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.hash == hash)
                .findFirst();
    }
}
