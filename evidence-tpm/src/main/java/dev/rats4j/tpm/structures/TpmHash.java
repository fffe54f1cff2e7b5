package dev.rats4j.tpm.structures;

import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/** TPMI_ALG_HASH: hash algorithms under their TPM_ALG_ID, TCG Algorithm Registry 1.34, table 3. */
public enum TpmHash {
    /** SHA-1. */
    SHA1(0x0004, HashAlgorithm.SHA1),
    /** SHA-256. */
    SHA256(0x000b, HashAlgorithm.SHA256),
    /** SHA-384. */
    SHA384(0x000c, HashAlgorithm.SHA384),
    /** SHA-512. */
    SHA512(0x000d, HashAlgorithm.SHA512),
    /** SHA3-256. */
    SHA3_256(0x0027, HashAlgorithm.SHA3_256),
    /** SHA3-384. */
    SHA3_384(0x0028, HashAlgorithm.SHA3_384),
    /** SHA3-512. */
    SHA3_512(0x0029, HashAlgorithm.SHA3_512);

    private final int id;
    private final HashAlgorithm algorithm;

    TpmHash(int id, HashAlgorithm algorithm) {
        this.id = id;
        this.algorithm = algorithm;
    }

    /** TPM_ALG_ID. */
    public int id() {
        return id;
    }

    /** The algorithm. */
    public HashAlgorithm algorithm() {
        return algorithm;
    }

    /** The algorithm of a TPM_ALG_ID, if it is a hash that we know. */
    public static Optional<HashAlgorithm> of(long id) {
        for (TpmHash hash : values()) {
            if (hash.id == id) {
                return Optional.of(hash.algorithm);
            }
        }
        return Optional.empty();
    }

    /** The TPM_ALG_ID of an algorithm. */
    public static int id(HashAlgorithm algorithm) {
        return valueOf(algorithm.name()).id;
    }

    static HashAlgorithm read(ByteReader in, String field) throws MalformedMessageException {
        int at = in.position();
        int id = in.u16(field);
        Optional<HashAlgorithm> known = of(id);
        if (known.isEmpty()) {
            throw new MalformedMessageException(field, at, "0x" + Integer.toHexString(id) + " is not a known hash");
        }
        return known.get();
    }
}
