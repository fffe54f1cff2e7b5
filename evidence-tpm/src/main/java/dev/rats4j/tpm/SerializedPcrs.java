package dev.rats4j.tpm;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.tpm.structures.TpmHash;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * PCR values as {@code tpm2_quote -o} writes them: little-endian C structures of tpm2-tss, TPML_PCR_SELECTION with 16 slots, then a
 * count and as many TPML_DIGEST with 8 slots each.
 */
public final class SerializedPcrs {

    private static final int SELECTION_SLOTS = 16;
    private static final int SELECTION_BYTES = 132;
    private static final int DIGEST_SLOTS = 8;
    private static final int DIGEST_CAPACITY = 64;
    private static final int BLOCK_BYTES = 4 + DIGEST_SLOTS * (2 + DIGEST_CAPACITY);

    private SerializedPcrs() {}

    /** Whether a file has the size of one: cheap, and no promise that it decodes. */
    public static boolean looksLike(Bytes file) {
        int blocks = file.length() - SELECTION_BYTES - 4;
        return blocks > 0 && blocks % BLOCK_BYTES == 0 && file.at(0) <= SELECTION_SLOTS && file.at(1) == 0;
    }

    /** Reads a file. */
    public static PcrValues decode(Bytes file) throws MalformedMessageException {
        ByteReader in = new ByteReader(file);
        List<Slot> slots = readSelection(in);
        List<Bytes> digests = readDigests(in);
        in.expectEnd("tpm2_quote PCR file");
        if (slots.size() != digests.size()) {
            throw new MalformedMessageException(
                    "tpm2_quote PCR file", 0, slots.size() + " PCRs selected, " + digests.size() + " values");
        }
        Map<HashAlgorithm, Map<Integer, Digest>> banks = new EnumMap<>(HashAlgorithm.class);
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            if (digests.get(i).length() != slot.bank().length()) {
                throw new MalformedMessageException("TPM2B_DIGEST", 0, "is no digest of " + slot.bank());
            }
            Digest value = new Digest(slot.bank(), digests.get(i));
            Digest before =
                    banks.computeIfAbsent(slot.bank(), bank -> new TreeMap<>()).put(slot.index(), value);
            if (before != null) {
                throw new MalformedMessageException("TPML_PCR_SELECTION", 0, "selects a PCR twice");
            }
        }
        return new PcrValues(banks);
    }

    private record Slot(HashAlgorithm bank, int index) {}

    private static List<Slot> readSelection(ByteReader in) throws MalformedMessageException {
        long count = in.u32le("TPML_PCR_SELECTION.count");
        if (count > SELECTION_SLOTS) {
            throw new MalformedMessageException("TPML_PCR_SELECTION.count", 0, count + " banks");
        }
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < SELECTION_SLOTS; i++) {
            int at = in.position();
            int id = in.u16le("TPMS_PCR_SELECTION.hash");
            int size = in.u8("TPMS_PCR_SELECTION.sizeofSelect");
            Bytes bitmap = in.bytes(5, "TPMS_PCR_SELECTION.pcrSelect"); // four bytes and one of padding
            Optional<HashAlgorithm> bank = TpmHash.of(id);
            if (i >= count) {
                continue; // whatever was in memory
            }
            if (bank.isEmpty() || size > 4) {
                throw new MalformedMessageException("TPMS_PCR_SELECTION", at, "unknown bank or size");
            }
            for (int index = 0; index < 8 * size; index++) {
                if ((bitmap.at(index / 8) >> index % 8 & 1) == 1) {
                    slots.add(new Slot(bank.get(), index));
                }
            }
        }
        return slots;
    }

    private static List<Bytes> readDigests(ByteReader in) throws MalformedMessageException {
        long blocks = in.u32le("number of TPML_DIGEST");
        if (blocks * BLOCK_BYTES != in.remaining()) {
            throw new MalformedMessageException(
                    "number of TPML_DIGEST", SELECTION_BYTES, blocks + ", not what is left");
        }
        List<Bytes> digests = new ArrayList<>();
        for (long block = 0; block < blocks; block++) {
            int at = in.position();
            long count = in.u32le("TPML_DIGEST.count");
            if (count > DIGEST_SLOTS) {
                throw new MalformedMessageException("TPML_DIGEST.count", at, count + " digests");
            }
            for (int slot = 0; slot < DIGEST_SLOTS; slot++) {
                int sizeAt = in.position();
                int size = in.u16le("TPM2B_DIGEST.size");
                Bytes buffer = in.bytes(DIGEST_CAPACITY, "TPM2B_DIGEST.buffer");
                if (slot >= count) {
                    continue; // whatever was in memory
                }
                if (size > DIGEST_CAPACITY) {
                    throw new MalformedMessageException("TPM2B_DIGEST.size", sizeAt, size + " bytes");
                }
                digests.add(buffer.slice(0, size));
            }
        }
        return digests;
    }
}
