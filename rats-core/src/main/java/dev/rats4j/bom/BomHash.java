package dev.rats4j.bom;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import java.util.Map;
import java.util.Optional;

/**
 * A hash of a component.
 *
 * @param algorithm its name in the format, for example {@code SHA-256}
 * @param value as long as the algorithm makes it
 */
public record BomHash(String algorithm, Bytes value) {

    /** Length in bytes by name. */
    private static final Map<String, Integer> LENGTHS = Map.ofEntries(
            Map.entry("MD5", 16),
            Map.entry("SHA-1", 20),
            Map.entry("SHA-256", 32),
            Map.entry("SHA-384", 48),
            Map.entry("SHA-512", 64),
            Map.entry("SHA3-256", 32),
            Map.entry("SHA3-384", 48),
            Map.entry("SHA3-512", 64),
            Map.entry("BLAKE2b-256", 32),
            Map.entry("BLAKE2b-384", 48),
            Map.entry("BLAKE2b-512", 64),
            Map.entry("BLAKE3", 32),
            Map.entry("Streebog-256", 32),
            Map.entry("Streebog-512", 64));

    /** Refuses an algorithm that the format does not have, and another length. */
    public BomHash {
        if (length(algorithm) != value.length()) {
            throw new IllegalArgumentException(algorithm + " of " + value.length() + " bytes");
        }
    }

    /** The length in bytes; -1 for a name that the format does not have. */
    static int length(String algorithm) {
        return LENGTHS.getOrDefault(algorithm, -1);
    }

    /** The digest, if it is of an algorithm that decides something here: collision resistant, and one of ours. */
    public Optional<Digest> digest() {
        for (HashAlgorithm known : HashAlgorithm.values()) {
            if (known.isCollisionResistant() && known.jcaName().equals(algorithm)) {
                return Optional.of(new Digest(known, value));
            }
        }
        return Optional.empty();
    }
}
