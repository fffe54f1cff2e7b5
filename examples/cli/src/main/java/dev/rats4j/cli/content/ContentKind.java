package dev.rats4j.cli.content;

import dev.rats4j.wire.Bytes;

/** What the content of a file is. A kind is told only of what its own decoder accepts as a whole; nothing is verified by that. */
public enum ContentKind {
    /** No bytes. */
    EMPTY("an empty file"),
    /** Conceptual message wrapper, RFC 9999: a record or a collection, CBOR or JSON. */
    CMW("conceptual message wrapper (CMW)"),
    /** A signed CMW, COSE_Sign1 or JWS; told by the content type in its protected header. */
    SIGNED_CMW("signed conceptual message wrapper (CMW)"),
    /** TPMS_ATTEST of any type that a TPM made, also as TPM2B_ATTEST. */
    TPM_QUOTE("TPM attestation structure (TPMS_ATTEST)"),
    /** TPMT_SIGNATURE. */
    TPM_SIGNATURE("TPM signature (TPMT_SIGNATURE)"),
    /** TPMT_PUBLIC. */
    TPM_PUBLIC("TPM public area (TPMT_PUBLIC)"),
    /** TPM2B_PUBLIC. */
    TPM2B_PUBLIC("TPM public area with its size (TPM2B_PUBLIC)"),
    /** PCR values, at least one, in any of the spellings of {@link TpmParts#pcrValues}. */
    PCR_VALUES("PCR values"),
    /** A TCG event log, crypto-agile or SHA-1. */
    EVENT_LOG("TCG event log"),
    /** X.509 certificates, PEM or DER. */
    CERTIFICATES("X.509 certificates"),
    /** Certificate of an endorsement key with the header or the padding of the NV index that it was read from. */
    STORED_CERTIFICATE("EK certificate as a TPM stores it"),
    /** An X.509 certificate revocation list, PEM or DER. */
    CERTIFICATE_LIST("X.509 certificate revocation list"),
    /** SubjectPublicKeyInfo, PEM or DER. */
    PUBLIC_KEY("public key (SubjectPublicKeyInfo)"),
    /** A private or secret key, in whatever format, or a text that has one in it. */
    PRIVATE_KEY("private key"),
    /** A public key, RFC 7517. */
    JWK("public key (JWK)"),
    /** Public keys, RFC 7517, 5. */
    JWK_SET("public keys (JWK set)"),
    /** A public key, RFC 9052, 7. */
    COSE_KEY("public key (COSE_Key)"),
    /** A signed CoRIM; the content inside is not looked at. */
    SIGNED_CORIM("signed CoRIM"),
    /** A CoRIM without a signature, tag 501. */
    CORIM("CoRIM, not signed"),
    /** A part of a CoRIM, alone: statements about a module. */
    COMID("concise module identifier (CoMID)"),
    /** A part of a CoRIM, alone: which other parts count. */
    COTL("concise tag list (CoTL)"),
    /** A signed EAR, CWT or JWT: by its type, or by the profile in its payload. */
    EAR_TOKEN("attestation result (EAR)"),
    /** The claims of an EAR, or of one inside of another token, CBOR or JSON. */
    EAR_CLAIMS("claims of an attestation result (EAR), not signed"),
    /** An EAR of an older draft, signed or not: by its profile. */
    LEGACY_EAR("attestation result (EAR) of an older draft"),
    /** A token with claims of RFC 9711 or of a profile of it, CWT or JWT. */
    EAT_TOKEN("entity attestation token (EAT)"),
    /** RFC 9783 and its drafts, by the claims that one of the profiles wants. */
    PSA_TOKEN("PSA attestation token"),
    /** Tokens of platform and realm, tag 399 or 907. */
    CCA_TOKEN("Arm CCA token"),
    /** Claims of RFC 9711, CBOR or JSON. */
    EAT_CLAIMS("claims set of an attestation token (EAT), not signed"),
    /** Tag 601. */
    UCCS("unprotected CWT claims set (UCCS)"),
    /** Tag 602, and the same in JSON or without the tag. */
    EAT_BUNDLE("detached EAT bundle"),
    /** RFC 10013, CBOR or JSON. */
    MEASURED_COMPONENT("measured component"),
    /** Claims that are signed, and none of RFC 9711 among them. */
    WEB_TOKEN("web token (CWT or JWT)"),
    /** RFC 9393, with its tag or without. */
    COSWID("concise software identification tag (CoSWID)"),
    /** RFC 9393, 7. */
    SIGNED_COSWID("signed CoSWID"),
    /** Tag 507, and the same without the tag. */
    COTS("concise trust anchor stores (CoTS)"),
    /** A query, or a query with its results. */
    COSERV("query for endorsements (CoSERV)"),
    /** The same, signed. */
    SIGNED_COSERV("signed CoSERV"),
    /** What a CoSERV service can do, CBOR or JSON. */
    COSERV_DISCOVERY("what a CoSERV service offers"),
    /** What stands for a nonce. */
    EPOCH_MARKER("epoch marker"),
    /** RFC 9942: a signed proof of a log. */
    COSE_RECEIPT("COSE receipt"),
    /** RFC 9943, with receipts or without. */
    SIGNED_STATEMENT("SCITT signed statement"),
    /** A COSE_Sign1 of another kind. */
    COSE_SIGN1("COSE_Sign1 message"),
    /** COSE_Sign: one content, several signatures. */
    COSE_SIGN("COSE_Sign message"),
    /** COSE_Mac0: authenticated with a shared secret. */
    COSE_MAC0("COSE_Mac0 message"),
    /** COSE_Mac: authenticated with a secret that is in it, encrypted for its recipients. */
    COSE_MAC("COSE_Mac message"),
    /** A compact JWS of another kind. */
    JWS("compact JWS"),
    /** A JWS in JSON, RFC 7515, 7.2: one signature or several. */
    JWS_JSON("JWS in JSON"),
    /** A checkpoint of a log, signed or not. */
    CHECKPOINT("checkpoint of a transparency log"),
    /** Another text that is signed as C2SP says. */
    SIGNED_NOTE("signed note"),
    /** DSSE, whatever is in it. */
    DSSE("DSSE envelope"),
    /** An in-toto statement, version 1. */
    IN_TOTO("in-toto statement"),
    /** A Sigstore bundle of a version that is read. */
    SIGSTORE_BUNDLE("Sigstore bundle"),
    /** A Sigstore bundle over the manifest of a model. */
    SIGNED_MODEL("signed model (OMS)"),
    /** Keys and authorities that a Sigstore verifier trusts. */
    TRUSTED_ROOT("Sigstore trusted root"),
    /** CycloneDX 1.6 or 1.7 in JSON. */
    CYCLONEDX("bill of materials (CycloneDX)"),
    /** A CoRIM as JSON that people write. */
    CORIM_TEMPLATE("CoRIM template"),
    /** An appraisal policy. */
    POLICY("appraisal policy"),
    /** An array, a map or a tagged item in CBOR; a bare string or number cannot be told from text. */
    CBOR("CBOR"),
    /** An object or an array in JSON. */
    JSON("JSON"),
    /** A SEQUENCE in DER of another kind. */
    DER("ASN.1 in DER"),
    /** Compressed, RFC 1952. */
    GZIP("gzip data"),
    /** Text in UTF-8 of another kind. */
    TEXT("text"),
    /** Anything else, for example a bare signature. */
    UNKNOWN("unknown content");

    private final String label;

    ContentKind(String label) {
        this.label = label;
    }

    /** A name for people. */
    public String label() {
        return label;
    }

    /**
     * The kind of some content. Time is linear in its length.
     *
     * <p>First bytes and required fields keep the kinds apart, so that the order of the attempts matters only for content that was
     * made to be two things at once.
     */
    public static ContentKind of(Bytes content) {
        return Recognised.of(content).kind();
    }

    /** Whether the first character that is not blank begins an object or an array in JSON. */
    public static boolean beginsLikeJson(Bytes content) {
        return TextRecognition.beginsLikeJson(content);
    }
}
