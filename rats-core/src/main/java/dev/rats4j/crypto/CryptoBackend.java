package dev.rats4j.crypto;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Optional;

/** Stub for the shape only. */
public final class CryptoBackend {
    /** Bouncy Castle for EC and EdDSA, the JDK for RSA and digests. */
    public static CryptoBackend standard() {
        throw new IllegalStateException();
    }

    /** Empty unless the signature verifies; never throws for bad input (unknown key type, wrong length, r or s zero). */
    public Optional<VerifiedSignature> verify(
            PublicKey key, SignatureAlgorithm algorithm, Bytes message, Bytes signature) {
        return Optional.empty();
    }

    /** The point must be on the curve and coordinates of the exact length. */
    public PublicKey ecPublicKey(EllipticCurve curve, Bytes x, Bytes y) throws MalformedMessageException {
        throw new MalformedMessageException("key", 0, "stub");
    }

    /** Modulus 1024 to 16384 bits, exponent odd and at least 3. */
    public PublicKey rsaPublicKey(BigInteger modulus, BigInteger exponent) throws MalformedMessageException {
        throw new MalformedMessageException("key", 0, "stub");
    }

    /** SubjectPublicKeyInfo in DER. */
    public PublicKey publicKey(Bytes subjectPublicKeyInfo) throws MalformedMessageException {
        throw new MalformedMessageException("key", 0, "stub");
    }

    /** The curve of an EC key; empty for another kind of key or curve. */
    public Optional<EllipticCurve> curveOf(PublicKey key) {
        return Optional.empty();
    }

    /** A signer with a key in memory. */
    public Signer signer(PrivateKey privateKey, PublicKey publicKey, SignatureAlgorithm algorithm) {
        throw new IllegalStateException();
    }
}
