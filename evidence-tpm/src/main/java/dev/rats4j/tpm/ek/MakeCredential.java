package dev.rats4j.tpm.ek;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.Encryption;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.freshness.NonceSource;
import dev.rats4j.tpm.structures.Tpm2b;
import dev.rats4j.tpm.structures.TpmtPublic;
import dev.rats4j.tpm.structures.TpmtPublic.EccKey;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/**
 * TPM2_MakeCredential without a TPM: encrypts a secret such that only the TPM with this endorsement key gets it, and only if a key of
 * the given Name is loaded in it. Part 1, 24 and Annexes B.10 (RSA) and C.6 (ECC).
 */
public final class MakeCredential {

    /** The label of OAEP and KDFe, with its final zero byte. */
    static final Bytes IDENTITY = Bytes.ofUtf8("IDENTITY\0");

    private final CryptoBackend crypto;
    private final Encryption encryption;
    private final SourceRandom random;
    private final NonceSource source;

    /**
     * With a source of randomness.
     *
     * @param random gives seeds, padding and one-time keys, in this order and nothing else
     */
    public MakeCredential(CryptoBackend crypto, NonceSource random) {
        this.crypto = crypto;
        this.encryption = crypto.encryption();
        this.source = random;
        this.random = new SourceRandom(random);
    }

    /** The seed of the protection, and what the TPM needs to get it. */
    private record SharedSeed(Bytes seed, Bytes encrypted) {}

    /**
     * Encrypts a secret.
     *
     * @param endorsementKey public area of a storage key with AES
     * @param keyName Name of the key that has to be loaded: TPM_ALG_ID and digest
     * @param secret at most as long as the digest of the endorsement key's Name
     * @throws MalformedMessageException if the endorsement key is no RSA key and no point of its curve
     * @throws IllegalArgumentException if the secret is too long, or the key has no AES
     */
    public Credential make(TpmtPublic endorsementKey, Bytes keyName, Bytes secret) throws MalformedMessageException {
        int limit = endorsementKey.nameAlg().length();
        if (secret.isEmpty() || secret.length() > limit) {
            throw new IllegalArgumentException("a secret of " + secret.length() + " bytes, not 1 to " + limit);
        }
        Protection protection = Protection.of(endorsementKey, encryption)
                .orElseThrow(() -> new IllegalArgumentException("a key without AES"));
        PublicKey key = endorsementKey.publicKey(crypto);
        SharedSeed shared = endorsementKey.unique() instanceof EccKey ecc
                ? agreed(endorsementKey.nameAlg(), ecc, key)
                : encrypted(endorsementKey.nameAlg(), (RSAPublicKey) key);
        return new Credential(protection.protect(shared.seed(), keyName, secret), shared.encrypted());
    }

    /** Annex B.10.4. */
    private SharedSeed encrypted(HashAlgorithm nameAlg, RSAPublicKey key) {
        byte[] seed = new byte[nameAlg.length()];
        source.fill(seed);
        Bytes shared = Bytes.copyOf(seed);
        return new SharedSeed(shared, encryption.oaep(key, nameAlg, IDENTITY, shared, random));
    }

    /** Annex C.6.4: the TPM's coordinate as it stands in its public area, which is what the TPM hashes. */
    private SharedSeed agreed(HashAlgorithm nameAlg, EccKey ecc, PublicKey key) {
        KeyPair once = crypto.generate(ecc.curve(), random);
        ECPublicKey point = (ECPublicKey) once.getPublic();
        Bytes x = coordinate(point.getW().getAffineX(), ecc.curve());
        Bytes y = coordinate(point.getW().getAffineY(), ecc.curve());
        Bytes z = encryption.agreedCoordinate(once.getPrivate(), key);
        Bytes seed = Kdfe.derive(nameAlg, z, IDENTITY, x, ecc.x(), 8 * nameAlg.length());
        return new SharedSeed(seed, Bytes.concat(Tpm2b.of(x), Tpm2b.of(y)));
    }

    private static Bytes coordinate(BigInteger value, EllipticCurve curve) {
        byte[] fixed = new byte[curve.coordinateLength()];
        byte[] shortest = value.toByteArray(); // may begin with a zero for the sign
        int used = Math.min(fixed.length, shortest.length);
        System.arraycopy(shortest, shortest.length - used, fixed, fixed.length - used, used);
        return Bytes.copyOf(fixed);
    }
}
