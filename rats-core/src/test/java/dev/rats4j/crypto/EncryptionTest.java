package dev.rats4j.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Security;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jce.spec.ECPrivateKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EncryptionTest {

    private static final CryptoBackend CRYPTO = SeededKeys.CRYPTO;
    private static final Encryption ENCRYPTION = CRYPTO.encryption();
    private static final KeyPair RSA = rsa();
    private static final Bytes LABEL = Bytes.ofUtf8("LABEL\0");
    private static final Bytes MESSAGE = Bytes.ofUtf8("a secret of some bytes");

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048, SeededKeys.random(1));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAPublicKey rsaKey() {
        return (RSAPublicKey) RSA.getPublic();
    }

    /** RFC 4231, 4.3. */
    @ParameterizedTest
    @CsvSource({
        "SHA256, 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "SHA384, af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649",
        "SHA512, 164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
    })
    void hmacIsThatOfRfc4231(HashAlgorithm hash, String expected) {
        Bytes key = Bytes.ofUtf8("Jefe");
        assertThat(ENCRYPTION.hmac(hash, key, Bytes.ofUtf8("what do ya want "), Bytes.ofUtf8("for nothing?")))
                .isEqualTo(Bytes.fromHex(expected));
    }

    @ParameterizedTest
    @EnumSource(HashAlgorithm.class)
    void everyHashHasAnHmac(HashAlgorithm hash) {
        assertThat(ENCRYPTION.hmac(hash, Bytes.of(1), MESSAGE).length()).isEqualTo(hash.length());
    }

    /** Computed with Python's cryptography 48 (OpenSSL). */
    @ParameterizedTest
    @CsvSource({
        "16, a7815652f4fc3ae50a6fee0481a5b70bb1e4433c8044cfae8a7f61873efea8ae56a4ce960c28be639030",
        "32, 93b06dd3593afeb7ccd3f50cfd4318f24728b59de45de03fd448daf2e5b6d53f3f5b4160198909cacdb3"
    })
    void cfbFeedsBackWholeBlocks(int keyLength, String expected) {
        byte[] key = new byte[keyLength];
        for (int i = 0; i < keyLength; i++) {
            key[i] = (byte) i;
        }
        Bytes plain = Bytes.ofUtf8("a message of more than two blocks, no more");
        Bytes encrypted = ENCRYPTION.aesCfb(Bytes.copyOf(key), plain);
        assertThat(encrypted).isEqualTo(Bytes.fromHex(expected));
        assertThat(ENCRYPTION.aesCfbDecrypted(Bytes.copyOf(key), encrypted)).isEqualTo(plain);
    }

    @Test
    void aKeyOfAnotherLengthIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ENCRYPTION.aesCfb(Bytes.of(1, 2, 3), MESSAGE));
    }

    @Test
    void oaepIsDecryptedWithTheSameHashAndLabelOnly() {
        Bytes encrypted = oaep(3);
        assertThat(ENCRYPTION.oaepDecrypted(RSA.getPrivate(), HashAlgorithm.SHA256, LABEL, encrypted))
                .contains(MESSAGE);
        assertThat(ENCRYPTION.oaepDecrypted(RSA.getPrivate(), HashAlgorithm.SHA384, LABEL, encrypted))
                .isEmpty();
        assertThat(ENCRYPTION.oaepDecrypted(RSA.getPrivate(), HashAlgorithm.SHA256, MESSAGE, encrypted))
                .isEmpty();
        assertThat(ENCRYPTION.oaepDecrypted(RSA.getPrivate(), HashAlgorithm.SHA256, LABEL, MESSAGE))
                .isEmpty();
    }

    @Test
    void numbersThatAreNoCiphertextDecryptToNothing() {
        int length = oaep(3).length();
        byte[] beyond = new byte[length];
        Arrays.fill(beyond, (byte) 0xff);
        for (Bytes other : List.of(
                Bytes.EMPTY,
                Bytes.copyOf(beyond),
                Bytes.copyOf(new byte[length]),
                Bytes.copyOf(new byte[length + 1]))) {
            assertThat(ENCRYPTION.oaepDecrypted(RSA.getPrivate(), HashAlgorithm.SHA256, LABEL, other))
                    .isEmpty();
        }
    }

    @Test
    void theSameRandomnessGivesTheSameOaep() {
        assertThat(oaep(3)).isEqualTo(oaep(3)).isNotEqualTo(oaep(4));
    }

    private static Bytes oaep(long seed) {
        return ENCRYPTION.oaep(rsaKey(), HashAlgorithm.SHA256, LABEL, MESSAGE, SeededKeys.random(seed));
    }

    @Test
    void aMessageThatDoesNotFitIsRefused() {
        Bytes large = Bytes.copyOf(new byte[200]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ENCRYPTION.oaep(rsaKey(), HashAlgorithm.SHA256, LABEL, large, SeededKeys.random(1)));
    }

    /** RFC 5903, 8.1. */
    @Test
    void agreementGivesTheCoordinateOfRfc5903() throws Exception {
        PublicKey other = CRYPTO.ecPublicKey(
                EllipticCurve.P256,
                Bytes.fromHex("d12dfb5289c8d4f81208b70270398c342296970a0bccb74c736fc7554494bf63"),
                Bytes.fromHex("56fbf3ca366cc23e8157854c13c58d6aac23f046ada30f8353e74f33039872ab"));
        PrivateKey own = KeyFactory.getInstance("EC", new BouncyCastleProvider())
                .generatePrivate(new ECPrivateKeySpec(
                        new BigInteger("c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433", 16),
                        ECNamedCurveTable.getParameterSpec("secp256r1")));
        assertThat(ENCRYPTION.agreedCoordinate(own, other))
                .isEqualTo(Bytes.fromHex("d6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de"));
    }

    @ParameterizedTest
    @EnumSource(EllipticCurve.class)
    void bothSidesAgreeOnAWholeCoordinate(EllipticCurve curve) {
        for (int seed = 0; seed < 50; seed++) { // some of them begin with a zero
            KeyPair one = CRYPTO.generate(curve, SeededKeys.random(seed));
            KeyPair two = CRYPTO.generate(curve, SeededKeys.random(1000 + seed));
            Bytes agreed = ENCRYPTION.agreedCoordinate(one.getPrivate(), two.getPublic());
            assertThat(agreed.length()).isEqualTo(curve.coordinateLength());
            assertThat(ENCRYPTION.agreedCoordinate(two.getPrivate(), one.getPublic()))
                    .isEqualTo(agreed);
        }
    }

    @Test
    void keysOfTwoCurvesDoNotAgree() {
        KeyPair one = CRYPTO.generate(EllipticCurve.P256, SeededKeys.random(1));
        KeyPair two = CRYPTO.generate(EllipticCurve.P384, SeededKeys.random(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ENCRYPTION.agreedCoordinate(one.getPrivate(), two.getPublic()));
    }

    @Test
    void anOaepKeyIsForEncryptionOnly() throws Exception {
        Bytes info = oaepInfo(
                new org.bouncycastle.asn1.pkcs.RSAPublicKey(rsaKey().getModulus(), rsaKey().getPublicExponent()));
        assertThat(CRYPTO.encryptionKey(info)).isEqualTo(RSA.getPublic());
        assertThatThrownBy(() -> CRYPTO.publicKey(info)).isInstanceOf(MalformedMessageException.class);
        Bytes garbage = oaepInfo(new org.bouncycastle.asn1.ASN1Integer(7));
        assertThatThrownBy(() -> CRYPTO.encryptionKey(garbage)).isInstanceOf(MalformedMessageException.class);
    }

    private static Bytes oaepInfo(org.bouncycastle.asn1.ASN1Encodable key) throws IOException {
        return Bytes.copyOf(new SubjectPublicKeyInfo(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSAES_OAEP), key)
                .getEncoded());
    }

    @Test
    void otherKeysThatMayEncryptAreRead() throws Exception {
        assertThat(CRYPTO.encryptionKey(CanonicalKey.encode(RSA.getPublic()))).isEqualTo(RSA.getPublic());
        PublicKey ec = CRYPTO.generate(EllipticCurve.P384, SeededKeys.random(1)).getPublic();
        assertThat(CRYPTO.curveOf(CRYPTO.encryptionKey(CanonicalKey.encode(ec))))
                .isEqualTo(Optional.of(EllipticCurve.P384));
        PublicKey signing = CRYPTO.generateEd25519(SeededKeys.random(1)).getPublic();
        assertThatThrownBy(() -> CRYPTO.encryptionKey(CanonicalKey.encode(signing)))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> CRYPTO.encryptionKey(Bytes.of(0x30, 0))).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> CRYPTO.encryptionKey(Bytes.EMPTY)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void aProviderThatLacksAnAlgorithmIsNamed() {
        Encryption poor = new Encryption(Security.getProvider("SUN"));
        PrivateKey key = RSA.getPrivate();
        assertThatThrownBy(() -> poor.hmac(HashAlgorithm.SHA256, LABEL, MESSAGE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SUN");
        assertThatThrownBy(() -> poor.aesCfb(LABEL, MESSAGE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> poor.oaepDecrypted(key, HashAlgorithm.SHA256, LABEL, MESSAGE))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> poor.agreedCoordinate(key, RSA.getPublic())).isInstanceOf(IllegalStateException.class);
    }
}
