package dev.rats4j.jose;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.PureScheme;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signature algorithms of JOSE with their only kind of key. RFC 7518, 3.1, RFC 8037, RFC 9864, RFC 9964. */
public enum JoseAlgorithm {
    /** ECDSA with P-256 and SHA-256. */
    ES256("ES256", Operation.ECDSA, HashAlgorithm.SHA256, EllipticCurve.P256),
    /** ECDSA with P-384 and SHA-384. */
    ES384("ES384", Operation.ECDSA, HashAlgorithm.SHA384, EllipticCurve.P384),
    /** ECDSA with P-521 and SHA-512. */
    ES512("ES512", Operation.ECDSA, HashAlgorithm.SHA512, EllipticCurve.P521),
    /** RSASSA-PSS with SHA-256. */
    PS256("PS256", Operation.RSASSA_PSS, HashAlgorithm.SHA256, null),
    /** RSASSA-PSS with SHA-384. */
    PS384("PS384", Operation.RSASSA_PSS, HashAlgorithm.SHA384, null),
    /** RSASSA-PSS with SHA-512. */
    PS512("PS512", Operation.RSASSA_PSS, HashAlgorithm.SHA512, null),
    /** Ed25519 under its old name, RFC 8037; never Ed448. */
    EDDSA("EdDSA", PureScheme.ED25519),
    /** Ed25519 under its own name, RFC 9864. */
    ED25519("Ed25519", PureScheme.ED25519),
    /** Ed448, RFC 9864. */
    ED448("Ed448", PureScheme.ED448),
    /** ML-DSA-44, RFC 9964. */
    ML_DSA_44("ML-DSA-44", PureScheme.ML_DSA_44),
    /** ML-DSA-65, RFC 9964. */
    ML_DSA_65("ML-DSA-65", PureScheme.ML_DSA_65),
    /** ML-DSA-87, RFC 9964. */
    ML_DSA_87("ML-DSA-87", PureScheme.ML_DSA_87),
    /** RSASSA-PKCS1-v1_5 with SHA-256: services still issue it, so it is read and never written. */
    RS256("RS256", Operation.RSASSA_PKCS1, HashAlgorithm.SHA256, null),
    /** RSASSA-PKCS1-v1_5 with SHA-384, read and never written. */
    RS384("RS384", Operation.RSASSA_PKCS1, HashAlgorithm.SHA384, null),
    /** RSASSA-PKCS1-v1_5 with SHA-512, read and never written. */
    RS512("RS512", Operation.RSASSA_PKCS1, HashAlgorithm.SHA512, null);

    private static final int SMALLEST_MODULUS = 2048;

    private final String joseName;
    private final SignatureAlgorithm signatureAlgorithm;
    private final @Nullable EllipticCurve curve;

    JoseAlgorithm(String joseName, Operation operation, HashAlgorithm hash, @Nullable EllipticCurve curve) {
        this.joseName = joseName;
        this.signatureAlgorithm = new SignatureAlgorithm(operation, hash);
        this.curve = curve;
    }

    JoseAlgorithm(String joseName, PureScheme scheme) {
        this(joseName, scheme.algorithm().operation(), scheme.algorithm().hash(), null);
    }

    /** The algorithm of a value of {@code alg}; case counts. Empty for {@code none}, HMACs and all others. */
    public static Optional<JoseAlgorithm> named(String joseName) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.joseName.equals(joseName))
                .findFirst();
    }

    /** The algorithm to write for a signer; empty if JOSE has none or we do not write it. */
    public static Optional<JoseAlgorithm> forSigning(SignatureAlgorithm algorithm) {
        return Arrays.stream(values())
                .filter(candidate -> !candidate.isReadOnly() && candidate.signatureAlgorithm.equals(algorithm))
                .findFirst();
    }

    /** Whether it is never written. */
    boolean isReadOnly() {
        return signatureAlgorithm.operation() == Operation.RSASSA_PKCS1;
    }

    /** The value of {@code alg}. */
    public String joseName() {
        return joseName;
    }

    /** The operation and its hash. */
    public SignatureAlgorithm signatureAlgorithm() {
        return signatureAlgorithm;
    }

    /** The only curve of an ECDSA algorithm; empty for the others. */
    public Optional<EllipticCurve> curve() {
        return Optional.ofNullable(curve);
    }

    /** Whether a key is for this algorithm: on its own curve; RSA of at least 2048 bits, RFC 7518, 3.3. */
    public boolean fits(CryptoBackend crypto, PublicKey key) {
        return switch (signatureAlgorithm.operation()) {
            case ECDSA -> crypto.curveOf(key).equals(curve());
            case ED25519, ED448, ML_DSA_44, ML_DSA_65, ML_DSA_87 ->
                PureScheme.of(key).equals(PureScheme.of(signatureAlgorithm.operation()));
            case RSASSA_PKCS1, RSASSA_PSS, RSASSA_PSS_MAX_SALT ->
                key instanceof RSAKey rsa && rsa.getModulus().bitLength() >= SMALLEST_MODULUS;
        };
    }
}
