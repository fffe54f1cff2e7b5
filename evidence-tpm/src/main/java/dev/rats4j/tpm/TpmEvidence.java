package dev.rats4j.tpm;

import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.wire.Bytes;
import java.util.Optional;

/**
 * The parts of TPM evidence, as they travel in a CMW collection of type {@link #COLLECTION_TYPE}; {@code docs/formats/tpm.md} has the
 * CDDL. Nothing in it is believed.
 *
 * @param quote TPMS_ATTEST, without size prefix
 * @param signature TPMT_SIGNATURE over exactly the quote's bytes
 * @param untrustedPcrs values of the selected PCRs; they count only as far as they hash to the quoted digest
 * @param untrustedKey TPMT_PUBLIC of the signing key, without size prefix; trusted only by certificate or pin
 * @param keyCertificate certificate of the signing key, X.509 in DER
 * @param eventLog TCG event log of the firmware
 */
public record TpmEvidence(
        Bytes quote,
        Bytes signature,
        PcrValues untrustedPcrs,
        Optional<Bytes> untrustedKey,
        Optional<Bytes> keyCertificate,
        Optional<Bytes> eventLog) {

    /** Type of the collection. */
    public static final String COLLECTION_TYPE = "tag:rats4j.dev,2026:tpm-evidence";
}
