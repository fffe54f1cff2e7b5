package dev.rats4j.tpm.structures;

import java.util.ArrayList;
import java.util.List;

/**
 * TPMA_OBJECT, Part 2, 8.3.
 *
 * @param bits unsigned 32 bits
 */
public record TpmaObject(long bits) {

    /** Bits that no revision up to 1.83 defines. */
    static final long RESERVED = 0xfff0_f009L;

    private static final long FIXED_TPM = 1L << 1;
    private static final long FIXED_PARENT = 1L << 4;
    private static final long SENSITIVE_DATA_ORIGIN = 1L << 5;
    private static final long USER_WITH_AUTH = 1L << 6;
    private static final long ADMIN_WITH_POLICY = 1L << 7;
    private static final long RESTRICTED = 1L << 16;
    private static final long DECRYPT = 1L << 17;
    private static final long SIGN = 1L << 18;

    /**
     * What keeps an object from being an attestation key: one that was made in its TPM, never leaves it, and signs nothing that looks
     * like a TPM structure but is none. Empty if it is one.
     */
    public List<String> missingForAttestation() {
        List<String> missing = new ArrayList<>();
        require(FIXED_TPM, "fixedTPM", missing);
        require(FIXED_PARENT, "fixedParent", missing);
        require(SENSITIVE_DATA_ORIGIN, "sensitiveDataOrigin", missing);
        require(RESTRICTED, "restricted", missing);
        require(SIGN, "sign", missing);
        if ((bits & DECRYPT) != 0) {
            missing.add("decrypt clear");
        }
        return missing;
    }

    /**
     * What keeps an object from being an endorsement key: one that was made in its TPM, never leaves it, decrypts nothing but what the
     * TPM itself understands, and may be used by policy (low range) or also without one (high range). Empty if it is one.
     */
    public List<String> missingForEndorsement() {
        List<String> missing = new ArrayList<>();
        require(FIXED_TPM, "fixedTPM", missing);
        require(FIXED_PARENT, "fixedParent", missing);
        require(SENSITIVE_DATA_ORIGIN, "sensitiveDataOrigin", missing);
        require(USER_WITH_AUTH | ADMIN_WITH_POLICY, "adminWithPolicy or userWithAuth", missing);
        require(RESTRICTED, "restricted", missing);
        require(DECRYPT, "decrypt", missing);
        if ((bits & SIGN) != 0) {
            missing.add("sign clear");
        }
        return missing;
    }

    /** Whether it may be used with its authorisation value, without a policy. */
    public boolean isUserWithAuth() {
        return (bits & USER_WITH_AUTH) != 0;
    }

    private void require(long bit, String name, List<String> missing) {
        if ((bits & bit) == 0) {
            missing.add(name);
        }
    }
}
