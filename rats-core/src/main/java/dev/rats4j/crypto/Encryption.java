package dev.rats4j.crypto;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * The operations of protocols that hand a secret to one device. The Verifier encrypts; what decrypts is for devices made of software.
 * Every method throws {@link IllegalStateException} if the provider lacks an algorithm.
 */
@CheckReturnValue
public final class Encryption {

    private static final Bytes ZERO_BLOCK = Bytes.copyOf(new byte[16]);

    private final Provider provider;

    Encryption(Provider provider) {
        this.provider = provider;
    }

    /**
     * HMAC over some parts, one after another. FIPS 198-1.
     *
     * @param key one byte or more
     */
    public Bytes hmac(HashAlgorithm hash, Bytes key, Bytes... parts) {
        try {
            String name = "Hmac" + hash.jcaName().replace("SHA-", "SHA");
            Mac mac = Mac.getInstance(name, provider);
            mac.init(new SecretKeySpec(key.toByteArray(), name));
            mac.update(Bytes.concat(parts).toByteArray());
            return Bytes.copyOf(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(provider.getName() + " has HMAC with " + hash, e);
        }
    }

    /**
     * AES in CFB mode with whole blocks as feedback and an initialisation vector of zeros, SP 800-38A, 6.3. For keys that are used once.
     *
     * @param key 16, 24 or 32 bytes
     */
    public Bytes aesCfb(Bytes key, Bytes plaintext) {
        return aesCfb(Cipher.ENCRYPT_MODE, key, plaintext);
    }

    /** What {@link #aesCfb} encrypted. */
    public Bytes aesCfbDecrypted(Bytes key, Bytes ciphertext) {
        return aesCfb(Cipher.DECRYPT_MODE, key, ciphertext);
    }

    private Bytes aesCfb(int mode, Bytes key, Bytes input) {
        try {
            Cipher cipher = cipher("AES/CFB/NoPadding");
            cipher.init(
                    mode, new SecretKeySpec(key.toByteArray(), "AES"), new IvParameterSpec(ZERO_BLOCK.toByteArray()));
            return Bytes.copyOf(cipher.doFinal(input.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("an AES key of " + key.length() + " bytes", e);
        }
    }

    /**
     * RSAES-OAEP, RFC 8017, 7.1.1, with one hash for everything.
     *
     * @param label the label with all its bytes
     * @param random gives the seed of the padding and nothing else
     * @throws IllegalArgumentException if the message is too long for the key
     */
    public Bytes oaep(RSAPublicKey key, HashAlgorithm hash, Bytes label, Bytes message, SecureRandom random) {
        try {
            Cipher cipher = cipher("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, oaepParameters(hash, label), random);
            return Bytes.copyOf(cipher.doFinal(message.toByteArray()));
        } catch (GeneralSecurityException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(message.length() + " bytes for this key and " + hash, e);
        }
    }

    /** What {@link #oaep} encrypted; empty if it is something else. */
    public Optional<Bytes> oaepDecrypted(PrivateKey key, HashAlgorithm hash, Bytes label, Bytes ciphertext) {
        Cipher cipher = cipher("RSA/ECB/OAEPPadding");
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, oaepParameters(hash, label));
            return Optional.of(Bytes.copyOf(cipher.doFinal(ciphertext.toByteArray())));
        } catch (GeneralSecurityException | RuntimeException e) {
            return Optional.empty(); // a number beyond the modulus, for one, is no ciphertext of this key
        }
    }

    private Cipher cipher(String transformation) {
        try {
            return Cipher.getInstance(transformation, provider);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(provider.getName() + " has no " + transformation, e);
        }
    }

    private static OAEPParameterSpec oaepParameters(HashAlgorithm hash, Bytes label) {
        return new OAEPParameterSpec(
                hash.jcaName(),
                "MGF1",
                new MGF1ParameterSpec(hash.jcaName()),
                new PSource.PSpecified(label.toByteArray()));
    }

    /**
     * The x-coordinate that two EC keys of one curve agree on, as long as a coordinate. SP 800-56A, 5.7.1.2.
     *
     * @throws IllegalArgumentException if the keys do not fit
     */
    public Bytes agreedCoordinate(PrivateKey own, PublicKey other) {
        try {
            KeyAgreement agreement = agreement();
            agreement.init(own);
            agreement.doPhase(other, true);
            return Bytes.copyOf(agreement.generateSecret());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("keys of different curves", e);
        }
    }

    private KeyAgreement agreement() {
        try {
            return KeyAgreement.getInstance("ECDH", provider);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(provider.getName() + " has no ECDH", e);
        }
    }
}
