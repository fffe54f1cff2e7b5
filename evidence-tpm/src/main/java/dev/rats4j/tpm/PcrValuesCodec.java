package dev.rats4j.tpm;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.tpm.structures.TpmHash;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/** PCR values in CBOR: a map of TPM_ALG_ID to a map of PCR number to value; {@code docs/formats/tpm.md}. */
public final class PcrValuesCodec {

    private PcrValuesCodec() {}

    /** Reads values. */
    public static PcrValues decode(Bytes message) throws MalformedMessageException {
        CborItem item = CborItem.decode(message, CborProfile.WELL_FORMED);
        PcrValues.Builder values = PcrValues.builder();
        item.forEachPair("pcrs", (key, registers) -> {
            Optional<HashAlgorithm> bank =
                    key.kind() == CborItem.Kind.UNSIGNED ? TpmHash.of(key.unsigned("pcrs")) : Optional.empty();
            if (bank.isEmpty()) {
                throw item.malformed("pcrs", "a bank is not the number of a known hash");
            }
            registers.forEachPair(
                    "pcrs.bank", (index, value) -> values.put(index(registers, index), value(bank.get(), value)));
        });
        return values.build();
    }

    private static int index(CborItem bank, CborItem key) throws MalformedMessageException {
        if (key.kind() != CborItem.Kind.UNSIGNED || key.unsigned("pcrs.bank") >= PcrValues.LIMIT) {
            throw bank.malformed("pcrs.bank", "a key is not the number of a PCR");
        }
        return (int) key.unsigned("pcrs.bank");
    }

    private static Digest value(HashAlgorithm bank, CborItem item) throws MalformedMessageException {
        Bytes value = item.bytes("pcrs.value");
        if (value.length() != bank.length()) {
            throw item.malformed("pcrs.value", value.length() + " bytes in a bank of " + bank);
        }
        return new Digest(bank, value);
    }

    /** Writes values. */
    public static Bytes encode(PcrValues values) {
        Cbor.MapBuilder banks = Cbor.map();
        for (HashAlgorithm bank : values.banks()) {
            Cbor.MapBuilder registers = Cbor.map();
            values.bank(bank).forEach((index, digest) -> registers.put(index, Cbor.bytes(digest.value())));
            banks.put(TpmHash.id(bank), registers.encode());
        }
        return banks.encode();
    }
}
