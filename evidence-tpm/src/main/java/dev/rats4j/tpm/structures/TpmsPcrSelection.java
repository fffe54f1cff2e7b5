package dev.rats4j.tpm.structures;

import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;

/**
 * TPMS_PCR_SELECTION, Part 2, 10.6.2.
 *
 * @param hash the bank
 * @param indexes numbers of the selected PCRs, ascending
 */
public record TpmsPcrSelection(HashAlgorithm hash, List<Integer> indexes) {

    /** 32 PCRs; PC Client has 24. */
    private static final int LARGEST_BITMAP = PcrValues.LIMIT / 8;

    /** Copies the list. */
    public TpmsPcrSelection {
        indexes = List.copyOf(indexes);
    }

    static TpmsPcrSelection read(ByteReader in) throws MalformedMessageException {
        HashAlgorithm hash = TpmHash.read(in, "TPMS_PCR_SELECTION.hash");
        int at = in.position();
        int size = in.u8("TPMS_PCR_SELECTION.sizeofSelect");
        if (size > LARGEST_BITMAP) {
            throw new MalformedMessageException(
                    "TPMS_PCR_SELECTION.sizeofSelect", at, size + " bytes, at most " + LARGEST_BITMAP);
        }
        Bytes bitmap = in.bytes(size, "TPMS_PCR_SELECTION.pcrSelect");
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += Integer.bitCount(bitmap.at(i));
        }
        Integer[] indexes = new Integer[count];
        for (int index = 8 * size - 1; index >= 0; index--) {
            if ((bitmap.at(index / 8) >> index % 8 & 1) == 1) {
                indexes[--count] = index;
            }
        }
        return new TpmsPcrSelection(hash, List.of(indexes));
    }
}
