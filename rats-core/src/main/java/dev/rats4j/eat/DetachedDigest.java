package dev.rats4j.eat;

import dev.rats4j.cose.CoseHashAlgorithm;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The digest that stands in a token for a claims set which travels beside it, RFC 9711, 4.2.18.2. The algorithm is one of the registry
 * "COSE Algorithms", in JSON as well.
 *
 * @param algorithm number or name
 * @param value the digest of the encoded claims set: of the bytes, without the head of the byte string or the base64url around them
 */
public record DetachedDigest(Algorithm algorithm, Bytes value) {

    static final ClaimCodec<DetachedDigest> CODEC = ClaimCodec.of(DetachedDigest::read, DetachedDigest::write);

    /** Number or name; one of the two. */
    public sealed interface Algorithm {}

    /** An algorithm by registered number. */
    public record ByNumber(long number) implements Algorithm {}

    /** An algorithm by registered name. */
    public record ByName(String name) implements Algorithm {}

    /** Refuses a digest that has not the length of its algorithm. */
    public DetachedDigest {
        int length = value.length();
        if (length == 0
                || hash(algorithm).filter(hash -> hash.length() != length).isPresent()) {
            throw new IllegalArgumentException("a digest of " + length + " bytes");
        }
    }

    /** The SHA-256 of an encoded claims set. */
    public static DetachedDigest of(Bytes claimsSet) {
        return new DetachedDigest(
                new ByNumber(CoseHashAlgorithm.SHA256.identifier()),
                HashAlgorithm.SHA256.digest(claimsSet).value());
    }

    /** The hash function: SHA-256, SHA-384 or SHA-512; empty for truncated, broken and unknown ones. */
    public Optional<HashAlgorithm> hash() {
        return hash(algorithm);
    }

    private static Optional<HashAlgorithm> hash(Algorithm algorithm) {
        return Arrays.stream(CoseHashAlgorithm.values())
                .filter(known -> algorithm.equals(new ByNumber(known.identifier()))
                        || algorithm.equals(new ByName(known.hash().jcaName())))
                .map(CoseHashAlgorithm::hash)
                .findFirst();
    }

    private static DetachedDigest read(EatValue value) throws MalformedMessageException {
        List<EatValue> parts = value.list(2, 2);
        EatValue algorithm = parts.get(0);
        Algorithm read = algorithm.isInteger() ? new ByNumber(algorithm.integer()) : new ByName(algorithm.text());
        try {
            return new DetachedDigest(read, parts.get(1).bytes());
        } catch (IllegalArgumentException e) {
            throw parts.get(1).malformed(String.valueOf(e.getMessage()));
        }
    }

    private static EatValue write(DetachedDigest digest, EatFormat format) {
        EatValue algorithm = digest.algorithm instanceof ByNumber number
                ? format.integer(number.number())
                : format.text(((ByName) digest.algorithm).name());
        return format.list(algorithm, format.bytes(digest.value));
    }
}
