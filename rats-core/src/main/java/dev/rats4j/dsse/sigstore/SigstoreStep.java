package dev.rats4j.dsse.sigstore;

/** Steps of a verification, in their order; a refusal names one. */
public enum SigstoreStep {
    /** The bundle has what its version and this kind of verification need. */
    STRUCTURE,
    /** Timestamps are over this signature, by authorities of the trusted root. */
    TIMESTAMP,
    /** Entries are signed by logs of the trusted root, within their windows: promises, proofs of inclusion, checkpoints. */
    LOG,
    /** The certificate was valid at all times that were proven, and issued by an authority of the trusted root. */
    CERTIFICATE,
    /** A certificate log of the trusted root promised to publish the certificate. */
    CERTIFICATE_LOG,
    /** The certificate names the identity and issuer that the caller expects. */
    IDENTITY,
    /** The signature is over the content, by the key of the certificate. */
    SIGNATURE,
    /** Entries are about this certificate, this signature and this content. */
    ENTRY,
    /** The content is about the artifact. */
    ARTIFACT
}
