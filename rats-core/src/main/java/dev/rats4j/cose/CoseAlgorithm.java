package dev.rats4j.cose;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import dev.rats4j.crypto.Signer;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.util.Optional;

/** Signature algorithms of RFC 9053, 2 and RFC 8230. An ECDSA algorithm goes with one curve, reading and writing. */
public enum CoseAlgorithm {
    /** ECDSA with SHA-256 on P-256. */
    ES256(-7, Operation.ECDSA, HashAlgorithm.SHA256, Optional.of(EllipticCurve.P256)),
    /** ECDSA with SHA-384 on P-384. */
    ES384(-35, Operation.ECDSA, HashAlgorithm.SHA384, Optional.of(EllipticCurve.P384)),
    /** ECDSA with SHA-512 on P-521. */
    ES512(-36, Operation.ECDSA, HashAlgorithm.SHA512, Optional.of(EllipticCurve.P521)),
    /** RSASSA-PSS with SHA-256. */
    PS256(-37, Operation.RSASSA_PSS, HashAlgorithm.SHA256, Optional.empty()),
    /** RSASSA-PSS with SHA-384. */
    PS384(-38, Operation.RSASSA_PSS, HashAlgorithm.SHA384, Optional.empty()),
    /** RSASSA-PSS with SHA-512. */
    PS512(-39, Operation.RSASSA_PSS, HashAlgorithm.SHA512, Optional.empty()),
    /** EdDSA; here with Ed25519 only. */
    EDDSA(-8, Operation.ED25519, HashAlgorithm.SHA512, Optional.empty());

    /** RFC 8230, 6.1: keys below this are not used. */
    private static final int SMALLEST_MODULUS = 2048;

    private final int identifier;
    private final SignatureAlgorithm signature;
    private final Optional<EllipticCurve> curve;

    CoseAlgorithm(int identifier, Operation operation, HashAlgorithm hash, Optional<EllipticCurve> curve) {
        this.identifier = identifier;
        this.signature = new SignatureAlgorithm(operation, hash);
        this.curve = curve;
    }

    /** The number in the header. */
    public int identifier() {
        return identifier;
    }

    /** What it means to {@code crypto}. */
    public SignatureAlgorithm signature() {
        return signature;
    }

    /** The algorithm with this number; compared at full width. */
    public static Optional<CoseAlgorithm> of(long identifier) {
        for (CoseAlgorithm algorithm : values()) {
            if (algorithm.identifier == identifier) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** The algorithm that a signer uses, if COSE has it with this key. */
    public static Optional<CoseAlgorithm> of(Signer signer, Optional<EllipticCurve> curve) {
        for (CoseAlgorithm algorithm : values()) {
            if (algorithm.signature.equals(signer.algorithm()) && algorithm.fits(signer.publicKey(), curve)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** Whether a key is for this algorithm: on its own curve; RSA of at least 2048 bits, RFC 8230, 6.1. */
    public boolean fits(CryptoBackend crypto, PublicKey key) {
        return fits(key, crypto.curveOf(key));
    }

    /** Whether a key (on this curve, if it is an EC key) may be used with it. */
    boolean fits(PublicKey key, Optional<EllipticCurve> keyCurve) {
        if (signature.operation() == Operation.ED25519) {
            return CryptoBackend.isEd25519(key);
        }
        if (signature.operation() == Operation.RSASSA_PSS) {
            return key instanceof RSAKey rsa && rsa.getModulus().bitLength() >= SMALLEST_MODULUS;
        }
        return keyCurve.equals(curve);
    }
}
