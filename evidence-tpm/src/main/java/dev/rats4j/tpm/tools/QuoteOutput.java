package dev.rats4j.tpm.tools;

import dev.rats4j.AttesterException;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.tpm.structures.TpmsAttest;
import dev.rats4j.tpm.structures.TpmsPcrSelection;
import dev.rats4j.tpm.structures.TpmsQuoteInfo;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
        TpmsAttest attest = decoded();
        if (!attest.extraData().equals(nonce)) {
            throw new AttesterException(TOOL, 0, "the quote has another nonce", "Check the version of tpm2-tools.");
        }
        Optional<TpmsQuoteInfo> info = attest.quote();
        if (info.isEmpty() || !info.get().pcrSelect().equals(selected.selections())) {
            throw new AttesterException(
                    TOOL,
                    0,
                    "the quote leaves out selected PCRs" + banksWithout(selected, info),
                    "Select PCRs of active banks only; tpm2_getcap pcrs lists them.");
        }
        boolean fits = hash.digest(values).value().equals(info.get().pcrDigest());
        return fits ? selected.split(values) : Optional.empty();
    }

    /** The banks of which the quote does not have what was selected. */
    private static String banksWithout(SelectedPcrs selected, Optional<TpmsQuoteInfo> info) {
        List<TpmsPcrSelection> quoted = info.map(TpmsQuoteInfo::pcrSelect).orElse(List.of());
        String banks = selected.selections().stream()
                .filter(wanted -> !quoted.contains(wanted))
                .map(wanted -> SelectedPcrs.toolName(wanted.hash()))
                .collect(Collectors.joining(", "));
        return banks.isEmpty() ? "" : " of the bank " + banks + ", which is not active";
    }

    private TpmsAttest decoded() throws AttesterException {
        try {
            return TpmsAttest.decode(message);
        } catch (MalformedMessageException e) {
            AttesterException failure = new AttesterException(
                    TOOL, 0, "not a quote: " + e.getMessage(), "Check the version of tpm2-tools.");
            failure.initCause(e);
            throw failure;
        }
    }
}
