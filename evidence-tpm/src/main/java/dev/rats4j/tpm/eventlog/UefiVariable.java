package dev.rats4j.tpm.eventlog;

import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.charset.StandardCharsets;

/**
 * UEFI_VARIABLE_DATA, the data of EV_EFI_VARIABLE_* events: PFP 1.06, section 10.2.6. Little-endian.
 *
 * @param vendorGuid namespace of the name, 16 bytes as on the wire
 * @param name name of the variable; unpaired surrogates are replaced
 * @param data content of the variable
 */
public record UefiVariable(Bytes vendorGuid, String name, Bytes data) {

    private static final int GUID_LENGTH = 16;

    /** Refuses a GUID of another length. */
    public UefiVariable {
        if (vendorGuid.length() != GUID_LENGTH) {
            throw new IllegalArgumentException("a GUID has 16 bytes, not " + vendorGuid.length());
        }
    }

    /** Reads the data of an event; nothing may follow the content. */
    public static UefiVariable decode(Bytes eventData) throws MalformedMessageException {
        ByteReader in = new ByteReader(eventData);
        Bytes guid = in.bytes(GUID_LENGTH, "UEFI_VARIABLE_DATA.VariableName");
        int at = in.position();
        long characters = in.u64le("UEFI_VARIABLE_DATA.UnicodeNameLength");
        long length = in.u64le("UEFI_VARIABLE_DATA.VariableDataLength");
        if (characters < 0 || characters > in.remaining() / 2) {
            throw new MalformedMessageException("UEFI_VARIABLE_DATA.UnicodeNameLength", at, "longer than the event");
        }
        Bytes name = in.bytes(2 * characters, "UEFI_VARIABLE_DATA.UnicodeName");
        Bytes data = in.bytes(length, "UEFI_VARIABLE_DATA.VariableData");
        in.expectEnd("UEFI_VARIABLE_DATA");
        return new UefiVariable(guid, new String(name.toByteArray(), StandardCharsets.UTF_16LE), data);
    }

    /** The data of an event. */
    public Bytes encode() {
        Bytes encodedName = Bytes.copyOf(name.getBytes(StandardCharsets.UTF_16LE));
        return Bytes.concat(
                vendorGuid,
                LittleEndian.u64(encodedName.length() / 2),
                LittleEndian.u64(data.length()),
                encodedName,
                data);
    }
}
