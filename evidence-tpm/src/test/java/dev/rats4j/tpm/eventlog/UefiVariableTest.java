package dev.rats4j.tpm.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UefiVariableTest {

    private static final Bytes GUID = Bytes.fromHex("61dfe48bca93d211aa0d00e098032b8c");
    private static final UefiVariable SECURE_BOOT = new UefiVariable(GUID, "SecureBoot", Bytes.of(1));

    @Test
    @DisplayName("encodes to the bytes of the specification and decodes to itself")
    void roundTrip() throws MalformedMessageException {
        Bytes encoded = SECURE_BOOT.encode();
        assertThat(encoded.toHex())
                .isEqualTo(GUID.toHex() + "0a00000000000000" + "0100000000000000"
                        + "53006500630075007200650042006f006f00740001");
        assertThat(UefiVariable.decode(encoded)).isEqualTo(SECURE_BOOT);
    }

    @Test
    @DisplayName("T-23 lengths that exceed the event or overflow are refused, so are prefixes and bytes too many")
    void hostile() {
        Bytes encoded = SECURE_BOOT.encode();
        for (long hostile : new long[] {12, 0x7fffffffL, 0x8000000000000000L, -1, 0x4000000000000001L}) {
            refused(TcgEventLogTest.overwrite(encoded, 16, LittleEndian.u64(hostile)));
            refused(TcgEventLogTest.overwrite(encoded, 24, LittleEndian.u64(hostile)));
        }
        for (int length = 0; length < encoded.length(); length++) {
            refused(encoded.slice(0, length));
        }
        refused(Bytes.concat(encoded, Bytes.of(0)));
    }

    private static void refused(Bytes data) {
        assertThatThrownBy(() -> UefiVariable.decode(data)).isInstanceOf(MalformedMessageException.class);
    }
}
