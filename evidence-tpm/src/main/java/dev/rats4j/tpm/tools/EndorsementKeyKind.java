package dev.rats4j.tpm.tools;

import java.util.Locale;

/** Kinds of endorsement keys whose certificates are looked for, with the places that TCG and TPM makers give them. */
public enum EndorsementKeyKind {
    /** RSA of 2048 bits, template L-1. */
    RSA_2048(0x01c0_0002, 0x8101_0001, "rsa"),
    /** P-256, template L-2. */
    ECC_P256(0x01c0_000a, 0x8101_0002, "ecc"),
    /** P-384, template H-3. */
    ECC_P384(0x01c0_0016, 0x8101_0016, "ecc384"),
    /** P-521, template H-4. */
    ECC_P521(0x01c0_0018, 0x8101_0018, "ecc521"),
    /** RSA of 3072 bits, template H-6. */
    RSA_3072(0x01c0_001c, 0x8101_001c, "rsa3072");

    private final int certificateIndex;
    private final int handle;
    private final String algorithm;

    EndorsementKeyKind(int certificateIndex, int handle, String algorithm) {
        this.certificateIndex = certificateIndex;
        this.handle = handle;
        this.algorithm = algorithm;
    }

    /** NV index of the certificate. TCG EK Credential Profile, 2.2. */
    int certificateIndex() {
        return certificateIndex;
    }

    /** Where the key is, if it was made persistent. */
    int handle() {
        return handle;
    }

    /** The key as {@code tpm2_createek -G} wants it. */
    String algorithm() {
        return algorithm;
    }

    /** A handle or index as the tools want it. */
    static String argument(int handle) {
        return "0x" + Integer.toHexString(handle).toUpperCase(Locale.ROOT);
    }
}
