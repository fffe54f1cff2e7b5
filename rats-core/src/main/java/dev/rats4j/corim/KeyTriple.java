package dev.rats4j.corim;

import java.util.List;
import java.util.Optional;

/**
 * An attest-key-triple-record: keys that sign evidence of an environment.
 *
 * @param environment whose keys they are
 * @param keys at least one
 * @param key condition on the measurement key, if there is one
 * @param authorizedBy condition on the authority, possibly empty
 */
public record KeyTriple(
        Environment environment, List<CryptoKey> keys, Optional<MeasuredElement> key, List<CryptoKey> authorizedBy) {

    /** Copies the lists; refuses a triple without a key. */
    public KeyTriple {
        keys = List.copyOf(keys);
        authorizedBy = List.copyOf(authorizedBy);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a key triple has at least one key");
        }
    }
}
