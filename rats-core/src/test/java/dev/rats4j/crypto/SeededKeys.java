package dev.rats4j.crypto;

import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Keys for tests: the same for the same seed, on every machine. */
public final class SeededKeys {

    /** Providers. */
    public static final CryptoBackend CRYPTO = CryptoBackend.standard();

    private SeededKeys() {}

    /** A source that gives the same sequence for the same seed. */
    public static SecureRandom random(long seed) {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            return random;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** ECDSA on P-256 with SHA-256. */
    public static Signer p256(long seed) {
        return signer(
                CRYPTO.generate(EllipticCurve.P256, random(seed)),
                new SignatureAlgorithm(Operation.ECDSA, HashAlgorithm.SHA256));
    }

    /** Ed25519. */
    public static Signer ed25519(long seed) {
        return signer(
                CRYPTO.generateEd25519(random(seed)), new SignatureAlgorithm(Operation.ED25519, HashAlgorithm.SHA512));
    }

    /** A scheme without choices. */
    public static Signer pure(PureScheme scheme, long seed) {
        return signer(CRYPTO.generate(scheme, random(seed)), scheme.algorithm());
    }

    private static Signer signer(KeyPair pair, SignatureAlgorithm algorithm) {
        return CRYPTO.signer(pair.getPrivate(), pair.getPublic(), algorithm);
    }
}
