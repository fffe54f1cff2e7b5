package dev.rats4j.freshness;

import java.security.SecureRandom;

/** Where nonces come from. Whoever replaces the default answers for it: nonces must be unpredictable and never come twice. */
@FunctionalInterface
public interface NonceSource {

    /** Fills the whole array. */
    void fill(byte[] nonce);

    /** The strong random bytes of the platform. */
    static NonceSource secure() {
        SecureRandom random = new SecureRandom();
        return random::nextBytes;
    }
}
