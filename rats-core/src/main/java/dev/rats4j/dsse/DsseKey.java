package dev.rats4j.dsse;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EcdsaSignatures;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.wire.Bytes;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.util.Optional;

/**
 * A key that the caller trusts, with the one algorithm that it is used with: an envelope names none.
 *
 * @param key the key
 * @param algorithm what it signs with
 * @param id how signatures name it ({@code keyid}), if they do; a hint that saves work and decides nothing
 */
public record DsseKey(PublicKey key, SignatureAlgorithm algorithm, Optional<String> id) {

    /**
     * A key with the algorithm that its kind has in practice: ECDSA with the hash as long as the curve, Ed25519, and for RSA PKCS#1
     * v1.5 with SHA-256.
     *
     * @throws IllegalArgumentException for another kind of key or curve
     */
    public static DsseKey of(PublicKey key, CryptoBackend crypto) {
        return new DsseKey(key, usualAlgorithm(key, crypto), Optional.empty());
    }

    /** The same key under a name. */
    public DsseKey named(String keyId) {
        return new DsseKey(key, algorithm, Optional.of(keyId));
    }

    private static SignatureAlgorithm usualAlgorithm(PublicKey key, CryptoBackend crypto) {
        if (key instanceof RSAKey) {
            return new SignatureAlgorithm(Operation.RSASSA_PKCS1, HashAlgorithm.SHA256);
        }
        if (CryptoBackend.isEd25519(key)) {
            return new SignatureAlgorithm(Operation.ED25519, HashAlgorithm.SHA512);
        }
        EllipticCurve curve = crypto.curveOf(crypto.own(key))
                .orElseThrow(() -> new IllegalArgumentException("no algorithm for a key of " + key.getAlgorithm()));
        return new SignatureAlgorithm(Operation.ECDSA, hash(curve));
    }

    private static HashAlgorithm hash(EllipticCurve curve) {
        return switch (curve) {
            case P256 -> HashAlgorithm.SHA256;
            case P384 -> HashAlgorithm.SHA384;
            case P521 -> HashAlgorithm.SHA512;
        };
    }

    /**
     * Checks a signature over a message. ECDSA signatures are Ecdsa-Sig-Value in DER, as nearly all signers write them, or fixed-length
     * halves, as the page of the protocol has them.
     *
     * @return empty unless it verifies
     */
    public Optional<VerifiedSignature> verify(CryptoBackend crypto, Bytes message, Bytes signature) {
        if (algorithm.operation() != Operation.ECDSA) {
            return crypto.verify(key, algorithm, message, signature);
        }
        Optional<EllipticCurve> curve = crypto.curveOf(crypto.own(key));
        if (curve.isEmpty()) {
            return Optional.empty();
        }
        return crypto.verify(
                key,
                algorithm,
                message,
                EcdsaSignatures.ofDer(curve.get(), signature).orElse(signature));
    }
}
