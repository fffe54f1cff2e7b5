package dev.rats4j.crypto;

import dev.rats4j.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Codes by the JDK, like its digests. */
final class Macs {

    private static final int BLOCK = 16;

    private Macs() {}

    /** The code of a message; the key fits. */
    static Bytes code(MacKey key, MacAlgorithm algorithm, Bytes message) {
        try {
            byte[] whole = algorithm == MacAlgorithm.AES_CBC_MAC_256_64
                    ? cbcMac(key, algorithm, message)
                    : hmac(key, algorithm, message);
            return Bytes.copyOf(whole).slice(0, algorithm.length());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 9 has " + algorithm, e);
        }
    }

    private static byte[] hmac(MacKey key, MacAlgorithm algorithm, Bytes message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm.jcaName());
        mac.init(new SecretKeySpec(key.secret(), algorithm.jcaName()));
        return mac.doFinal(message.toByteArray());
    }

    /** The last block of AES in CBC mode, IV and padding of zeros. RFC 9053, 3.2. */
    private static byte[] cbcMac(MacKey key, MacAlgorithm algorithm, Bytes message) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(algorithm.jcaName());
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key.secret(), "AES"), new IvParameterSpec(new byte[BLOCK]));
        byte[] padded = new byte[Math.max(1, (message.length() + BLOCK - 1) / BLOCK) * BLOCK];
        message.copyTo(padded, 0);
        byte[] blocks = cipher.doFinal(padded);
        return Arrays.copyOfRange(blocks, blocks.length - BLOCK, blocks.length);
    }

    static boolean isCode(Bytes given, MacKey key, MacAlgorithm algorithm, Bytes message) {
        return algorithm.fits(key)
                && given.length() == algorithm.length()
                && MessageDigest.isEqual(code(key, algorithm, message).toByteArray(), given.toByteArray());
    }
}
