package dev.rats4j.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CryptoBackendTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Bytes MESSAGE = Bytes.ofUtf8("quote");

    private static SignatureAlgorithm ecdsa(HashAlgorithm hash) {
        return new SignatureAlgorithm(Operation.ECDSA, hash);
    }

    private static KeyPair rsa() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    @Test
    void theSameKeyIsTheSameObjectWhateverMemoryItCameFrom() throws Exception {
        java.security.interfaces.ECPublicKey key = (java.security.interfaces.ECPublicKey)
                CRYPTO.generate(EllipticCurve.P256, RANDOM).getPublic();
        Bytes x = Bytes.fromHex(
                String.format(java.util.Locale.ROOT, "%064x", key.getW().getAffineX()));
        Bytes y = Bytes.fromHex(
                String.format(java.util.Locale.ROOT, "%064x", key.getW().getAffineY()));
        Bytes message = Bytes.concat(Bytes.of(1), x, y);
        assertThat(CRYPTO.ecPublicKey(EllipticCurve.P256, x, y))
                .isEqualTo(key)
                .isSameAs(CRYPTO.ecPublicKey(EllipticCurve.P256, message.slice(1, 33), message.slice(33, 65)));
        assertThatThrownBy(() -> CRYPTO.ecPublicKey(EllipticCurve.P384, x, y))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> CRYPTO.ecPublicKey(EllipticCurve.P256, y, x))
                .isInstanceOf(MalformedMessageException.class);
        java.security.interfaces.RSAPublicKey rsa = (java.security.interfaces.RSAPublicKey) rsa().getPublic();
        assertThat(CRYPTO.rsaPublicKey(rsa.getModulus(), rsa.getPublicExponent()))
                .isEqualTo(rsa)
                .isSameAs(CRYPTO.rsaPublicKey(rsa.getModulus(), rsa.getPublicExponent()));
        assertThat(CRYPTO.rsaPublicKey(rsa.getModulus(), BigInteger.valueOf(17)))
                .isNotEqualTo(rsa);
    }

    @ParameterizedTest
    @EnumSource(EllipticCurve.class)
    @Tag("exhaustive")
    @DisplayName("every bit of an ECDSA signature counts, on every curve with every hash")
    void everyBitOfASignatureCounts(EllipticCurve curve) {
        KeyPair pair = CRYPTO.generate(curve, RANDOM);
        for (HashAlgorithm hash : List.of(HashAlgorithm.SHA256, HashAlgorithm.SHA384, HashAlgorithm.SHA512)) {
            Bytes signature = CRYPTO.signer(pair.getPrivate(), pair.getPublic(), ecdsa(hash))
                    .sign(MESSAGE);
            assertThat(signature.length()).isEqualTo(2 * curve.coordinateLength());
            VerifiedSignature proof = CRYPTO.verify(pair.getPublic(), ecdsa(hash), MESSAGE, signature)
                    .orElseThrow();
            assertThat(proof.message()).isEqualTo(MESSAGE);
            assertThat(proof.key()).isEqualTo(pair.getPublic());
            for (int bit = 0; bit < 8 * signature.length(); bit += 7) {
                byte[] flipped = signature.toByteArray();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(CRYPTO.verify(pair.getPublic(), ecdsa(hash), MESSAGE, Bytes.copyOf(flipped)))
                        .isEmpty();
            }
        }
    }

    @Test
    @DisplayName("T-60 r or s of zero, of the group order, or of another length is refused without an exception")
    void refusesSignaturesOutOfRange() {
        KeyPair pair = CRYPTO.generate(EllipticCurve.P256, RANDOM);
        Bytes order = Bytes.fromHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
        Bytes zero = Bytes.copyOf(new byte[32]);
        Bytes one = Bytes.concat(Bytes.copyOf(new byte[31]), Bytes.of(1));
        Bytes good = CRYPTO.signer(pair.getPrivate(), pair.getPublic(), ecdsa(HashAlgorithm.SHA256))
                .sign(MESSAGE);
        for (Bytes bad : List.of(
                Bytes.concat(zero, zero),
                Bytes.concat(zero, one),
                Bytes.concat(one, zero),
                Bytes.concat(order, one),
                Bytes.concat(one, order),
                Bytes.EMPTY,
                good.slice(0, 63),
                Bytes.concat(good, Bytes.of(0)))) {
            assertThat(CRYPTO.verify(pair.getPublic(), ecdsa(HashAlgorithm.SHA256), MESSAGE, bad))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("T-08 a key of another kind than the algorithm verifies nothing and throws nothing")
    void refusesKeysOfAnotherKind() throws Exception {
        KeyPair ec = CRYPTO.generate(EllipticCurve.P256, RANDOM);
        KeyPair ed = CRYPTO.generateEd25519(RANDOM);
        KeyPair rsa = rsa();
        for (Operation operation : Operation.values()) {
            for (KeyPair pair : List.of(ec, ed, rsa)) {
                SignatureAlgorithm algorithm = new SignatureAlgorithm(operation, HashAlgorithm.SHA256);
                assertThat(CRYPTO.verify(pair.getPublic(), algorithm, MESSAGE, Bytes.copyOf(new byte[64])))
                        .isEmpty();
            }
        }
        assertThatThrownBy(() -> CRYPTO.signer(rsa.getPrivate(), rsa.getPublic(), ecdsa(HashAlgorithm.SHA256)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"RSASSA_PKCS1", "RSASSA_PSS", "RSASSA_PSS_MAX_SALT"})
    @DisplayName("T-62 RSA signatures verify with their own padding and salt only")
    void rsaPaddingsAreKeptApart(Operation operation) throws Exception {
        KeyPair pair = rsa();
        SignatureAlgorithm own = new SignatureAlgorithm(operation, HashAlgorithm.SHA256);
        Bytes signature =
                CRYPTO.signer(pair.getPrivate(), pair.getPublic(), own).sign(MESSAGE);
        for (Operation other : List.of(Operation.RSASSA_PKCS1, Operation.RSASSA_PSS, Operation.RSASSA_PSS_MAX_SALT)) {
            assertThat(CRYPTO.verify(
                                    pair.getPublic(),
                                    new SignatureAlgorithm(other, HashAlgorithm.SHA256),
                                    MESSAGE,
                                    signature)
                            .isPresent())
                    .isEqualTo(other == operation);
        }
    }

    @Test
    @DisplayName("T-62 Ed25519: S + L is refused")
    void refusesMalleableEd25519() {
        KeyPair pair = CRYPTO.generateEd25519(RANDOM);
        SignatureAlgorithm algorithm = new SignatureAlgorithm(Operation.ED25519, HashAlgorithm.SHA512);
        Bytes signature =
                CRYPTO.signer(pair.getPrivate(), pair.getPublic(), algorithm).sign(MESSAGE);
        assertThat(CRYPTO.verify(pair.getPublic(), algorithm, MESSAGE, signature))
                .isPresent();
        BigInteger group = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
        byte[] bytes = signature.toByteArray();
        byte[] bigEndian = new byte[32];
        for (int i = 0; i < 32; i++) {
            bigEndian[i] = bytes[63 - i];
        }
        byte[] sum = new BigInteger(1, bigEndian).add(group).toByteArray();
        for (int i = 0; i < 32; i++) {
            bytes[63 - i] = i + sum.length - 32 < 0 ? 0 : sum[i + sum.length - 32];
        }
        assertThat(CRYPTO.verify(pair.getPublic(), algorithm, MESSAGE, Bytes.copyOf(bytes)))
                .isEmpty();
    }

    @Test
    @DisplayName("points off the curve, short coordinates and trailing bytes are malformed")
    void refusesBrokenKeys() throws Exception {
        Bytes x = Bytes.fromHex("60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6");
        Bytes y = Bytes.fromHex("7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");
        Bytes spki = Bytes.copyOf(CRYPTO.ecPublicKey(EllipticCurve.P256, x, y).getEncoded());
        assertThat(CRYPTO.publicKey(spki)).isEqualTo(CRYPTO.ecPublicKey(EllipticCurve.P256, x, y));
        assertThatThrownBy(() -> CRYPTO.ecPublicKey(EllipticCurve.P256, y, x))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> CRYPTO.ecPublicKey(EllipticCurve.P256, x.slice(1, 32), y))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> CRYPTO.publicKey(Bytes.concat(spki, Bytes.of(0))))
                .isInstanceOf(MalformedMessageException.class);
        for (int length = 0; length < spki.length(); length++) {
            Bytes prefix = spki.slice(0, length);
            assertThatThrownBy(() -> CRYPTO.publicKey(prefix)).isInstanceOf(MalformedMessageException.class);
        }
        assertThatThrownBy(() -> CRYPTO.rsaPublicKey(BigInteger.ONE.shiftLeft(2047), BigInteger.valueOf(65537)))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("public keys are read from PEM if it holds one key and nothing else")
    void readsPublicKeysInPem() throws Exception {
        for (KeyPair pair :
                List.of(CRYPTO.generate(EllipticCurve.P521, RANDOM), CRYPTO.generateEd25519(RANDOM), rsa())) {
            String pem = pem("PUBLIC KEY", pair.getPublic().getEncoded());
            assertThat(CRYPTO.publicKey(Bytes.ofUtf8(pem))).isEqualTo(pair.getPublic());
            for (String bad : List.of(
                    pem + pem,
                    pem("CERTIFICATE", pair.getPublic().getEncoded()),
                    pem.substring(0, pem.length() / 2),
                    pem("PUBLIC KEY", new byte[0]))) {
                assertThatThrownBy(() -> CRYPTO.publicKey(Bytes.ofUtf8(bad)))
                        .isInstanceOf(MalformedMessageException.class);
            }
        }
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + type
                + "-----\n";
    }

    @Test
    @DisplayName("private keys are read from PEM and PKCS#8 with their public half")
    void readsPrivateKeys() throws Exception {
        for (KeyPair pair :
                List.of(CRYPTO.generate(EllipticCurve.P384, RANDOM), CRYPTO.generateEd25519(RANDOM), rsa())) {
            String pkcs8 = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
            assertThat(CRYPTO.keyPair(Bytes.ofUtf8(pkcs8)).getPublic()).isEqualTo(pair.getPublic());
            assertThat(CRYPTO.keyPair(Bytes.copyOf(pair.getPrivate().getEncoded()))
                            .getPublic())
                    .isEqualTo(pair.getPublic());
        }
        KeyPair pair = CRYPTO.generate(EllipticCurve.P256, RANDOM);
        StringWriter traditional = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(traditional)) {
            writer.writeObject(pair.getPrivate());
        }
        assertThat(CRYPTO.keyPair(Bytes.ofUtf8(traditional.toString())).getPublic())
                .isEqualTo(pair.getPublic());
        assertThatThrownBy(() -> CRYPTO.keyPair(Bytes.ofUtf8("-----BEGIN NOTHING-----")))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("Ecdsa-Sig-Value: numbers with leading zeros and trailing bytes are not DER")
    void readsOnlyDer() {
        assertThat(EcdsaSignatures.ofDer(EllipticCurve.P256, Bytes.fromHex("3006020101020102")))
                .isPresent();
        for (String bad : List.of(
                "300702020001020102",
                "300602010102010200",
                "3006020101020182",
                "30060201010201",
                "",
                "3081060201010201 02".replace(" ", ""))) {
            assertThat(EcdsaSignatures.ofDer(EllipticCurve.P256, Bytes.fromHex(bad)))
                    .as(bad)
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("no provider is registered in the JVM")
    void registersNothing() {
        assertThat(Security.getProvider("BC")).isNull();
    }
}
