package dev.rats4j.cose;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.PureScheme;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.util.Optional;

/** Signature algorithms of RFC 9053, 2, RFC 8230, RFC 9864 and RFC 9964. An ECDSA algorithm goes with one curve, reading and writing. */
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
    /** ECDSA with SHA-256 on P-256, under the name that says the curve, RFC 9864. */
    ESP256(-9, Operation.ECDSA, HashAlgorithm.SHA256, Optional.of(EllipticCurve.P256)),
    /** ECDSA with SHA-384 on P-384, RFC 9864. */
    ESP384(-51, Operation.ECDSA, HashAlgorithm.SHA384, Optional.of(EllipticCurve.P384)),
    /** ECDSA with SHA-512 on P-521, RFC 9864. */
    ESP512(-52, Operation.ECDSA, HashAlgorithm.SHA512, Optional.of(EllipticCurve.P521)),
    /** EdDSA; here with Ed25519 only. */
    EDDSA(-8, PureScheme.ED25519),
    /** Ed25519, RFC 9864. */
    ED25519(-19, PureScheme.ED25519),
    /** Ed448, RFC 9864. */
    ED448(-53, PureScheme.ED448),
    /** ML-DSA-44, RFC 9964. */
    ML_DSA_44(-48, PureScheme.ML_DSA_44),
    /** ML-DSA-65, RFC 9964. */
    ML_DSA_65(-49, PureScheme.ML_DSA_65),
    /** ML-DSA-87, RFC 9964. */
    ML_DSA_87(-50, PureScheme.ML_DSA_87);

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

    CoseAlgorithm(int identifier, PureScheme scheme) {
        this.identifier = identifier;
        this.signature = scheme.algorithm();
        this.curve = Optional.empty();
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

    /**
     * The algorithm that is written for a signer: of two numbers for one operation the older, which more readers know. Empty if COSE
     * has none with this key.
     */
    public static Optional<CoseAlgorithm> of(Signer signer, Optional<EllipticCurve> curve) {
        for (CoseAlgorithm algorithm : values()) {
            if (algorithm.signature.equals(signer.algorithm()) && algorithm.fits(signer.publicKey(), curve)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /**
     * The algorithm to sign with: what the header says, or else that of {@link #of(Signer, Optional)}.
     *
     * @throws IllegalArgumentException if the header says another than the signer's, or COSE has none for it
     */
    static CoseAlgorithm chosen(CoseHeaders headers, Signer signer, Optional<EllipticCurve> curve) {
        Optional<CborItem> alg = headers.value(CoseHeaders.ALG);
        Optional<CoseAlgorithm> chosen = of(signer, curve);
        if (alg.isPresent() && chosen.isPresent()) {
            chosen = named(alg.get())
                    .filter(named ->
                            named.signature.equals(signer.algorithm()) && named.fits(signer.publicKey(), curve));
        }
        return chosen.orElseThrow(
                () -> new IllegalArgumentException("COSE has no such algorithm for " + signer.algorithm()));
    }

    private static Optional<CoseAlgorithm> named(CborItem alg) {
        try {
            return of(alg.integer("alg"));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    /** Whether a key is for this algorithm: on its own curve; RSA of at least 2048 bits, RFC 8230, 6.1. */
    public boolean fits(CryptoBackend crypto, PublicKey key) {
        return fits(key, crypto.curveOf(key));
    }

    /** Whether a key (on this curve, if it is an EC key) may be used with it. */
    boolean fits(PublicKey key, Optional<EllipticCurve> keyCurve) {
        Optional<PureScheme> scheme = PureScheme.of(signature.operation());
        if (scheme.isPresent()) {
            return PureScheme.of(key).equals(scheme);
        }
        if (signature.operation() == Operation.RSASSA_PSS) {
            return key instanceof RSAKey rsa && rsa.getModulus().bitLength() >= SMALLEST_MODULUS;
        }
        return keyCurve.equals(curve);
    }
}
