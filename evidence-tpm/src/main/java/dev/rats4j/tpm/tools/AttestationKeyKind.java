package dev.rats4j.tpm.tools;

import dev.rats4j.crypto.HashAlgorithm;

/** Kinds of attestation keys that can be made; every one signs with the hash that fits its strength. */
public enum AttestationKeyKind {
    /** ECDSA on P-256 with SHA-256. */
    ECDSA_P256("ecc256", "ecdsa", HashAlgorithm.SHA256),
    /** ECDSA on P-384 with SHA-384. */
    ECDSA_P384("ecc384", "ecdsa", HashAlgorithm.SHA384),
    /** ECDSA on P-521 with SHA-512. */
    ECDSA_P521("ecc521", "ecdsa", HashAlgorithm.SHA512),
    /** RSASSA-PKCS1-v1_5, 2048 bits, SHA-256. */
    RSASSA_2048("rsa2048", "rsassa", HashAlgorithm.SHA256),
    /** RSASSA-PKCS1-v1_5, 3072 bits, SHA-384. */
    RSASSA_3072("rsa3072", "rsassa", HashAlgorithm.SHA384),
    /** RSASSA-PSS, 2048 bits, SHA-256. */
    RSAPSS_2048("rsa2048", "rsapss", HashAlgorithm.SHA256),
    /** RSASSA-PSS, 3072 bits, SHA-384. */
    RSAPSS_3072("rsa3072", "rsapss", HashAlgorithm.SHA384);

    private final String type;
    private final String scheme;
    private final HashAlgorithm hash;

    AttestationKeyKind(String type, String scheme, HashAlgorithm hash) {
        this.type = type;
        this.scheme = scheme;
        this.hash = hash;
    }

    /** The hash algorithm of its signatures. */
    public HashAlgorithm hash() {
        return hash;
    }

    /** The template as {@code tpm2_createprimary -G} wants it. */
    String template() {
        return type + ":" + scheme + "-" + SelectedPcrs.toolName(hash) + ":null";
    }
}
