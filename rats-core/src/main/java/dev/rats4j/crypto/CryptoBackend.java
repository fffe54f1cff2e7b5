package dev.rats4j.crypto;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Signatures and keys by explicit providers; nothing is registered in the JVM. The only maker of {@link VerifiedSignature}
 * and {@link VerifiedMac}. */
@CheckReturnValue
public final class CryptoBackend {

    /** A key object of Bouncy Castle grows to some kilobytes by its table of multiples. */
    private static final int CACHED_KEYS = 10_000;

    private final Provider ec;
    private final Provider rsa;
    private final KeyFactories keys;
    /** Whether the provider gave the known answers of {@link Encryption}: asked of those only who encrypt. */
    private volatile boolean encryptionIsKnown;

    private final MlDsaAnswers mlDsa = new MlDsaAnswers();
    /** By key objects of others, and by what a key was made from: the same object each time keeps what the provider computed once. */
    private final Cache<Object, PublicKey> known =
            Caffeine.newBuilder().maximumSize(CACHED_KEYS).build();

    private record Point(EllipticCurve curve, Bytes x, Bytes y) {}

    private record Modulus(BigInteger modulus, BigInteger exponent) {}

    private CryptoBackend(Provider ec, Provider rsa) {
        this.ec = ec;
        this.rsa = rsa;
        this.keys = new KeyFactories(ec, rsa);
    }

    /**
     * Bouncy Castle for EC, EdDSA and ML-DSA, the JDK for RSA and digests.
     *
     * @throws IllegalStateException if a provider fails its known-answer test
     */
    public static CryptoBackend standard() {
        Provider rsa = Objects.requireNonNull(Security.getProvider("SunRsaSign"), "this JDK has no SunRsaSign");
        return of(new BouncyCastleProvider(), rsa);
    }

    /**
     * Providers of the caller's choice. They need not be registered in the JVM.
     *
     * @param ec for EC, EdDSA and ML-DSA, and for all of {@link Encryption} if that is used; signing wants its deterministic ECDSA (RFC 6979), as Bouncy Castle names it
     * @param rsa for RSA
     * @throws IllegalStateException if a provider fails its known-answer test
     */
    public static CryptoBackend of(Provider ec, Provider rsa) {
        CryptoBackend backend = new CryptoBackend(ec, rsa);
        KnownAnswers.require(backend);
        return backend;
    }

    /**
     * Checks a signature.
     *
     * @param message the bytes that are to be covered, as received
     * @param signature ECDSA as fixed-length halves r and s, RSA as long as the modulus, of a {@link PureScheme} as long as that says
     * @return empty unless it verifies; never throws for bad input (another kind of key, wrong length, r or s out of range)
     */
    public Optional<VerifiedSignature> verify(
            PublicKey key, SignatureAlgorithm algorithm, Bytes message, Bytes signature) {
        try {
            boolean verified = switch (algorithm.operation()) {
                case ECDSA -> verifiesEcdsa(key, algorithm.hash(), message, signature);
                case ED25519, ED448, ML_DSA_44, ML_DSA_65, ML_DSA_87 ->
                    verifiesPure(key, PureScheme.of(algorithm.operation()).orElseThrow(), message, signature);
                case RSASSA_PKCS1, RSASSA_PSS, RSASSA_PSS_MAX_SALT -> verifiesRsa(key, algorithm, message, signature);
            };
            return verified ? Optional.of(new VerifiedSignature(key, algorithm, message)) : Optional.empty();
        } catch (GeneralSecurityException | RuntimeException e) {
            return Optional.empty(); // a key or signature that the provider cannot even process does not verify
        }
    }

    /**
     * Checks a message authentication code, in a time that does not depend on where it differs.
     *
     * @return empty unless it is the code of this message, of the algorithm's length, and the key is long enough
     */
    public Optional<VerifiedMac> verify(MacKey key, MacAlgorithm algorithm, Bytes message, Bytes code) {
        return Macs.isCode(code, key, algorithm, message)
                ? Optional.of(new VerifiedMac(key, algorithm, message))
                : Optional.empty();
    }

