package dev.rats4j.cose;

import COSE.OneKey;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import dev.rats4j.crypto.Signer;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** Algorithms that COSE-java, jose4j and we have in common, by their name in JOSE, each with a key in everybody's form. */
public enum OracleAlgorithm {
    ES256(-7, EllipticCurve.P256, HashAlgorithm.SHA256),
    ES384(-35, EllipticCurve.P384, HashAlgorithm.SHA384),
    ES512(-36, EllipticCurve.P521, HashAlgorithm.SHA512);

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();

    private final int coseIdentifier;
    private final KeyPair pair;
    private final HashAlgorithm hash;

    OracleAlgorithm(int coseIdentifier, EllipticCurve curve, HashAlgorithm hash) {
        this.coseIdentifier = coseIdentifier;
        this.pair = CryptoBackend.standard().generate(curve, SeededKeys.random(coseIdentifier));
        this.hash = hash;
    }

    /** Its number in COSE, RFC 9053. */
    public int coseIdentifier() {
        return coseIdentifier;
    }

    /** The key that verifies what the others sign. */
    public PublicKey publicKey() {
        return pair.getPublic();
    }

    /** Signs for us. */
    public Signer signer() {
        return CRYPTO.signer(pair.getPrivate(), pair.getPublic(), new SignatureAlgorithm(Operation.ECDSA, hash));
    }

    /** The same key as an object of the JDK. */
    public KeyPair jdkPair() throws Exception {
        KeyFactory factory = KeyFactory.getInstance("EC");
        return new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(pair.getPublic().getEncoded())),
                factory.generatePrivate(
                        new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded())));
    }

    /** The same key as COSE-java has it. */
    public OneKey coseKey() throws Exception {
        return new OneKey(jdkPair().getPublic(), jdkPair().getPrivate());
    }
}
