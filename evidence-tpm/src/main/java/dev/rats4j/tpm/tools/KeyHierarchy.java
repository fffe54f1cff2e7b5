package dev.rats4j.tpm.tools;

/** The hierarchy whose primary seed an attestation key is derived from. */
public enum KeyHierarchy {
    /** Clock and firmware version in quotes are plain; the key lasts until the endorsement seed changes. */
    ENDORSEMENT("e"),
    /** Clock and firmware version in quotes are obfuscated; the key lasts until TPM2_Clear. */
    OWNER("o");

    private final String argument;

    KeyHierarchy(String argument) {
        this.argument = argument;
    }

    String argument() {
        return argument;
    }
}
