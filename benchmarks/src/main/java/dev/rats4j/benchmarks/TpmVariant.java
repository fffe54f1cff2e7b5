package dev.rats4j.benchmarks;

/** What TPM evidence consists of in a benchmark, beside the quote over all registers of the SHA-256 bank. */
public enum TpmVariant {
    /** The public area, which is pinned. */
    PINNED_KEY,
    /** The public area, and a certificate that a trusted CA issued. */
    CERTIFICATE,
    /** The public area, which is pinned, and a firmware event log. */
    EVENT_LOG
}
