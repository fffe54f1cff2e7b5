package dev.rats4j.tpm.ek;

import dev.rats4j.crypto.Encryption;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.structures.Tpm2b;
import dev.rats4j.tpm.structures.TpmtPublic;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/**
 * Encryption and integrity of a credential under a seed that both sides have. Part 1, 24 (credential protection).
 *
 * @param crypto operations
 * @param nameAlg hash of the endorsement key's Name
 * @param aesBits length of its symmetric key
 */
record Protection(Encryption crypto, HashAlgorithm nameAlg, int aesBits) {

    /** Empty if the endorsement key protects nothing with AES. */
    static Optional<Protection> of(TpmtPublic endorsementKey, Encryption crypto) {
        return endorsementKey.aesBits().map(bits -> new Protection(crypto, endorsementKey.nameAlg(), bits));
    }

    /** TPMS_ID_OBJECT. */
    Bytes protect(Bytes seed, Bytes keyName, Bytes secret) {
        Bytes encrypted = crypto.aesCfb(encryptionKey(seed, keyName), Tpm2b.of(secret));
        return Bytes.concat(Tpm2b.of(crypto.hmac(nameAlg, integrityKey(seed), encrypted, keyName)), encrypted);
    }

    /** The secret in a TPMS_ID_OBJECT; empty if it was not made with this seed for a key of this Name. */
    Optional<Bytes> unprotect(Bytes seed, Bytes keyName, Bytes idObject) {
        try {
            ByteReader in = new ByteReader(idObject);
            Bytes integrity = Tpm2b.read(in, nameAlg.length(), "TPMS_ID_OBJECT.integrityHMAC");
            Bytes encrypted = in.rest();
            if (!integrity.equals(crypto.hmac(nameAlg, integrityKey(seed), encrypted, keyName))) {
                return Optional.empty();
            }
            ByteReader plain = new ByteReader(crypto.aesCfbDecrypted(encryptionKey(seed, keyName), encrypted));
            Bytes secret = Tpm2b.read(plain, nameAlg.length(), "TPM2B_DIGEST");
            plain.expectEnd("TPM2B_DIGEST");
            return Optional.of(secret);
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private Bytes encryptionKey(Bytes seed, Bytes keyName) {
        return Kdfa.derive(crypto, nameAlg, seed, "STORAGE", keyName, Bytes.EMPTY, aesBits);
    }

    private Bytes integrityKey(Bytes seed) {
        return Kdfa.derive(crypto, nameAlg, seed, "INTEGRITY", Bytes.EMPTY, Bytes.EMPTY, 8 * nameAlg.length());
    }
}
