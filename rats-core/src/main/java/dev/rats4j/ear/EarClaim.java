package dev.rats4j.ear;

/** Keys in CBOR and names in JSON, EAR draft -04, RFC 9711, and RFC 8392. */
enum EarClaim {
    EXPIRES_AT(4, "exp"),
    NOT_BEFORE(5, "nbf"),
    ISSUED_AT(6, "iat"),
    NONCE(10, "eat_nonce"),
    PROFILE(265, "eat_profile"),
    SUBMODULES(266, "submods"),
    STATUS(1000, "ear_status", "ear.status"),
    VECTOR(1001, "ear_trustworthiness_vector", "ear.trustworthiness-vector"),
    RAW_EVIDENCE(1002, "ear_raw_evidence", "ear.raw-evidence"),
    POLICY_IDS(1003, "ear_appraisal_policy_ids", "ear.appraisal-policy-id"),
    VERIFIER_ID(1004, "ear_verifier_id", "ear.verifier-id"),
    ATTESTER_CLAIMS(1005, "ear_attester_claims"),
    VERIFIER_CLAIMS(1006, "ear_verifier_claims"),
    TOPOLOGY(1007, "ear_device_topology"),
    TEEP(65000, "ear_teep_claims", "ear.teep-claims"),
    KEY_ATTESTATION(-70002, "ear_veraison_key_attestation", "ear.veraison.key-attestation"),
    /** Up to draft -03. */
    ANNOTATED_EVIDENCE(-70000, "ear_veraison_annotated_evidence", "ear.veraison.annotated-evidence"),
    /** Up to draft -03. */
    POLICY_CLAIMS(-70001, "ear_veraison_policy_claims", "ear.veraison.policy-claims");

    private final int key;
    private final String label;
    private final String dottedLabel;

    EarClaim(int key, String label) {
        this(key, label, label);
    }

    EarClaim(int key, String label, String dottedLabel) {
        this.key = key;
        this.label = label;
        this.dottedLabel = dottedLabel;
    }

    int key() {
        return key;
    }

    String label() {
        return label;
    }

    /** The name in JSON up to draft -02. */
    String dottedLabel() {
        return dottedLabel;
    }
}
