package dev.rats4j.tpm.eventlog;

/** How the events of a log are written. */
public enum TcgLogFormat {
    /** TCG_PCR_EVENT2 after a "Spec ID Event03" record: digests of several banks. */
    CRYPTO_AGILE,
    /** TCG_PCClientPCREvent throughout: SHA-1 only. */
    SHA1
}
