package dev.rats4j.crypto;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
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
    private static final SignatureAlgorithm ES256 =
            new SignatureAlgorithm(SignatureAlgorithm.Operation.ECDSA, HashAlgorithm.SHA256);

    private KnownAnswers() {}

    static void require(CryptoBackend backend) {
        try {
            PublicKey key = backend.ecPublicKey(EllipticCurve.P256, X, Y);
            if (backend.verify(key, ES256, Bytes.ofUtf8("sample"), SIGNATURE).isEmpty()) {
                throw new IllegalStateException("the provider refuses a good signature");
            }
            if (backend.verify(key, ES256, Bytes.ofUtf8("simple"), SIGNATURE).isPresent()) {
                throw new IllegalStateException("the provider accepts a bad signature");
            }
            // Ecdsa-Sig-Value with (0, 0), (0, 1), (1, 0): what CVE-2022-21449 accepted
            for (String zero : new String[] {"3006020100020100", "3006020100020101", "3006020101020100"}) {
                requireRefused(backend, key, HexFormat.of().parseHex(zero));
            }
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("the provider refuses a good key", e);
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
