package dev.rats4j.tpm.eventlog;

import dev.rats4j.crypto.HashAlgorithm;
import java.util.Map;
import java.util.Optional;

/** TPM_ALG_ID of hash algorithms: TCG Algorithm Registry 1.34, section 6. */
final class BankIds {

    static final int SHA1 = 0x0004;

    private static final Map<Integer, HashAlgorithm> BY_ID = Map.of(
            SHA1,
            HashAlgorithm.SHA1,
            0x000b,
            HashAlgorithm.SHA256,
            0x000c,
            HashAlgorithm.SHA384,
            0x000d,
            HashAlgorithm.SHA512,
            0x0027,
            HashAlgorithm.SHA3_256,
            0x0028,
            HashAlgorithm.SHA3_384,
            0x0029,
            HashAlgorithm.SHA3_512);

    private BankIds() {}

    /** The algorithm, if it is one that can be computed here. */
    static Optional<HashAlgorithm> algorithm(int id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    static int id(HashAlgorithm algorithm) {
        return switch (algorithm) {
            case SHA1 -> SHA1;
            case SHA256 -> 0x000b;
            case SHA384 -> 0x000c;
            case SHA512 -> 0x000d;
            case SHA3_256 -> 0x0027;
            case SHA3_384 -> 0x0028;
            case SHA3_512 -> 0x0029;
        };
    }
}