    /**
     * The message authentication code of a message.
     *
     * @throws IllegalArgumentException if the key is too short for the algorithm
     */
    public Bytes code(MacKey key, MacAlgorithm algorithm, Bytes message) {
        if (!algorithm.fits(key)) {
            throw new IllegalArgumentException(algorithm + " with a " + key);
        }
        return Macs.code(key, algorithm, message);
    }

    private boolean verifiesEcdsa(PublicKey key, HashAlgorithm hash, Bytes message, Bytes signature)
            throws GeneralSecurityException {
        PublicKey own = translate(key);
        Optional<EllipticCurve> curve = curveOf(own);
        if (curve.isEmpty() || signature.length() != 2 * curve.get().coordinateLength()) {
            return false;
        }
        int length = curve.get().coordinateLength();
        BigInteger r = new BigInteger(1, signature.slice(0, length).toByteArray());
        BigInteger s = new BigInteger(1, signature.slice(length, 2 * length).toByteArray());
        BigInteger order = keys.order(curve.get());
        if (!isInRange(r, order) || !isInRange(s, order)) {
            return false; // FIPS 186-5, 6.4.2 (1)
        }
        return verifiesRaw(own, hash.digest(message).value(), EcdsaSignatures.toDer(r, s));
    }

    /** What the provider says about a digest and Ecdsa-Sig-Value. */
    boolean verifiesRaw(PublicKey key, Bytes digest, byte[] der) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("NONEwithECDSA", ec);
        verifier.initVerify(translate(key));
        verifier.update(digest.toByteArray());
        return verifier.verify(der);
    }

    private static boolean isInRange(BigInteger value, BigInteger order) {
        return value.signum() > 0 && value.compareTo(order) < 0;
    }

    private boolean verifiesPure(PublicKey key, PureScheme scheme, Bytes message, Bytes signature)
            throws GeneralSecurityException {
        if (!PureScheme.of(key).equals(Optional.of(scheme)) || signature.length() != scheme.signatureLength()) {
            return false;
        }
        if (scheme.isMlDsa()) {
            mlDsa.require(scheme, this);
        }
        return verifiesUnasked(key, scheme, message, signature);
    }

    /** What the provider says, before anybody knows whether it is to be trusted. */
    boolean verifiesUnasked(PublicKey key, PureScheme scheme, Bytes message, Bytes signature)
            throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(scheme.schemeName(), ec);
        verifier.initVerify(translate(key));
        verifier.update(message.toByteArray());
        return verifier.verify(signature.toByteArray());
    }

    private boolean verifiesRsa(PublicKey key, SignatureAlgorithm algorithm, Bytes message, Bytes signature)
            throws GeneralSecurityException {
        if (!(key instanceof RSAKey rsaKey)) {
            return false;
        }
        Signature verifier = rsaSignature(algorithm, rsaKey);
        verifier.initVerify(key);
        verifier.update(message.toByteArray());
        return verifier.verify(signature.toByteArray());
    }

    private Signature rsaSignature(SignatureAlgorithm algorithm, RSAKey key) throws GeneralSecurityException {
        HashAlgorithm hash = algorithm.hash();
        if (algorithm.operation() == SignatureAlgorithm.Operation.RSASSA_PKCS1) {
            return Signature.getInstance(hash.jcaName().replace("-", "") + "withRSA", rsa);
        }
        int emLength = (key.getModulus().bitLength() + 6) / 8; // RFC 8017, 8.1.1: ceil((modBits - 1) / 8)
        int salt = algorithm.operation() == SignatureAlgorithm.Operation.RSASSA_PSS
                ? hash.length()
                : emLength - hash.length() - 2;
        Signature signature = Signature.getInstance("RSASSA-PSS", rsa);
        signature.setParameter(new PSSParameterSpec(
                hash.jcaName(),
                "MGF1",
                new MGF1ParameterSpec(hash.jcaName()),
                salt,
                PSSParameterSpec.TRAILER_FIELD_BC));
        return signature;
    }

    /**
     * A key of somebody else, such as that of a certificate, as an object of these providers. What a certificate of the JDK gives
     * depends on the providers that are registered. A key that these do not take stays as it is, and verifies nothing.
     */
    public PublicKey own(PublicKey key) {
        try {
            return key instanceof RSAKey ? key : translate(key);
        } catch (GeneralSecurityException e) {
            return key;
        }
    }

    /** The key as an object of the provider that will use it. Key objects of others cost up to three times as much per use. */
    private PublicKey translate(PublicKey key) throws GeneralSecurityException {
        if (key.getClass().getName().startsWith("org.bouncycastle.")) {
            return key;
        }
        PublicKey translated = known.getIfPresent(key);
        if (translated == null) {
            try {
                translated = keys.publicKey(Bytes.copyOf(key.getEncoded()));
            } catch (MalformedMessageException e) {
                throw new java.security.InvalidKeyException(e);
            }
            known.put(key, translated);
        }
        return translated;
    }

    /**
     * An EC key from its coordinates, big-endian.
     *
     * @throws MalformedMessageException unless both have the curve's exact length and the point is on the curve
     */
    public PublicKey ecPublicKey(EllipticCurve curve, Bytes x, Bytes y) throws MalformedMessageException {
        PublicKey made = known.getIfPresent(new Point(curve, x, y));
        if (made == null) {
            made = keys.ecPublicKey(curve, x, y);
            known.put(new Point(curve, x.compact(), y.compact()), made);
        }
        return made;
    }

    /**
     * An RSA key.
     *
     * @throws MalformedMessageException unless the modulus is odd with 1024 to 16384 bits, and the exponent odd and at least 3
     */
    public PublicKey rsaPublicKey(BigInteger modulus, BigInteger exponent) throws MalformedMessageException {
        Modulus source = new Modulus(modulus, exponent);
        PublicKey made = known.getIfPresent(source);
        if (made == null) {
            made = keys.rsaPublicKey(modulus, exponent);
            known.put(source, made);
        }
        return made;
    }

    /**
     * An Ed25519 key from its 32 bytes, RFC 8032, 5.1.5.
     *
     * @throws MalformedMessageException if they are no point
     */
    public PublicKey ed25519PublicKey(Bytes encoded) throws MalformedMessageException {
        return publicKey(PureScheme.ED25519, encoded);
    }

    /**
     * A key from its bytes, RFC 8032, 5.1.5 and 5.2.5, FIPS 204, 7.2.
     *
     * @throws MalformedMessageException if they are of another length, or no point of the curve
     */
    public PublicKey publicKey(PureScheme scheme, Bytes encoded) throws MalformedMessageException {
        return keys.publicKey(scheme, encoded);
    }

    /**
     * A key from SubjectPublicKeyInfo, RFC 5280, 4.1.2.7, in DER, or in PEM as the only block, RFC 7468, 13.
     *
     * @throws MalformedMessageException for anything but an RSA key, an EC key on a curve of {@link EllipticCurve}, or a {@link PureScheme}
     */
    public PublicKey publicKey(Bytes subjectPublicKeyInfo) throws MalformedMessageException {
        return keys.publicKey(subjectPublicKeyInfo);
    }

    /**
     * The key of somebody to whom secrets are encrypted, from SubjectPublicKeyInfo in DER. Takes id-RSAES-OAEP (RFC 4055, 4.1) for an
     * RSA key as well, which {@link #publicKey} does not, as such keys verify nothing.
     *
     * @throws MalformedMessageException for anything but an RSA key, or an EC key on a curve of {@link EllipticCurve}
     */
    public PublicKey encryptionKey(Bytes subjectPublicKeyInfo) throws MalformedMessageException {
        return keys.encryptionKey(subjectPublicKeyInfo);
    }

    /**
     * Operations that hand a secret to one device.
     *
     * @throws IllegalStateException if the provider fails the known-answer test of these, or lacks one
     */
    public Encryption encryption() {
        Encryption encryption = new Encryption(ec);
        if (!encryptionIsKnown) {
            EncryptionAnswers.require(this, encryption);
            encryptionIsKnown = true;
        }
        return encryption;
    }

    /** The curve of an EC key, by all its parameters; empty for another kind of key or curve. */
    public Optional<EllipticCurve> curveOf(PublicKey key) {
        return KeyFactories.curveOf(key);
    }

    /** Whether a key is for Ed25519. */
    public static boolean isEd25519(PublicKey key) {
        return PureScheme.of(key).equals(Optional.of(PureScheme.ED25519));
    }

    /** A new key pair on a curve. */
    public KeyPair generate(EllipticCurve curve, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", ec);
            generator.initialize(new ECGenParameterSpec(curve.jcaName()), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ec.getName() + " has " + curve, e);
        }
    }

    /** A new Ed25519 key pair. */
    public KeyPair generateEd25519(SecureRandom random) {
        return generate(PureScheme.ED25519, random);
    }

    /** A new key pair. */
    public KeyPair generate(PureScheme scheme, SecureRandom random) {
        byte[] seed = new byte[scheme.seedLength()];
        random.nextBytes(seed);
        return keyPair(scheme, Bytes.copyOf(seed));
    }

    /**
     * The key pair of a secret: RFC 8032, 5.1.5 and 5.2.5; for ML-DSA the seed of FIPS 204, 6.1, which RFC 9964 has in keys.
     *
     * @throws IllegalArgumentException if it is of another length
     */
    public KeyPair keyPair(PureScheme scheme, Bytes seed) {
        return new PrivateKeys(ec, rsa, keys).keyPair(scheme, seed);
    }

    /**
     * A private key in PEM (PKCS#8, SEC 1 or PKCS#1, not encrypted) or PKCS#8 DER, with its public half.
     *
     * @throws MalformedMessageException for anything else; the message holds nothing of the key
     */
    public KeyPair keyPair(Bytes encoded) throws MalformedMessageException {
        return new PrivateKeys(ec, rsa, keys).keyPair(encoded);
    }

    /**
     * A signer with a key in memory. ECDSA is deterministic (RFC 6979), and ML-DSA too (FIPS 204, 3.4).
     *
     * @throws IllegalArgumentException if key and algorithm do not fit
     */
    public Signer signer(PrivateKey privateKey, PublicKey publicKey, SignatureAlgorithm algorithm) {
        boolean fits = switch (algorithm.operation()) {
            case ECDSA -> publicKey instanceof ECPublicKey && curveOf(publicKey).isPresent();
            case ED25519, ED448, ML_DSA_44, ML_DSA_65, ML_DSA_87 ->
                PureScheme.of(publicKey).equals(PureScheme.of(algorithm.operation()));
            case RSASSA_PKCS1, RSASSA_PSS, RSASSA_PSS_MAX_SALT -> publicKey instanceof RSAKey;
        };
        if (!fits) {
            throw new IllegalArgumentException(algorithm.operation() + " with a key of " + publicKey.getAlgorithm());
        }
        return new MemorySigner(this, privateKey, publicKey, algorithm);
    }

    Signature signature(SignatureAlgorithm algorithm, PublicKey publicKey) throws GeneralSecurityException {
        return switch (algorithm.operation()) {
            case ECDSA -> Signature.getInstance(algorithm.hash().jcaName().replace("-", "") + "withECDDSA", ec);
            case ED25519, ED448, ML_DSA_44, ML_DSA_65, ML_DSA_87 ->
                Signature.getInstance(
                        PureScheme.of(algorithm.operation()).orElseThrow().schemeName(), ec);
            case RSASSA_PKCS1, RSASSA_PSS, RSASSA_PSS_MAX_SALT -> rsaSignature(algorithm, (RSAKey) publicKey);
        };
    }
}
