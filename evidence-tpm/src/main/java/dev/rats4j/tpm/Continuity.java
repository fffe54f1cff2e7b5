package dev.rats4j.tpm;

import dev.rats4j.Findings;
import dev.rats4j.tpm.structures.TpmsClockInfo;
import java.util.Optional;

/**
 * What the caller knows of an earlier quote of the same TPM, and wants of its clock.
 *
 * <p>TPM 2.0 Part 1, Timing Components: keys outside the endorsement and platform hierarchies show counters to which a constant of the key
 * was added, modulo 2^32. So counters are compared by their distance.
 */
record Continuity(Optional<TpmsClockInfo> earlier, boolean wantsSafe) {

    static final Continuity UNKNOWN = new Continuity(Optional.empty(), false);

    private static final long HALF = 1L << 31;
    private static final long COUNTER = 0xffff_ffffL;

    void check(TpmsClockInfo now, boolean hasEventLog, Findings.Builder findings) {
        if (wantsSafe) {
            findings.expect(TpmContinuityCheck.CLOCK_SAFE, now.safe(), () -> "the TPM does not say that it is");
        } else {
            findings.notAssessed(TpmContinuityCheck.CLOCK_SAFE, "nobody asked");
        }
        if (earlier.isPresent()) {
            check(earlier.get(), now, hasEventLog, findings);
        } else {
            findings.notAssessed(TpmContinuityCheck.RESET_COUNT, "no earlier state was given");
            findings.notAssessed(TpmContinuityCheck.CLOCK_MONOTONE, "no earlier state was given");
        }
    }

    private static void check(TpmsClockInfo before, TpmsClockInfo now, boolean hasEventLog, Findings.Builder findings) {
        boolean sameBoot = before.resetCount() == now.resetCount() && before.restartCount() == now.restartCount();
        findings.expect(
                TpmContinuityCheck.RESET_COUNT,
                sameBoot || hasEventLog,
                () -> "the TPM was started anew, and the evidence has no event log of that");
        boolean resetsForward = isForward(before.resetCount(), now.resetCount());
        boolean sameReset = before.resetCount() == now.resetCount();
        findings.expect(
                TpmContinuityCheck.CLOCK_MONOTONE,
                resetsForward && (!sameReset || isForward(before.restartCount(), now.restartCount())),
                () -> "counters of starts went back");
        findings.expect(
                TpmContinuityCheck.CLOCK_MONOTONE,
                !now.safe() || Long.compareUnsigned(now.clock(), before.clock()) >= 0,
                () -> "the clock went back, and the TPM says that it cannot");
    }

    private static boolean isForward(long before, long now) {
        return ((now - before) & COUNTER) < HALF;
    }
}
