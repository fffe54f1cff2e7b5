package dev.rats4j.benchmarks;

import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.TpmEvidence;
import dev.rats4j.tpm.structures.TpmtSignature;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.Objects;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** A signature as a program verifies it that knows key, message and algorithm already, without this library. */
final class RawVerification {

    static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private final Provider provider;
    private final String algorithm;
    private final PublicKey key;
    private final byte[] message;
    private final byte[] signature;

    private RawVerification(Provider provider, String algorithm, PublicKey key, byte[] message, byte[] signature) {
        this.provider = provider;
        this.algorithm = algorithm;
        this.key = key;
        this.message = message;
        this.signature = signature;
    }

    /** The signature of a quote. The key is the provider's own object, which keeps what it once computed. */
    static RawVerification warm(TpmEvidence evidence, PublicKey key) {
        return of(evidence, translated(key));
    }

    /** The signature of a quote. The key stays an object of whoever made it; the provider translates it each time, as it comes. */
    static RawVerification of(TpmEvidence evidence, PublicKey key) {
        try {
            TpmtSignature signature = TpmtSignature.decode(evidence.signature());
            boolean isEc = signature.scheme() == TpmtSignature.Scheme.ECDSA;
            byte[] value = isEc
                    ? der(signature.first(), signature.second())
                    : signature.first().toByteArray();
            return new RawVerification(
                    provider(key),
                    name(signature.hash()) + (isEc ? "withECDSA" : "withRSA"),
                    key,
                    evidence.quote().toByteArray(),
                    value);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("evidence that we made", e);
        }
    }

    /** The signature of ECDSA with SHA-256 in a certificate. */
    static RawVerification of(X509Certificate certificate, PublicKey issuer) {
        try {
            return new RawVerification(
                    BOUNCY_CASTLE,
                    "SHA256withECDSA",
                    translated(issuer),
                    certificate.getTBSCertificate(),
                    certificate.getSignature());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that we made", e);
        }
    }

    /**
     * A signature of ECDSA with SHA-256.
     *
     * @param halves r and s with fixed length
     */
    static RawVerification ofHalves(Bytes message, Bytes halves, PublicKey key) {
        int half = halves.length() / 2;
        return new RawVerification(
                BOUNCY_CASTLE,
                "SHA256withECDSA",
                translated(key),
                message.toByteArray(),
                der(halves.slice(0, half), halves.slice(half, halves.length())));
    }

    /** Fails unless it verifies. */
    Object verify() {
        try {
            Signature verifier = Signature.getInstance(algorithm, provider);
            verifier.initVerify(key);
            verifier.update(message);
            if (!verifier.verify(signature)) {
                throw new IllegalStateException("the raw signature does not verify");
            }
            return verifier;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the raw signature cannot be verified", e);
        }
    }

    private static String name(HashAlgorithm hash) {
        return hash.jcaName().replace("-", "");
    }

    private static Provider provider(PublicKey key) {
        return key.getAlgorithm().equals("RSA")
                ? Objects.requireNonNull(Security.getProvider("SunRsaSign"), "this JDK has no SunRsaSign")
                : BOUNCY_CASTLE;
    }

    private static PublicKey translated(PublicKey key) {
        try {
            return KeyFactory.getInstance(key.getAlgorithm().equals("RSA") ? "RSA" : "EC", provider(key))
                    .generatePublic(new X509EncodedKeySpec(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that we made", e);
        }
    }

    private static byte[] der(Bytes r, Bytes s) {
        try {
            return new DERSequence(new ASN1Integer[] {integer(r), integer(s)}).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("two numbers have an encoding", e);
        }
    }

    private static ASN1Integer integer(Bytes number) {
        return new ASN1Integer(new BigInteger(1, number.toByteArray()));
    }
}
