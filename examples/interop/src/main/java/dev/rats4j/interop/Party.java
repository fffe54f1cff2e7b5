package dev.rats4j.interop;

import COSE.CoseException;
import COSE.OneKey;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.Signer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/**
 * One key, as we and as COSE-java hold it.
 *
 * @param keys ours
 * @param theirs the same; COSE-java wants keys of the JDK
 */
record Party(KeyPair keys, OneKey theirs) {

    static final CryptoBackend CRYPTO = CryptoBackend.standard();

    static Party on(EllipticCurve curve) throws CoseException {
        KeyPair keys = CRYPTO.generate(curve, new SecureRandom());
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            return new Party(
                    keys,
                    new OneKey(
                            factory.generatePublic(
                                    new X509EncodedKeySpec(keys.getPublic().getEncoded())),
                            factory.generatePrivate(
                                    new PKCS8EncodedKeySpec(keys.getPrivate().getEncoded()))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has EC", e);
        }
    }

    /** Signs as ES256. */
    Signer signer() {
        return CRYPTO.signer(
                keys.getPrivate(),
                keys.getPublic(),
                new SignatureAlgorithm(SignatureAlgorithm.Operation.ECDSA, HashAlgorithm.SHA256));
    }
}
