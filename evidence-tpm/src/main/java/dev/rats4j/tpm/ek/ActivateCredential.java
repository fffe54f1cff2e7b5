package dev.rats4j.tpm.ek;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.Encryption;
import dev.rats4j.tpm.structures.Tpm2b;
import dev.rats4j.tpm.structures.TpmtPublic;
import dev.rats4j.tpm.structures.TpmtPublic.EccKey;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Optional;

/** TPM2_ActivateCredential with a private key in memory: what a TPM does, for simulated ones. Part 1, 24. */
public final class ActivateCredential {

    private static final int LARGEST_COORDINATE = 66;

    private final CryptoBackend crypto;
    private final Encryption encryption;

    /** With these providers. */
    public ActivateCredential(CryptoBackend crypto) {
        this.crypto = crypto;
        this.encryption = crypto.encryption();
    }

    /**
     * The secret.
     *
     * @param endorsementKey public area
     * @param privateKey the private half
     * @param keyName Name of the key that is loaded
     * @return empty if the credential is for another endorsement key or Name, or was changed
     */
    public Optional<Bytes> activate(
            TpmtPublic endorsementKey, PrivateKey privateKey, Bytes keyName, Credential credential) {
        Optional<Bytes> seed = endorsementKey.unique() instanceof EccKey ecc
                ? agreed(endorsementKey, ecc, privateKey, credential.encryptedSecret())
                : encryption.oaepDecrypted(
                        privateKey, endorsementKey.nameAlg(), MakeCredential.IDENTITY, credential.encryptedSecret());
        return Protection.of(endorsementKey, encryption)
                .flatMap(protection ->
                        seed.flatMap(shared -> protection.unprotect(shared, keyName, credential.idObject())));
    }

    private Optional<Bytes> agreed(TpmtPublic endorsementKey, EccKey ecc, PrivateKey privateKey, Bytes point) {
        try {
            ByteReader in = new ByteReader(point);
            Bytes x = Tpm2b.read(in, LARGEST_COORDINATE, "TPMS_ECC_POINT.x");
            Bytes y = Tpm2b.read(in, LARGEST_COORDINATE, "TPMS_ECC_POINT.y");
            in.expectEnd("TPMS_ECC_POINT");
            PublicKey once = crypto.ecPublicKey(ecc.curve(), x, y);
            Bytes z = encryption.agreedCoordinate(privateKey, once);
            int bits = 8 * endorsementKey.nameAlg().length();
            return Optional.of(Kdfe.derive(endorsementKey.nameAlg(), z, MakeCredential.IDENTITY, x, ecc.x(), bits));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }
}
