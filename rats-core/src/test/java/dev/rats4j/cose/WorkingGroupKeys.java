package dev.rats4j.cose;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;

import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Private keys of samples, which are in the manner of JWK. */
final class WorkingGroupKeys {

    private WorkingGroupKeys() {}

    /** An EC or RSA key. */
    static PrivateKey privateKey(JsonObject jwk, PublicKey publicKey) throws MalformedMessageException {
        try {
            if (publicKey instanceof RSAPublicKey rsa) {
                BigInteger exponent = new BigInteger(1, jwk.base64Url("d").toByteArray());
                return KeyFactory.getInstance("RSA").generatePrivate(new RSAPrivateKeySpec(rsa.getModulus(), exponent));
            }
            BigInteger scalar = new BigInteger(1, jwk.base64Url("d").toByteArray());
            return KeyFactory.getInstance("EC", new BouncyCastleProvider())
                    .generatePrivate(new ECPrivateKeySpec(scalar, ((ECPublicKey) CRYPTO.own(publicKey)).getParams()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
