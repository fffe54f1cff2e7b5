package dev.rats4j.crypto;

import com.google.errorprone.annotations.Immutable;
import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import dev.rats4j.wire.Bytes;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;

/**
 * Signature schemes that take the whole message and have nothing to choose: keys and signatures are byte strings of one length. RFC
 * 8032 and FIPS 204 (pure, with an empty context).
 */
@SuppressWarnings("ImmutableEnumChecker") // Bytes never change, and do not say so
public enum PureScheme {
    /** Ed25519. */
    ED25519("Ed25519", Operation.ED25519, HashAlgorithm.SHA512, Sizes.ED25519, "302a300506032b6570032100"),
    /** Ed448. */
    ED448("Ed448", Operation.ED448, HashAlgorithm.SHA3_512, Sizes.ED448, "3043300506032b6571033a00"),
    /** ML-DSA-44. */
    ML_DSA_44(
            "ML-DSA-44",
            Operation.ML_DSA_44,
            HashAlgorithm.SHA3_512,
            Sizes.ML_DSA_44,
            "30820532300b0609608648016503040311" + "0382052100"),
    /** ML-DSA-65. */
    ML_DSA_65(
            "ML-DSA-65",
            Operation.ML_DSA_65,
            HashAlgorithm.SHA3_512,
            Sizes.ML_DSA_65,
            "308207b2300b0609608648016503040312" + "038207a100"),
    /** ML-DSA-87. */
    ML_DSA_87(
            "ML-DSA-87",
            Operation.ML_DSA_87,
            HashAlgorithm.SHA3_512,
            Sizes.ML_DSA_87,
            "30820a32300b0609608648016503040313" + "03820a2100");

    /** Lengths in bytes. */
    @Immutable
    private record Sizes(int seed, int publicKey, int signature) {
        static final Sizes ED25519 = new Sizes(32, 32, 64);
        static final Sizes ED448 = new Sizes(57, 57, 114);
        static final Sizes ML_DSA_44 = new Sizes(32, 1312, 2420);
        static final Sizes ML_DSA_65 = new Sizes(32, 1952, 3309);
        static final Sizes ML_DSA_87 = new Sizes(32, 2592, 4627);
    }

    private final String schemeName;
    private final SignatureAlgorithm algorithm;
    private final Sizes sizes;
    /** SubjectPublicKeyInfo up to the key: it has one form only. RFC 8410, 4 and RFC 9881, 4. */
    private final Bytes infoPrefix;

    PureScheme(String schemeName, Operation operation, HashAlgorithm hash, Sizes sizes, String infoPrefix) {
        this.schemeName = schemeName;
        this.algorithm = new SignatureAlgorithm(operation, hash);
        this.sizes = sizes;
        this.infoPrefix = Bytes.fromHex(infoPrefix);
    }

    /** The name that standards and the JDK give it, for example {@code ML-DSA-44}. */
    public String schemeName() {
        return schemeName;
    }

    /** How it is asked for. */
    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    /** Length of a public key in bytes. */
    public int publicKeyLength() {
        return sizes.publicKey();
    }

    /** Length of a signature in bytes. */
    public int signatureLength() {
        return sizes.signature();
    }

    /** Length in bytes of the secret from which a key pair is made. */
    public int seedLength() {
        return sizes.seed();
    }

    /** Whether it is one of ML-DSA. */
    public boolean isMlDsa() {
        return this != ED25519 && this != ED448;
    }

    /** The scheme of an operation, if it is a pure one. */
    public static Optional<PureScheme> of(Operation operation) {
        return Arrays.stream(values())
                .filter(scheme -> scheme.algorithm.operation() == operation)
                .findFirst();
    }

    /** The scheme that a key is for, by its encoding; empty for keys of other kinds. */
    public static Optional<PureScheme> of(PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded == null) {
            return Optional.empty();
        }
        return ofInfo(Bytes.copyOf(encoded));
    }

    static Optional<PureScheme> ofInfo(Bytes info) {
        return Arrays.stream(values())
                .filter(scheme -> info.startsWith(scheme.infoPrefix)
                        && info.length() == scheme.infoPrefix.length() + scheme.sizes.publicKey())
                .findFirst();
    }

    /**
     * The bytes of a key.
     *
     * @throws IllegalArgumentException if it is for another scheme
     */
    public Bytes bytesOf(PublicKey key) {
        Optional<PureScheme> scheme = of(key);
        if (scheme.isEmpty() || scheme.get() != this) {
            throw new IllegalArgumentException("a key that is not for " + schemeName);
        }
        return bytesOfInfo(Bytes.copyOf(key.getEncoded()));
    }

    Bytes bytesOfInfo(Bytes info) {
        return info.slice(infoPrefix.length(), info.length()).compact();
    }

    Bytes info(Bytes publicKey) {
        return Bytes.concat(infoPrefix, publicKey);
    }
}
