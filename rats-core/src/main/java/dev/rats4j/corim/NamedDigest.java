package dev.rats4j.corim;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;

/**
 * A digest of RFC 10013: algorithm from the IANA registry "Named Information Hash Algorithm", as number or as name.
 *
 * @param algorithm decimal number (for example {@code 1} for sha-256), or the registered name where the registry has no number or the
 *     writer chose the name; the two spellings of one algorithm are different, as the CoRIM draft compares encodings
 * @param value the digest
 */
public record NamedDigest(Algorithm algorithm, Bytes value) {

    /** Number or name; exactly one of the two. */
    public sealed interface Algorithm {}

    /** An algorithm by registered number. */
    public record ByNumber(long number) implements Algorithm {}

    /** An algorithm by registered name. */
    public record ByName(String name) implements Algorithm {}

    /** The entry for a digest: by number where the registry has one, by name ({@code sha-1}) else. */
    public static NamedDigest of(Digest digest) {
        return new NamedDigest(algorithmOf(digest.algorithm()), digest.value());
    }

    /** The registry's identifier. */
    public static Algorithm algorithmOf(HashAlgorithm algorithm) {
        return switch (algorithm) {
            case SHA1 -> new ByName("sha-1");
            case SHA256 -> new ByNumber(1);
            case SHA384 -> new ByNumber(7);
            case SHA512 -> new ByNumber(8);
            case SHA3_256 -> new ByNumber(10);
            case SHA3_384 -> new ByNumber(11);
            case SHA3_512 -> new ByNumber(12);
        };
    }
}
