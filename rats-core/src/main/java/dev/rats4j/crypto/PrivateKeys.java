package dev.rats4j.crypto;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed448PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;

/** Reads private keys. No message says anything about their bytes. */
final class PrivateKeys {

    private final Provider ec;
    private final Provider rsa;
    private final KeyFactories keys;

    PrivateKeys(Provider ec, Provider rsa, KeyFactories keys) {
        this.ec = ec;
        this.rsa = rsa;
        this.keys = keys;
    }

    KeyPair keyPair(Bytes encoded) throws MalformedMessageException {
        if (encoded.isEmpty()) {
            throw new MalformedMessageException("private key", 0, "is empty");
        }
        try {
            return keyPair(info(encoded));
        } catch (IOException
                | GeneralSecurityException
                | IllegalArgumentException
                | IllegalStateException
                | ClassCastException e) {
            throw new MalformedMessageException("private key", 0, "neither PEM (not encrypted) nor PKCS#8 in DER");
        }
    }

    private static PrivateKeyInfo info(Bytes encoded) throws IOException {
        if (!encoded.startsWith(Bytes.ofUtf8("-----"))) {
            return PrivateKeyInfo.getInstance(encoded.toByteArray());
        }
        String text = new String(encoded.toByteArray(), StandardCharsets.US_ASCII);
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object item = parser.readObject(); item != null; item = parser.readObject()) {
                if (item instanceof PEMKeyPair pair) {
                    return pair.getPrivateKeyInfo();
                }
                if (item instanceof PrivateKeyInfo info) {
                    return info;
                }
            }
        }
        throw new IllegalArgumentException("no private key");
    }

    private KeyPair keyPair(PrivateKeyInfo info)
            throws IOException, GeneralSecurityException, MalformedMessageException {
        String algorithm = info.getPrivateKeyAlgorithm().getAlgorithm().getId();
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(info.getEncoded());
        switch (algorithm) {
            // RFC 5480, 2.1.1
            case "1.2.840.10045.2.1" -> {
                PrivateKey ecKey = KeyFactory.getInstance("EC", ec).generatePrivate(spec);
                return new KeyPair(ecPublicKey((ECPrivateKey) ecKey), ecKey);
            }
            // RFC 8017, C
            case "1.2.840.113549.1.1.1" -> {
                PrivateKey rsaKey = KeyFactory.getInstance("RSA", rsa).generatePrivate(spec);
                RSAPrivateCrtKey crt = (RSAPrivateCrtKey) rsaKey;
                return new KeyPair(keys.rsaPublicKey(crt.getModulus(), crt.getPublicExponent()), rsaKey);
            }
            // RFC 8410, 3 and RFC 9881, 6
            case "1.3.101.112" -> {
                return pure(PureScheme.ED25519, info);
            }
            case "1.3.101.113" -> {
                return pure(PureScheme.ED448, info);
            }
            case "2.16.840.1.101.3.4.3.17" -> {
                return pure(PureScheme.ML_DSA_44, info);
            }
            case "2.16.840.1.101.3.4.3.18" -> {
                return pure(PureScheme.ML_DSA_65, info);
            }
            case "2.16.840.1.101.3.4.3.19" -> {
                return pure(PureScheme.ML_DSA_87, info);
            }
            default ->
                throw new MalformedMessageException("private key", 0, "algorithm " + algorithm + " is not supported");
        }
    }

    KeyPair keyPair(PureScheme scheme, Bytes seed) {
        if (seed.length() != scheme.seedLength()) {
            throw new IllegalArgumentException("a secret of " + seed.length() + " bytes for " + scheme);
        }
        byte[] secret = seed.toByteArray();
        AsymmetricKeyParameter parameters = switch (scheme) {
            case ED25519 -> new Ed25519PrivateKeyParameters(secret, 0);
            case ED448 -> new Ed448PrivateKeyParameters(secret, 0);
            case ML_DSA_44, ML_DSA_65, ML_DSA_87 ->
                new MLDSAPrivateKeyParameters(MlDsaAnswers.parameters(scheme), secret);
        };
        try {
            return pure(scheme, PrivateKeyInfoFactory.createPrivateKeyInfo(parameters));
        } catch (IOException | GeneralSecurityException | MalformedMessageException e) {
            throw new IllegalStateException(ec.getName() + " has " + scheme, e);
        }
    }

    private KeyPair pure(PureScheme scheme, PrivateKeyInfo info)
            throws IOException, GeneralSecurityException, MalformedMessageException {
        AsymmetricKeyParameter parameters = PrivateKeyFactory.createKey(info);
        byte[] publicKey;
        if (parameters instanceof Ed25519PrivateKeyParameters ed25519) {
            publicKey = ed25519.generatePublicKey().getEncoded();
        } else if (parameters instanceof Ed448PrivateKeyParameters ed448) {
            publicKey = ed448.generatePublicKey().getEncoded();
        } else {
            publicKey = ((MLDSAPrivateKeyParameters) parameters).getPublicKey();
        }
        return new KeyPair(
                keys.publicKey(scheme, Bytes.copyOf(publicKey)),
                KeyFactory.getInstance(scheme.schemeName(), ec)
                        .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded())));
    }

    private PublicKey ecPublicKey(ECPrivateKey key) throws MalformedMessageException {
        for (EllipticCurve curve : EllipticCurve.values()) {
            if (keys.order(curve).equals(key.getParams().getOrder())) {
                ECPoint point = keys.domain(curve).getG().multiply(key.getS()).normalize();
                return keys.ecPublicKey(
                        curve,
                        fixed(point.getAffineXCoord().toBigInteger(), curve),
                        fixed(point.getAffineYCoord().toBigInteger(), curve));
            }
        }
        throw new MalformedMessageException("private key", 0, "not on a supported curve");
    }

    private static Bytes fixed(BigInteger coordinate, EllipticCurve curve) {
        byte[] value = org.bouncycastle.util.BigIntegers.asUnsignedByteArray(curve.coordinateLength(), coordinate);
        return Bytes.copyOf(value);
    }
}
