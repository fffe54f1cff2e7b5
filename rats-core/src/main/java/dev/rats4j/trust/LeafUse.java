package dev.rats4j.trust;

/** What the key of the first certificate of a path is for, with the bits of a key usage of which it needs one. RFC 5280, 4.2.1.3. */
enum LeafUse {
    /** Signatures. */
    SIGNATURE("digitalSignature", 0, 0),
    /** Secrets are encrypted to it: RSA keys encipher keys, EC keys agree on them. */
    ENCRYPTION("keyEncipherment or keyAgreement", 2, 4);

    private final String wanted;
    private final int bit;
    private final int otherBit;

    LeafUse(String wanted, int bit, int otherBit) {
        this.wanted = wanted;
        this.bit = bit;
        this.otherBit = otherBit;
    }

    String wanted() {
        return wanted;
    }

    boolean isAmong(boolean[] usage) {
        return usage[bit] || usage[otherBit];
    }
}
