package dev.rats4j.tpm.sim;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.ek.ActivateCredential;
import dev.rats4j.tpm.ek.Credential;
import dev.rats4j.tpm.structures.TpmHash;
import dev.rats4j.tpm.structures.TpmtPublic;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Optional;

/** An endorsement key in memory: activates credentials like a TPM. */
public final class SimulatedEndorsementKey {

    private static final int NULL = 0x0010;
    private static final int RSA = 0x0001;
    private static final int ECC = 0x0023;

    private final CryptoBackend crypto;
    private final KeyPair keys;
    private final TpmtPublic area;

    /**
     * What a template fixes. TCG EK Credential Profile, Annex B.
     *
     * @param nameAlg hash of the Name
     * @param attributes TPMA_OBJECT, unsigned 32 bits
     * @param aesBits length of the symmetric key; 0 for none
     */
    public record Template(HashAlgorithm nameAlg, long attributes, int aesBits) {

        /** Templates L-1 and L-2: used by policy only. */
        public static final Template LOW = new Template(HashAlgorithm.SHA256, 0x0003_00b2L, 128);
        /** Template H-3 and others: P-384, RSA 3072. */
        public static final Template HIGH_384 = new Template(HashAlgorithm.SHA384, 0x0003_00f2L, 256);
        /** Template H-4: P-521. */
        public static final Template HIGH_512 = new Template(HashAlgorithm.SHA512, 0x0003_00f2L, 256);

        /** With other attributes, for keys that are wrong on purpose. */
        public Template with(long other) {
            return new Template(nameAlg, other, aesBits);
        }
    }

    private SimulatedEndorsementKey(CryptoBackend crypto, KeyPair keys, TpmtPublic area) {
        this.crypto = crypto;
        this.keys = keys;
        this.area = area;
    }

    /** A new RSA key of 2048 bits, template L-1. */
    public static SimulatedEndorsementKey rsa(CryptoBackend crypto, SecureRandom random) {
        return of(crypto, SimulatedKey.rsa(2048, random), Template.LOW);
    }

    /** A new key on a curve, templates L-2, H-3 and H-4. */
    public static SimulatedEndorsementKey ec(CryptoBackend crypto, EllipticCurve curve, SecureRandom random) {
        Template template = switch (curve) {
            case P256 -> Template.LOW;
            case P384 -> Template.HIGH_384;
            case P521 -> Template.HIGH_512;
        };
        return of(crypto, crypto.generate(curve, random), template);
    }

    /**
     * A given key.
     *
     * @param keys RSA, or EC on a curve of {@link EllipticCurve}
     */
    public static SimulatedEndorsementKey of(CryptoBackend crypto, KeyPair keys, Template template) {
        Bytes encoded = Bytes.concat(
                Marshal.u16(keys.getPublic().getAlgorithm().equals("RSA") ? RSA : ECC),
                Marshal.u16(TpmHash.id(template.nameAlg())),
                Marshal.u32(template.attributes()),
                Marshal.sized(Bytes.copyOf(new byte[template.nameAlg().length()])),
                symmetric(template.aesBits()),
                Marshal.u16(NULL),
                SimulatedKey.uniquePart(crypto, keys.getPublic()));
        try {
            return new SimulatedEndorsementKey(crypto, keys, TpmtPublic.decode(encoded));
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("no key of a TPM", e);
        }
    }

    /** AES in CFB mode. */
    private static Bytes symmetric(int bits) {
        return bits == 0
                ? Marshal.u16(NULL)
                : Bytes.concat(Marshal.u16(0x0006), Marshal.u16(bits), Marshal.u16(0x0043));
    }

    /** Its public area. */
    public TpmtPublic area() {
        return area;
    }

    /** The key. */
    public PublicKey publicKey() {
        return keys.getPublic();
    }

    /**
     * The secret of a credential, as TPM2_ActivateCredential gives it.
     *
     * @param keyName Name of the key that is loaded
     * @return empty if the credential is for another endorsement key or Name, or was changed
     */
    public Optional<Bytes> activate(Bytes keyName, Credential credential) {
        return new ActivateCredential(crypto).activate(area, keys.getPrivate(), keyName, credential);
    }

    /** The kind only. */
    @Override
    public String toString() {
        return "simulated endorsement key, " + keys.getPublic().getAlgorithm();
    }
}
