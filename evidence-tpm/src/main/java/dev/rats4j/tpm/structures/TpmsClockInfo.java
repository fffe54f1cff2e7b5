package dev.rats4j.tpm.structures;

import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.MalformedMessageException;

/**
 * TPMS_CLOCK_INFO, Part 2, 10.11.1.
 *
 * @param clock time during which the TPM was powered, in milliseconds, unsigned
 * @param resetCount number of TPM Resets since the last TPM2_Clear, unsigned 32 bits
 * @param restartCount number of TPM2_Shutdown since the last TPM Reset, unsigned 32 bits
 * @param safe whether no greater clock value was reported before
 */
public record TpmsClockInfo(long clock, long resetCount, long restartCount, boolean safe) {

    static TpmsClockInfo read(ByteReader in) throws MalformedMessageException {
        long clock = in.u64("TPMS_CLOCK_INFO.clock");
        long resetCount = in.u32("TPMS_CLOCK_INFO.resetCount");
        long restartCount = in.u32("TPMS_CLOCK_INFO.restartCount");
        return new TpmsClockInfo(clock, resetCount, restartCount, readYesNo(in));
    }

    private static boolean readYesNo(ByteReader in) throws MalformedMessageException {
        int at = in.position();
        int value = in.u8("TPMS_CLOCK_INFO.safe");
        if (value > 1) {
            throw new MalformedMessageException("TPMS_CLOCK_INFO.safe", at, value + " is neither NO nor YES");
        }
        return value == 1;
    }
}
