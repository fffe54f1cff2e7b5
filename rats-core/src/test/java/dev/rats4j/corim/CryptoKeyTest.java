package dev.rats4j.corim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Thumbprints are of keys, not of the ways to write them down. */
class CryptoKeyTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();
    private static final BigInteger MODULUS =
            BigInteger.TWO.pow(2048).subtract(BigInteger.TWO.pow(1000)).add(BigInteger.ONE);
    private static final RSAPublicKeySpec RSA = new RSAPublicKeySpec(MODULUS, BigInteger.valueOf(65537));

    private static CryptoKey thumbprintOf(byte[] spki) {
        return new CryptoKey(
                CryptoKey.KEY_THUMBPRINT,
                Cbor.array(
                        Cbor.integer(1),
                        Cbor.bytes(
                                HashAlgorithm.SHA256.digest(Bytes.copyOf(spki)).value())));
    }

    private static byte[] spki(byte[] spki, ASN1ObjectIdentifier algorithm, ASN1Encodable parameters) {
        try {
            AlgorithmIdentifier id = parameters == null
                    ? new AlgorithmIdentifier(algorithm)
                    : new AlgorithmIdentifier(algorithm, parameters);
            return new SubjectPublicKeyInfo(
                            id, SubjectPublicKeyInfo.getInstance(spki).parsePublicKey())
                    .getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("T-05 an RSA key has one thumbprint, whatever algorithm and parameters its encoding names")
    void rsa() throws GeneralSecurityException, MalformedMessageException {
        byte[] canonical = KeyFactory.getInstance("RSA").generatePublic(RSA).getEncoded();
        CryptoKey expected = thumbprintOf(canonical);
        for (byte[] spelling : new byte[][] {
            canonical,
            spki(canonical, PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
            spki(canonical, PKCSObjectIdentifiers.rsaEncryption, null),
            spki(canonical, PKCSObjectIdentifiers.id_RSASSA_PSS, null),
            spki(canonical, PKCSObjectIdentifiers.id_RSASSA_PSS, new RSASSAPSSparams()),
        }) {
            assertThat(CryptoKey.thumbprint(CRYPTO.publicKey(Bytes.copyOf(spelling))))
                    .isEqualTo(expected);
        }
        PublicKey ofTheJdk = KeyFactory.getInstance("RSASSA-PSS").generatePublic(RSA);
        assertThat(CryptoKey.thumbprint(ofTheJdk)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(EllipticCurve.class)
    @DisplayName("a key on a curve has one thumbprint, compressed or not, and whoever made the object")
    void ec(EllipticCurve curve) throws GeneralSecurityException, MalformedMessageException {
        KeyPair keys = CRYPTO.generate(curve, SeededKeys.random(curve.coordinateLength()));
        byte[] canonical = keys.getPublic().getEncoded();
        CryptoKey expected = thumbprintOf(canonical);
        assertThat(CryptoKey.thumbprint(keys.getPublic())).isEqualTo(expected);
        PublicKey compressed = KeyFactory.getInstance("EC", new BouncyCastleProvider())
                .generatePublic(new X509EncodedKeySpec(canonical));
        ((org.bouncycastle.jce.interfaces.ECPointEncoder) compressed).setPointFormat("COMPRESSED");
        assertThat(compressed.getEncoded().length).isLessThan(canonical.length);
        assertThat(CryptoKey.thumbprint(compressed)).isEqualTo(expected);
        assertThat(CryptoKey.thumbprint(CRYPTO.publicKey(Bytes.copyOf(compressed.getEncoded()))))
                .isEqualTo(expected);
        if (curve == EllipticCurve.P256) {
            assertThat(CryptoKey.thumbprint(
                            KeyFactory.getInstance("EC", "SunEC").generatePublic(new X509EncodedKeySpec(canonical))))
                    .isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("other keys keep their encoding")
    void others() throws GeneralSecurityException, MalformedMessageException {
        PublicKey key = CRYPTO.ed25519PublicKey(
                Bytes.fromHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
        assertThat(CryptoKey.thumbprint(key)).isEqualTo(thumbprintOf(key.getEncoded()));
    }
}
