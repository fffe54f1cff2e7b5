package dev.rats4j.tpm;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.WeakKeys;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;

/** What is asked of the keys of a TPM, whatever they are for. */
public final class KeyStrength {

    private static final int SMALLEST_MODULUS = 2048;

    /** What a key lacks that {@link #isEnough} refuses. */
    public static final String TOO_WEAK = "RSA below " + SMALLEST_MODULUS + " bits, or an unknown curve";

    private KeyStrength() {}

    /** Whether a key has at least 112 bits of strength: RSA of 2048 bits, or a curve that we know. NIST SP 800-57 Part 1, 5.6.1. */
    public static boolean isEnough(PublicKey key, CryptoBackend crypto) {
        return key instanceof RSAKey rsa
                ? rsa.getModulus().bitLength() >= SMALLEST_MODULUS
                : crypto.curveOf(key).isPresent();
    }

    /** Whether an RSA key has the mark of the weak prime generator of CVE-2017-15361. */
    public static boolean hasWeakPrimes(PublicKey key) {
        return key instanceof RSAKey rsa && WeakKeys.hasRocaFingerprint(rsa.getModulus());
    }
}
