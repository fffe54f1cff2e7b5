package dev.rats4j.crypto;

import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.HexFormat;

/** A provider has to give known answers before anyone relies on it. */
final class KnownAnswers {

    // RFC 6979, A.2.5: P-256, SHA-256, message "sample"
    private static final Bytes X = Bytes.fromHex("60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6");
    private static final Bytes Y = Bytes.fromHex("7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");
    private static final Bytes SIGNATURE =
            Bytes.fromHex("efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                    + "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");

    // RFC 8032, 7.1, TEST 2: message 72
    private static final Bytes ED25519 =
            Bytes.fromHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    private static final Bytes ED25519_SIGNATURE =
            Bytes.fromHex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                    + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");

    // made with OpenSSL: a key of 1024 bits, exponent 65537, SHA-256, message "sample"; PSS with a salt of 32 bytes
    static final BigInteger MODULUS = new BigInteger(
            "ceb9af7242269991a4a802c3ce23542f9588ca90c04011f1b6c2676b0d73196b7cc2ffc64f1340f60b67316f6d2a54a9"
                    + "a63be0946c8194481a645089f34065b0cf298d79588234d7a202423dbaeff176179cfbb0e46bfb23673ff8bb66cc99ba"
                    + "89a112bfe63471ebe4ac3f918db6b77170d0ca50c449062f92de236719a8d675",
            16);
    private static final Bytes PKCS1_SIGNATURE = Bytes.fromHex(
            "65f033cbfd8ed543c965e312af33a180f0a3606c16ed537f43e11005ca4532ceea989b64f63df32cfb888ac7e891b9b4"
                    + "b7f98bef1870b50543443da96eff111ead9a697f9bfc7bd50919739e717ba6618b7e34ecdc63bf39848ed4509ec73a0e"
                    + "fefa0639dbfd4e23969f751f73e1b377fa2cd265003642da45800e48f48ebcd5");
    private static final Bytes PSS_SIGNATURE = Bytes.fromHex(
            "14ec6de5bfb19e2c7350c6edef8d23f9d91b0b05a5bbf7b10d956a7a076d5c7ea298f5cdd7ed9cc0b4f3bcd55b19bd67"
                    + "159f871c2861a5573cdfacff7e28309153f64815e30f4a661076a0313cb6188688415114f66367a0890a9ec383ff671e"
                    + "1b99a4962ec9502b9c8e57b245580c2dd0d78cf10d1d3cb11d02a72e5f3e1171");

    private static final Bytes SAMPLE = Bytes.ofUtf8("sample");

    private KnownAnswers() {}

    static void require(CryptoBackend backend) {
        try {
            PublicKey key = backend.ecPublicKey(EllipticCurve.P256, X, Y);
            PublicKey rsa = backend.rsaPublicKey(MODULUS, BigInteger.valueOf(65_537));
            require(backend, key, Operation.ECDSA, SAMPLE, SIGNATURE);
            require(backend, backend.ed25519PublicKey(ED25519), Operation.ED25519, Bytes.of(0x72), ED25519_SIGNATURE);
            require(backend, rsa, Operation.RSASSA_PKCS1, SAMPLE, PKCS1_SIGNATURE);
            require(backend, rsa, Operation.RSASSA_PSS, SAMPLE, PSS_SIGNATURE);
            // Ecdsa-Sig-Value with (0, 0), (0, 1), (1, 0): what CVE-2022-21449 accepted
            for (String zero : new String[] {"3006020100020100", "3006020100020101", "3006020101020100"}) {
                requireRefused(backend, key, HexFormat.of().parseHex(zero));
            }
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("the provider refuses a good key", e);
        }
    }

    private static void require(
            CryptoBackend backend, PublicKey key, Operation operation, Bytes message, Bytes signature) {
        SignatureAlgorithm algorithm = new SignatureAlgorithm(operation, HashAlgorithm.SHA256);
        if (backend.verify(key, algorithm, message, signature).isEmpty()) {
            throw new IllegalStateException("the provider refuses a good signature, " + operation);
        }
        if (backend.verify(key, algorithm, Bytes.ofUtf8("simple"), signature).isPresent()) {
            throw new IllegalStateException("the provider accepts a bad signature, " + operation);
        }
    }

    private static void requireRefused(CryptoBackend backend, PublicKey key, byte[] signature) {
        boolean accepted;
        try {
            accepted = backend.verifiesRaw(
                    key, HashAlgorithm.SHA256.digest(Bytes.EMPTY).value(), signature);
        } catch (GeneralSecurityException e) {
            accepted = false; // refusing with an exception is refusing
        }
        if (accepted) {
            throw new IllegalStateException("the provider accepts r or s of zero");
        }
    }
}
