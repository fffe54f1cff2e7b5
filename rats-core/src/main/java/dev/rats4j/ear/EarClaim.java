package dev.rats4j.ear;

/** Keys in CBOR and names in JSON, EAR draft -04 and RFC 9711. */
enum EarClaim {
    EXPIRES_AT(4, "exp"),
    NOT_BEFORE(5, "nbf"),
    ISSUED_AT(6, "iat"),
    NONCE(10, "eat_nonce"),
    PROFILE(265, "eat_profile"),
    SUBMODULES(266, "submods"),
    STATUS(1000, "ear_status"),
    VECTOR(1001, "ear_trustworthiness_vector"),
    RAW_EVIDENCE(1002, "ear_raw_evidence"),
    POLICY_IDS(1003, "ear_appraisal_policy_ids"),
    VERIFIER_ID(1004, "ear_verifier_id"),
    ATTESTER_CLAIMS(1005, "ear_attester_claims"),
    VERIFIER_CLAIMS(1006, "ear_verifier_claims");

    private final int key;
    private final String label;

    EarClaim(int key, String label) {
        this.key = key;
        this.label = label;
    }

    int key() {
        return key;
    }

    String label() {
        return label;
    }
}
