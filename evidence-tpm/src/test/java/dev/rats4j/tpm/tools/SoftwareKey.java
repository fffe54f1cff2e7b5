package dev.rats4j.tpm.tools;

import dev.rats4j.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;

/**
 * A P-256 key outside any TPM that claims to be an attestation key. Unlike a TPM it signs anything, also messages that no TPM can
 * sign.
 *
 * @param publicArea TPMT_PUBLIC
 */
record SoftwareKey(PrivateKey key, Bytes publicArea) {

    static SoftwareKey generate() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), new SecureRandom());
        KeyPair pair = generator.generateKeyPair();
        ECPublicKey point = (ECPublicKey) pair.getPublic();
        // ECC, SHA-256, attributes of an attestation key, no policy, no symmetric, ECDSA with SHA-256, P-256, no KDF
        Bytes head = Bytes.fromHex("0023000b000504720000" + "0010" + "0018000b" + "0003" + "0010");
        return new SoftwareKey(
                pair.getPrivate(),
                Bytes.concat(
                        head,
                        sized(fixed(point.getW().getAffineX().toByteArray())),
                        sized(fixed(point.getW().getAffineY().toByteArray()))));
    }

    /** TPMT_SIGNATURE over a message. */
    Bytes sign(Bytes message) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(key);
        signature.update(message.toByteArray());
        Bytes raw = Bytes.copyOf(signature.sign());
        return Bytes.concat(Bytes.fromHex("0018000b"), sized(raw.slice(0, 32)), sized(raw.slice(32, 64)));
    }

    static Bytes sized(Bytes content) {
        return Bytes.concat(Bytes.of(content.length() >> 8, content.length() & 0xff), content);
    }

    private static Bytes fixed(byte[] number) {
        byte[] result = new byte[32];
        int length = Math.min(32, number.length);
        System.arraycopy(number, number.length - length, result, 32 - length, length);
        return Bytes.copyOf(result);
    }
}
