package dev.rats4j.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import dev.rats4j.wire.Bytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys and signatures that other providers made. */
class OtherKeysTest {

    private static final CryptoBackend CRYPTO = SeededKeys.CRYPTO;
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final Bytes MESSAGE = Bytes.ofUtf8("quote");

    private static KeyPair jdk(String algorithm) throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    }

    private static KeyPair ec(Provider provider, String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    @Test
    void ed25519KeysOfTheJdkVerify() throws GeneralSecurityException {
        KeyPair pair = jdk("Ed25519");
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(MESSAGE.toByteArray());
        SignatureAlgorithm algorithm = new SignatureAlgorithm(Operation.ED25519, HashAlgorithm.SHA512);

        VerifiedSignature proof = CRYPTO.verify(pair.getPublic(), algorithm, MESSAGE, Bytes.copyOf(signer.sign()))
                .orElseThrow();
        assertThat(proof.key()).isEqualTo(pair.getPublic());
        assertThat(proof.algorithm()).isEqualTo(algorithm);
        assertThat(CryptoBackend.isEd25519(pair.getPublic())).isTrue();
        assertThat(CryptoBackend.isEd25519(
                        CRYPTO.generateEd25519(SeededKeys.random(1)).getPublic()))
                .isTrue();
        for (String other : List.of("Ed448", "X25519", "RSA", "EC")) {
            assertThat(CryptoBackend.isEd25519(jdk(other).getPublic()))
                    .as(other)
                    .isFalse();
        }
    }

    @Test
    @DisplayName("a key is taken over once, and what cannot be taken over stays as it is")
    void keysAreTakenOver() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        PublicKey given = generator.generateKeyPair().getPublic();

        PublicKey own = CRYPTO.own(given);
        assertThat(own.getClass().getName()).startsWith("org.bouncycastle.");
        assertThat(own.getEncoded()).isEqualTo(given.getEncoded());
        assertThat(CRYPTO.own(given)).isSameAs(own);
        assertThat(CRYPTO.own(own)).isSameAs(own);
        for (String other : List.of("RSA", "X25519", "DSA")) {
            PublicKey stays = jdk(other).getPublic();
            assertThat(CRYPTO.own(stays)).as(other).isSameAs(stays);
        }
    }

    @Test
    void signersWantAKeyThatFits() throws GeneralSecurityException {
        KeyPair unknownCurve = ec(BOUNCY_CASTLE, "secp256k1");
        Map<Operation, KeyPair> good = Map.of(
                Operation.ECDSA, ec(BOUNCY_CASTLE, "secp256r1"),
                Operation.ED25519, CRYPTO.generateEd25519(SeededKeys.random(2)),
                Operation.RSASSA_PKCS1, jdk("RSA"));
        for (Operation operation : good.keySet()) {
            SignatureAlgorithm algorithm = new SignatureAlgorithm(operation, HashAlgorithm.SHA256);
            KeyPair own = good.get(operation);
            Signer signer = CRYPTO.signer(own.getPrivate(), own.getPublic(), algorithm);
            assertThat(signer.publicKey()).isSameAs(own.getPublic());
            assertThat(signer.algorithm()).isEqualTo(algorithm);
            for (KeyPair other : List.of(
                    unknownCurve,
                    good.get(operation == Operation.ECDSA ? Operation.ED25519 : Operation.ECDSA),
                    good.get(operation == Operation.RSASSA_PKCS1 ? Operation.ED25519 : Operation.RSASSA_PKCS1))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> CRYPTO.signer(other.getPrivate(), other.getPublic(), algorithm))
                        .withMessage(operation + " with a key of "
                                + other.getPublic().getAlgorithm());
            }
        }
    }

    @Test
    @DisplayName("T-08 a key on a curve that is not known verifies nothing")
    void unknownCurvesVerifyNothing() throws GeneralSecurityException {
        KeyPair pair = ec(BOUNCY_CASTLE, "secp256k1");
        Signature signer = Signature.getInstance("SHA256withPLAIN-ECDSA", BOUNCY_CASTLE);
        signer.initSign(pair.getPrivate());
        signer.update(MESSAGE.toByteArray());
        Bytes signature = Bytes.copyOf(signer.sign());
        assertThat(signature.length()).isEqualTo(64);
        assertThat(CRYPTO.curveOf(pair.getPublic())).isEmpty();
        assertThat(CRYPTO.verify(
                        pair.getPublic(),
                        new SignatureAlgorithm(Operation.ECDSA, HashAlgorithm.SHA256),
                        MESSAGE,
                        signature))
                .isEmpty();
    }

    /** RFC 8017, 9.1.1: at most emLen - hLen - 2, where emLen is one byte shorter than the modulus if that has 8n + 1 bits. */
    @ParameterizedTest
    @CsvSource({"2047, 222", "2048, 222", "2049, 222", "2050, 223"})
    void theLongestSaltDependsOnTheModulus(int bits, int salt) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits, SeededKeys.random(bits));
        KeyPair pair = generator.generateKeyPair();
        assertThat(((RSAPublicKey) pair.getPublic()).getModulus().bitLength()).isEqualTo(bits);
        SignatureAlgorithm algorithm = new SignatureAlgorithm(Operation.RSASSA_PSS_MAX_SALT, HashAlgorithm.SHA256);
        for (int other : new int[] {salt, salt - 1}) {
            assertThat(CRYPTO.verify(pair.getPublic(), algorithm, MESSAGE, pss(pair, other))
                            .isPresent())
                    .as("salt of %d", other)
                    .isEqualTo(other == salt);
        }
    }

    private static Bytes pss(KeyPair pair, int salt) throws GeneralSecurityException {
        Signature signer = Signature.getInstance("RSASSA-PSS", "SunRsaSign");
        signer.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, salt, 1));
        signer.initSign(pair.getPrivate());
        signer.update(MESSAGE.toByteArray());
        return Bytes.copyOf(signer.sign());
    }

    @Test
    @DisplayName("halves of a signature are filled up from the left, and refused if they do not fit")
    void halvesHaveTheLengthOfTheCurve() {
        Bytes full = Bytes.copyOf(
                BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE).toByteArray()); // with a zero before
        Bytes one = Bytes.of(1);
        Bytes zeros = Bytes.copyOf(new byte[31]);
        assertThat(EcdsaSignatures.ofHalves(EllipticCurve.P256, one, Bytes.of(0, 0, 2)))
                .contains(Bytes.concat(zeros, one, zeros, Bytes.of(2)));
        assertThat(EcdsaSignatures.ofHalves(EllipticCurve.P256, full, one))
                .contains(Bytes.concat(full.slice(1, 33), zeros, one));
        assertThat(EcdsaSignatures.ofHalves(EllipticCurve.P256, one, full))
                .contains(Bytes.concat(zeros, one, full.slice(1, 33)));
        Bytes over = Bytes.concat(one, full.slice(1, 33));
        assertThat(EcdsaSignatures.ofHalves(EllipticCurve.P256, over, one)).isEmpty();
        assertThat(EcdsaSignatures.ofHalves(EllipticCurve.P256, one, over)).isEmpty();
        assertThat(EcdsaSignatures.ofHalves(EllipticCurve.P256, Bytes.EMPTY, one))
                .contains(Bytes.concat(zeros, Bytes.of(0), zeros, one));
    }

    @Test
    @DisplayName("Ecdsa-Sig-Value: two numbers, neither below zero")
    void derHasTwoNumbers() {
        Bytes zeros = Bytes.copyOf(new byte[31]);
        assertThat(EcdsaSignatures.ofDer(EllipticCurve.P256, Bytes.fromHex("3006020100020102")))
                .contains(Bytes.concat(zeros, Bytes.of(0), zeros, Bytes.of(2)));
        assertThat(EcdsaSignatures.ofDer(EllipticCurve.P256, Bytes.fromHex("3006020102020100")))
                .contains(Bytes.concat(zeros, Bytes.of(2), zeros, Bytes.of(0)));
        for (String bad : List.of(
                "3006020181020101", "3006020101020181", "3003020101", "3009020101020101020101", "3006020101040101")) {
            assertThat(EcdsaSignatures.ofDer(EllipticCurve.P256, Bytes.fromHex(bad)))
                    .as(bad)
                    .isEqualTo(Optional.empty());
        }
    }

    @Test
    @DisplayName("keys of other kinds have the encoding that they give themselves")
    void otherKeysEncodeThemselves() throws GeneralSecurityException {
        for (PublicKey key : List.of(
                jdk("Ed25519").getPublic(), ec(BOUNCY_CASTLE, "secp256k1").getPublic())) {
            assertThat(CanonicalKey.encode(key)).isEqualTo(Bytes.copyOf(key.getEncoded()));
        }
    }
}
