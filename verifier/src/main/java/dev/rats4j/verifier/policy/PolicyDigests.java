package dev.rats4j.verifier.policy;

import dev.rats4j.corim.NamedDigest;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import java.util.Locale;
import java.util.Optional;

/** Digests as policy documents write them: {@code sha-256:} and hexadecimal digits. */
final class PolicyDigests {

    private PolicyDigests() {}

    static Optional<NamedDigest> parse(String text) {
        for (HashAlgorithm algorithm : HashAlgorithm.values()) {
            String prefix = name(algorithm) + ":";
            String digits = text.startsWith(prefix) ? text.substring(prefix.length()) : "";
            if (digits.matches("[0-9a-fA-F]+") && digits.length() == 2 * algorithm.length()) {
                return Optional.of(NamedDigest.of(new Digest(algorithm, Bytes.fromHex(digits))));
            }
        }
        return Optional.empty();
    }

    static String write(NamedDigest digest) {
        for (HashAlgorithm algorithm : HashAlgorithm.values()) {
            if (NamedDigest.algorithmOf(algorithm).equals(digest.algorithm())) {
                return name(algorithm) + ":" + digest.value().toHex();
            }
        }
        throw new IllegalArgumentException("a policy document has no name for " + digest.algorithm());
    }

    private static String name(HashAlgorithm algorithm) {
        return algorithm.jcaName().toLowerCase(Locale.ROOT);
    }
}
