package dev.rats4j.jose;

import dev.rats4j.crypto.MacAlgorithm;
import java.util.Arrays;
import java.util.Optional;

/** Message authentication codes of JOSE, RFC 7518, 3.2. No signature algorithm, and so none of {@link JoseAlgorithm}. */
public enum JoseMacAlgorithm {
    /** HMAC with SHA-256. */
    HS256(MacAlgorithm.HMAC_SHA256),
    /** HMAC with SHA-384. */
    HS384(MacAlgorithm.HMAC_SHA384),
    /** HMAC with SHA-512. */
    HS512(MacAlgorithm.HMAC_SHA512);

    private final MacAlgorithm mac;

    JoseMacAlgorithm(MacAlgorithm mac) {
        this.mac = mac;
    }

    /** What it means to {@code crypto}. */
    public MacAlgorithm mac() {
        return mac;
    }

    /** The algorithm of a value of {@code alg}; case counts. */
    public static Optional<JoseMacAlgorithm> named(String joseName) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.name().equals(joseName))
                .findFirst();
    }
}
