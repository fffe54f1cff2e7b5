package dev.rats4j.dsse;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Digests of one thing by name of their algorithm, in-toto DigestSet. Names that we do not know are kept and never decide.
 *
 * @param values text by name, in the order of the text, at least one and at most 32
 */
public record DigestSet(Map<String, String> values) {

    private static final int MAX_VALUES = 32;

    /** Algorithms that can decide whether two things are one, the strongest first. */
    private static final Map<String, HashAlgorithm> DECIDING = deciding();

    /** What is known and does not resist collisions, with its length in bytes. */
    private static final Map<String, Integer> WEAK = Map.of("sha1", 20, "md5", 16);
    /** Names of objects in git, SHA-1 or SHA-256 as their repository has it. */
    private static final Set<String> GIT = Set.of("gitCommit", "gitTree", "gitBlob", "gitTag");

    /** Refuses none, too many and empty texts. */
    public DigestSet {
        if (values.isEmpty() || values.size() > MAX_VALUES || values.containsKey("") || values.containsValue("")) {
            throw new IllegalArgumentException("no digests, more than " + MAX_VALUES + ", or an empty text");
        }
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    private static Map<String, HashAlgorithm> deciding() {
        Map<String, HashAlgorithm> all = new LinkedHashMap<>();
        all.put("sha512", HashAlgorithm.SHA512);
        all.put("sha3_512", HashAlgorithm.SHA3_512);
        all.put("sha384", HashAlgorithm.SHA384);
        all.put("sha3_384", HashAlgorithm.SHA3_384);
        all.put("sha256", HashAlgorithm.SHA256);
        all.put("sha3_256", HashAlgorithm.SHA3_256);
        return Collections.unmodifiableMap(all);
    }

    /** The digests of a content. */
    public static DigestSet of(Digest... digests) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Digest digest : digests) {
            values.put(name(digest.algorithm()), digest.value().toHex());
        }
        return new DigestSet(values);
    }

    private static String name(HashAlgorithm algorithm) {
        return DECIDING.entrySet().stream()
                .filter(entry -> entry.getValue() == algorithm)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("sha1");
    }

    /** Reads a member that is a set of digests; their values are looked at when they are used. */
    static DigestSet of(JsonObject parent, String member) throws MalformedMessageException {
        JsonObject json = parent.object(member);
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : json.members().keySet()) {
            String value = json.string(name);
            if (name.isEmpty() || value.isEmpty()) {
                throw json.malformed(name, "is a digest without name or value");
            }
            values.put(name, value);
        }
        if (values.isEmpty() || values.size() > MAX_VALUES) {
            throw parent.malformed(member, "has no digest, or more than " + MAX_VALUES);
        }
        return new DigestSet(values);
    }

    /**
     * The digest of one algorithm.
     *
     * @return empty if the set has none, or not in lower-case hexadecimal digits of the right length
     */
    public Optional<Digest> digest(HashAlgorithm algorithm) {
        String value = values.get(name(algorithm));
        return value == null || !isHex(value, algorithm.length())
                ? Optional.empty()
                : Optional.of(new Digest(algorithm, Bytes.fromHex(value)));
    }

    /**
     * The name of a digest that its algorithm cannot have made: not in lower-case hexadecimal digits, or of another length. Algorithms
     * that we do not know are not looked at.
     */
    public Optional<String> firstMalformed() {
        return values.entrySet().stream()
                .filter(entry -> isMalformed(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean isMalformed(String name, String value) {
        if (GIT.contains(name)) {
            return !isHex(value, HashAlgorithm.SHA1.length()) && !isHex(value, HashAlgorithm.SHA256.length());
        }
        HashAlgorithm algorithm = DECIDING.get(name);
        int length = algorithm != null ? algorithm.length() : WEAK.getOrDefault(name, 0);
        return length > 0 && !isHex(value, length);
    }

    /** Whether a text is so many bytes in lower-case hexadecimal digits. */
    public static boolean isHex(String text, int bytes) {
        if (text.length() != 2 * bytes) {
            return false;
        }
        return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    /** Compares with the content itself, by every deciding algorithm of this set. */
    public DigestMatch match(Bytes content) {
        return of(content, values.keySet()).map(this::match).orElseGet(DigestMatch.Undecided::new);
    }

    /** The digests of a content by those of some algorithms that decide; empty if none does. */
    static Optional<DigestSet> of(Bytes content, Set<String> algorithms) {
        Map<String, String> values = new LinkedHashMap<>();
        DECIDING.forEach((name, algorithm) -> {
            if (algorithms.contains(name)) {
                values.put(name, algorithm.digest(content).value().toHex());
            }
        });
        return values.isEmpty() ? Optional.empty() : Optional.of(new DigestSet(values));
    }

    /**
     * Compares with the digests of something. All deciding algorithms that both have must agree; SHA-1 and the object names of git
     * decide nothing, and no other algorithm makes up for a malformed value.
     */
    public DigestMatch match(DigestSet other) {
        Optional<String> strongest = Optional.empty();
        for (Map.Entry<String, HashAlgorithm> entry : DECIDING.entrySet()) {
            String name = entry.getKey();
            String one = values.get(name);
            String two = other.values.get(name);
            if (one != null && two != null) {
                if (!one.equals(two) || !isHex(one, entry.getValue().length())) {
                    return new DigestMatch.Different(name);
                }
                strongest = strongest.or(() -> Optional.of(name));
            }
        }
        return strongest.<DigestMatch>map(DigestMatch.Same::new).orElseGet(DigestMatch.Undecided::new);
    }

    JsonObject toJson() {
        JsonObject.Builder builder = JsonObject.builder();
        values.forEach((name, value) -> builder.put(name, new JsonString(value)));
        return builder.build();
    }

    /** The names only. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
