package dev.rats4j.cbor;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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

    /** A row of the registry "Named Information Hash Algorithm"; {@code sha-1} has no number there. */
    public record Registered(String name, Algorithm algorithm, int length) {
        Registered(String name, long number, int length) {
            this(name, new ByNumber(number), length);
        }
    }

    /** The rows that are known here. */
    public static final List<Registered> REGISTRY = List.of(
            new Registered("sha-1", new ByName("sha-1"), 20),
            new Registered("sha-256", 1, 32),
            new Registered("sha-384", 7, 48),
            new Registered("sha-512", 8, 64),
            new Registered("sha3-224", 9, 28),
            new Registered("sha3-256", 10, 32),
            new Registered("sha3-384", 11, 48),
            new Registered("sha3-512", 12, 64));

    /** The entry for a digest: by number where the registry has one, by name ({@code sha-1}) else. */
    public static NamedDigest of(Digest digest) {
        return new NamedDigest(algorithmOf(digest.algorithm()), digest.value());
    }

    private static final Map<HashAlgorithm, Algorithm> ALGORITHMS = new EnumMap<>(Map.of(
            HashAlgorithm.SHA1, new ByName("sha-1"),
            HashAlgorithm.SHA256, new ByNumber(1),
            HashAlgorithm.SHA384, new ByNumber(7),
            HashAlgorithm.SHA512, new ByNumber(8),
            HashAlgorithm.SHA3_256, new ByNumber(10),
            HashAlgorithm.SHA3_384, new ByNumber(11),
            HashAlgorithm.SHA3_512, new ByNumber(12)));

    /** The registry's identifier. */
    public static Algorithm algorithmOf(HashAlgorithm algorithm) {
        return Objects.requireNonNull(ALGORITHMS.get(algorithm));
    }

    /** Whether nobody finds two contents with one digest under an algorithm; truncated and unknown ones do not count. */
    public static boolean isCollisionResistant(Algorithm algorithm) {
        return ALGORITHMS.entrySet().stream()
                .anyMatch(known ->
                        known.getValue().equals(algorithm) && known.getKey().isCollisionResistant());
    }

    /** Reads {@code [algorithm, value]}. */
    public static NamedDigest read(CborItem item, String field) throws MalformedMessageException {
        CborItem[] parts = item.elements(2, 2, field);
        Algorithm algorithm = parts[0].kind() == CborItem.Kind.TEXT
                ? new ByName(parts[0].text(field + ".alg"))
                : new ByNumber(parts[0].integer(field + ".alg"));
        return new NamedDigest(algorithm, parts[1].bytes(field + ".val"));
    }

    /** {@code [algorithm, value]} in deterministic encoding. */
    public Bytes encoded() {
        Bytes identifier = algorithm instanceof ByName byName
                ? Cbor.text(byName.name())
                : Cbor.integer(((ByNumber) algorithm).number());
        return Cbor.array(identifier, Cbor.bytes(value));
    }

    /** A digest as people write it, {@code sha-256:} and hexadecimal digits; empty unless name and length are registered. */
    public static Optional<NamedDigest> parse(String text) {
        for (Registered row : REGISTRY) {
            String prefix = row.name() + ":";
            String digits = text.startsWith(prefix) ? text.substring(prefix.length()) : "";
            if (digits.length() == 2 * row.length()
                    && digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
                return Optional.of(new NamedDigest(row.algorithm(), Bytes.fromHex(digits)));
            }
        }
        return Optional.empty();
    }

    /**
     * Registered name and digits, as {@link #parse} reads them; {@code #<number>:} and digits for another number. Algorithms by name
     * look like those by number: for people.
     */
    @Override
    public String toString() {
        for (Registered row : REGISTRY) {
            if (row.algorithm().equals(algorithm) && row.length() == value.length()) {
                return row.name() + ':' + value.toHex();
            }
        }
        String name = algorithm instanceof ByName byName ? byName.name() : "#" + ((ByNumber) algorithm).number();
        return name + ':' + value.toHex();
    }
}
