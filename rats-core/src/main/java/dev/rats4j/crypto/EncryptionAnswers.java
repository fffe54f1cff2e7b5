package dev.rats4j.crypto;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;

/**
 * What a provider must answer before secrets are encrypted with it. One that agrees on a constant, say, would hand every secret to
 * whoever knows that.
 */
final class EncryptionAnswers {

    // RFC 4231, 4.3
    private static final Bytes HMAC_KEY = Bytes.ofUtf8("Jefe");
    private static final Bytes HMAC_DATA = Bytes.ofUtf8("what do ya want for nothing?");
    private static final Bytes HMAC = Bytes.fromHex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");

    // the key of SP 800-38A, F.1.1; made with OpenSSL: 20 bytes of zero, so that the feedback counts
    private static final Bytes AES_KEY = Bytes.fromHex("2b7e151628aed2a6abf7158809cf4f3c");
    private static final Bytes AES_PLAIN = Bytes.copyOf(new byte[20]);
    private static final Bytes AES = Bytes.fromHex("7df76b0c1ab899b33e42f047b91b546fa9dcf5aa");

    // NIST CAVS, ECC CDH Primitive, P-256, count 0
    private static final Bytes OWN =
            Bytes.fromHex("3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420"
                    + "7d7dc5f71eb29ddaf80d6214632eeae03d9058af1fb6d22ed80badb62bc1a534");
    private static final Bytes X = Bytes.fromHex("700c48f77f56584c5cc632ca65640db91b6bacce3a4df6b42ce7cc838833d287");
    private static final Bytes Y = Bytes.fromHex("db71e509e3fd9b060ddb20ba5c51dcc5948d46fbf640dfe0441782cab85fa4ac");
    private static final Bytes AGREED =
            Bytes.fromHex("46fc62106420ff012e54a434fbdd2d25ccc5852060561e68040dd7778997bd7b");

    // computed by RFC 8017, 7.1.1: SHA-256, label "label", message "sample", a seed of 32 bytes 07
    private static final Bytes LABEL = Bytes.ofUtf8("label");
    private static final Bytes MESSAGE = Bytes.ofUtf8("sample");
    private static final Bytes OAEP = Bytes.fromHex(
            "7333ef3553a2a0e0fa4de3e6b59a0c476c579cc3712d1755003f9c11b7b3b41fcb697fb82c0ea95843093d1cc2fa3d28"
                    + "a71f6436694ba2137427fcee451dd789da8d0adfb753cefc9a03d0bb4be77461bec87bf5528636dfe497e6b22f3c7c72"
                    + "d77f1fe97588d010fc6fcf2c6c24cfde9bd370fff953aeff0b1f413d522c9b2d");

    private EncryptionAnswers() {}

    /** @throws IllegalStateException if an answer is another one */
    static void require(CryptoBackend backend, Encryption encryption) {
        try {
            require("HMAC", HMAC, encryption.hmac(HashAlgorithm.SHA256, HMAC_KEY, HMAC_DATA));
            require("AES", AES, encryption.aesCfb(AES_KEY, AES_PLAIN));
            PublicKey other = backend.ecPublicKey(EllipticCurve.P256, X, Y);
            require(
                    "ECDH",
                    AGREED,
                    encryption.agreedCoordinate(backend.keyPair(OWN).getPrivate(), other));
            RSAPublicKey rsa = (RSAPublicKey) backend.rsaPublicKey(KnownAnswers.MODULUS, BigInteger.valueOf(65_537));
            require("OAEP", OAEP, encryption.oaep(rsa, HashAlgorithm.SHA256, LABEL, MESSAGE, new Sevens()));
        } catch (MalformedMessageException | IllegalArgumentException e) {
            throw new IllegalStateException("the provider refuses good keys or messages", e);
        }
    }

    private static void require(String operation, Bytes expected, Bytes answer) {
        if (!expected.equals(answer)) {
            throw new IllegalStateException("the provider gives a wrong answer, " + operation);
        }
    }

    /** Nothing random. */
    private static final class Sevens extends SecureRandom {
        private static final long serialVersionUID = 1;

        Sevens() {
            super(null, null);
        }

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 7);
        }
    }
}
