package dev.rats4j.crypto;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import dev.rats4j.wire.Pem;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;
import org.bouncycastle.math.ec.ECPoint;

/** Makes keys of the classes that the providers like best. Whatever does not follow its specification is malformed. */
final class KeyFactories {

    private static final int SMALLEST_MODULUS = 1024;
    private static final int LARGEST_MODULUS = 16384;

    private static final Bytes SEQUENCE = Bytes.of(0x30);

    private final Provider ec;
    private final Provider rsa;
    private final Map<EllipticCurve, ECNamedCurveParameterSpec> curves = new EnumMap<>(EllipticCurve.class);

    KeyFactories(Provider ec, Provider rsa) {
        this.ec = ec;
        this.rsa = rsa;
        for (EllipticCurve curve : EllipticCurve.values()) {
            curves.put(curve, ECNamedCurveTable.getParameterSpec(curve.jcaName()));
        }
    }

    PublicKey ecPublicKey(EllipticCurve curve, Bytes x, Bytes y) throws MalformedMessageException {
        if (x.length() != curve.coordinateLength() || y.length() != curve.coordinateLength()) {
            throw new MalformedMessageException(
                    "EC public key",
                    0,
                    "coordinates of " + x.length() + " and " + y.length() + " bytes, " + curve + " has "
                            + curve.coordinateLength());
        }
        ECNamedCurveParameterSpec parameters = spec(curve);
        try {
            ECPoint point = parameters
                    .getCurve()
                    .validatePoint(new BigInteger(1, x.toByteArray()), new BigInteger(1, y.toByteArray()));
            return KeyFactory.getInstance("EC", ec)
                    .generatePublic(new org.bouncycastle.jce.spec.ECPublicKeySpec(point, parameters));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new MalformedMessageException("EC public key", 0, "not a point of " + curve);
        }
    }

    PublicKey rsaPublicKey(BigInteger modulus, BigInteger exponent) throws MalformedMessageException {
        int bits = modulus.bitLength();
        if (modulus.signum() <= 0 || bits < SMALLEST_MODULUS || bits > LARGEST_MODULUS || !modulus.testBit(0)) {
            throw new MalformedMessageException("RSA public key", 0, "modulus of " + bits + " bits, or even");
        }
        if (exponent.compareTo(BigInteger.valueOf(3)) < 0 || !exponent.testBit(0) || exponent.bitLength() > 64) {
            throw new MalformedMessageException("RSA public key", 0, "exponent is even, below 3 or above 64 bits");
        }
        try {
            return KeyFactory.getInstance("RSA", rsa).generatePublic(new RSAPublicKeySpec(modulus, exponent));
        } catch (GeneralSecurityException e) {
            throw new MalformedMessageException("RSA public key", 0, "not accepted by " + rsa.getName());
        }
    }

    PublicKey publicKey(PureScheme scheme, Bytes encoded) throws MalformedMessageException {
        String field = scheme.schemeName() + " public key";
        if (encoded.length() != scheme.publicKeyLength()) {
            throw new MalformedMessageException(field, 0, encoded.length() + " bytes, not " + scheme.publicKeyLength());
        }
        try {
            return decoded(scheme.schemeName(), ec, scheme.info(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new MalformedMessageException(field, 0, "not a point of the curve");
        }
    }

    /** SubjectPublicKeyInfo, RFC 5280, 4.1.2.7. */
    PublicKey publicKey(Bytes pemOrDer) throws MalformedMessageException {
        try {
            // RFC 7468, 13
            Bytes der = pemOrDer.startsWith(SEQUENCE) ? pemOrDer : Pem.onlyBlock(pemOrDer, "PUBLIC KEY");
            byte[] encoded = der.toByteArray();
            SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(encoded);
            if (info == null || info.getEncoded().length != encoded.length) {
                throw new MalformedMessageException("SubjectPublicKeyInfo", 0, "bytes before or after it");
            }
            return decode(info, der);
        } catch (IllegalArgumentException | IllegalStateException | IOException e) {
            throw new MalformedMessageException("SubjectPublicKeyInfo", 0, "neither in PEM (PUBLIC KEY) nor in DER");
        }
    }

    /** SubjectPublicKeyInfo, DER, of a key for encryption or key agreement. */
    PublicKey encryptionKey(Bytes der) throws MalformedMessageException {
        try {
            byte[] encoded = der.toByteArray();
            SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(encoded);
            if (info != null && info.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.id_RSAES_OAEP)) {
                org.bouncycastle.asn1.pkcs.RSAPublicKey key =
                        org.bouncycastle.asn1.pkcs.RSAPublicKey.getInstance(info.parsePublicKey());
                return rsaPublicKey(key.getModulus(), key.getPublicExponent());
            }
        } catch (IllegalArgumentException | IllegalStateException | IOException e) {
            throw new MalformedMessageException("SubjectPublicKeyInfo", 0, "not in DER");
        }
        PublicKey key = publicKey(der);
        if (!(key instanceof ECPublicKey) && !key.getAlgorithm().equals("RSA")) {
            throw new MalformedMessageException("SubjectPublicKeyInfo.algorithm", 0, "not for encryption");
        }
        return key;
    }

    private PublicKey decode(SubjectPublicKeyInfo info, Bytes der) throws MalformedMessageException {
        AlgorithmIdentifier algorithm = info.getAlgorithm();
        ASN1ObjectIdentifier id = algorithm.getAlgorithm();
        try {
            if (id.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
                return supported(decoded("EC", ec, der));
            }
            Optional<PureScheme> pure = PureScheme.ofInfo(der);
            if (pure.isPresent()) {
                return publicKey(pure.get(), pure.get().bytesOfInfo(der));
            }
            if (id.equals(PKCSObjectIdentifiers.rsaEncryption)) {
                RSAPublicKey key = (RSAPublicKey) decoded("RSA", rsa, der);
                return rsaPublicKey(key.getModulus(), key.getPublicExponent());
            }
            if (id.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
                return decoded("RSASSA-PSS", rsa, der);
            }
        } catch (GeneralSecurityException | IllegalArgumentException | IllegalStateException e) {
            throw new MalformedMessageException("SubjectPublicKeyInfo", 0, "not a key of algorithm " + id);
        }
        throw new MalformedMessageException("SubjectPublicKeyInfo.algorithm", 0, id + " is not supported");
    }

    private static PublicKey decoded(String algorithm, Provider provider, Bytes der) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm, provider).generatePublic(new X509EncodedKeySpec(der.toByteArray()));
    }

    private PublicKey supported(PublicKey key) throws MalformedMessageException {
        if (curveOf(key).isEmpty()) {
            throw new MalformedMessageException("SubjectPublicKeyInfo.parameters", 0, "not a supported curve");
        }
        return key;
    }

    static Optional<EllipticCurve> curveOf(PublicKey key) {
        return key instanceof ECPublicKey ecKey ? CurveDomain.curveOf(ecKey.getParams()) : Optional.empty();
    }

    ECDomainParameters domain(EllipticCurve curve) {
        ECNamedCurveParameterSpec parameters = spec(curve);
        return new ECDomainParameters(
                parameters.getCurve(), parameters.getG(), parameters.getN(), parameters.getH(), parameters.getSeed());
    }

    BigInteger order(EllipticCurve curve) {
        return spec(curve).getN();
    }

    private ECNamedCurveParameterSpec spec(EllipticCurve curve) {
        ECNamedCurveParameterSpec parameters = curves.get(curve);
        if (parameters == null) {
            throw new IllegalStateException("every curve is in the table");
        }
        return parameters;
    }
}
