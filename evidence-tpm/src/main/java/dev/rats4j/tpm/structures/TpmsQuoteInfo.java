package dev.rats4j.tpm.structures;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * TPMS_QUOTE_INFO, Part 2, 10.12.1.
 *
 * @param pcrSelect what the digest covers, in this order
 * @param pcrDigest digest of the concatenated values, with the hash of the signature
 */
public record TpmsQuoteInfo(List<TpmsPcrSelection> pcrSelect, Bytes pcrDigest) {

    /** HASH_COUNT of implementations is below 8. */
    private static final int MOST_BANKS = 16;

    static final int LARGEST_DIGEST = 64;

    /** Copies the list. */
    public TpmsQuoteInfo {
        pcrSelect = List.copyOf(pcrSelect);
    }

    static TpmsQuoteInfo read(ByteReader in) throws MalformedMessageException {
        int at = in.position();
        long count = in.u32("TPML_PCR_SELECTION.count");
        if (count > MOST_BANKS) {
            throw new MalformedMessageException(
                    "TPML_PCR_SELECTION.count", at, count + " banks, at most " + MOST_BANKS);
        }
        List<TpmsPcrSelection> selections = new ArrayList<>((int) count);
        for (int i = 0; i < count; i++) {
            selections.add(TpmsPcrSelection.read(in));
        }
        return new TpmsQuoteInfo(selections, Tpm2b.read(in, LARGEST_DIGEST, "TPMS_QUOTE_INFO.pcrDigest"));
    }

    /** Whether no PCR is selected at all: then the digest says nothing. */
    public boolean selectsNothing() {
        return pcrSelect.stream().allMatch(selection -> selection.indexes().isEmpty());
    }

    /** Whether a PCR is covered. */
    public boolean selects(HashAlgorithm bank, int index) {
        for (TpmsPcrSelection selection : pcrSelect) {
            if (selection.hash() == bank && selection.indexes().contains(index)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The digest of values in the order of the selection.
     *
     * @param hash that of the signature
     * @return empty if a selected value is not there
     */
    public Optional<Bytes> digestOf(PcrValues values, HashAlgorithm hash) {
        Bytes[] parts = new Bytes[selectedCount()];
        int count = 0;
        for (TpmsPcrSelection selection : pcrSelect) {
            for (int index : selection.indexes()) {
                Digest value = values.valueOrNull(selection.hash(), index);
                if (value == null) {
                    return Optional.empty();
                }
                parts[count++] = value.value();
            }
        }
        return Optional.of(hash.digest(parts).value());
    }

    private int selectedCount() {
        int count = 0;
        for (TpmsPcrSelection selection : pcrSelect) {
            count += selection.indexes().size();
        }
        return count;
    }
}
