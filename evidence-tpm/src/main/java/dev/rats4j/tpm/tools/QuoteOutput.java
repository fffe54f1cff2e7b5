package dev.rats4j.tpm.tools;

import dev.rats4j.AttesterException;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/**
 * What {@code tpm2_quote} wrote.
 *
 * @param message TPMS_ATTEST
 * @param signature TPMT_SIGNATURE
 * @param values of the PCRs, read by another command than the quote
 */
record QuoteOutput(Bytes message, Bytes signature, Bytes values) {

    private static final String TOOL = "tpm2_quote";

    /**
     * The values by PCR, if they hash to the quoted digest. They do not if a PCR was extended between the two commands.
     *
     * @throws AttesterException if the quote is not about this selection and nonce: an inactive bank gives an empty one
     */
    Optional<PcrValues> valuesOf(SelectedPcrs selected, Bytes nonce, HashAlgorithm hash) throws AttesterException {
        try {
            ByteReader in = new ByteReader(message);
            in.bytes(6, "TPMS_ATTEST.magic and type");
            in.bytes(in.u16("TPMS_ATTEST.qualifiedSigner.size"), "TPMS_ATTEST.qualifiedSigner");
            Bytes extraData = in.bytes(in.u16("TPMS_ATTEST.extraData.size"), "TPMS_ATTEST.extraData");
            in.bytes(25, "TPMS_ATTEST.clockInfo and firmwareVersion");
            Bytes expected = selected.marshalled();
            Bytes selection = in.bytes(Math.min(expected.length(), in.remaining()), "TPMS_QUOTE_INFO.pcrSelect");
            if (!extraData.equals(nonce) || !selection.equals(expected)) {
                throw new AttesterException(
                        TOOL,
                        0,
                        extraData.equals(nonce) ? "the quote leaves out selected PCRs" : "the nonce is another",
                        "Select PCRs of active banks only; tpm2_getcap pcrs lists them.");
            }
            Bytes digest = in.bytes(in.u16("TPMS_QUOTE_INFO.pcrDigest.size"), "TPMS_QUOTE_INFO.pcrDigest");
            in.expectEnd("TPMS_ATTEST");
            return hash.digest(values).value().equals(digest) ? selected.split(values) : Optional.empty();
        } catch (MalformedMessageException e) {
            AttesterException failure = new AttesterException(
                    TOOL, 0, "not a quote: " + e.getMessage(), "Check the version of tpm2-tools.");
            failure.initCause(e);
            throw failure;
        }
    }
}
