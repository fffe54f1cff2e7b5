package dev.rats4j.tpm;

import static dev.rats4j.tpm.SimulatedTpms.NONCE;
import static dev.rats4j.tpm.SimulatedTpms.SELECTION;
import static dev.rats4j.tpm.SimulatedTpms.failed;
import static dev.rats4j.tpm.SimulatedTpms.inputs;
import static dev.rats4j.tpm.SimulatedTpms.p256;
import static dev.rats4j.tpm.SimulatedTpms.pinned;
import static dev.rats4j.tpm.SimulatedTpms.withLog;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Authentication;
import dev.rats4j.Check;
import dev.rats4j.Finding;
import dev.rats4j.Outcome;
import dev.rats4j.RefusedEvidence;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.tpm.structures.TpmsClockInfo;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TpmContinuityTest {

    private static final TpmsClockInfo EARLIER = new TpmsClockInfo(1_000, 7, 2, true);
    private static final SimulatedTpm TPM = withLog(p256());

    /** Evidence that continues what was known, with a safe clock. */
    static Authentication continued() {
        return authenticate(new TpmScheme().since(EARLIER).withSafeClock(), EARLIER, true);
    }

    private static Authentication authenticate(TpmScheme scheme, TpmsClockInfo now, boolean withLog) {
        TpmEvidence evidence = TPM.evidence(TPM.fields(NONCE, SELECTION).withClockInfo(now));
        try {
            return scheme.decode(withLog ? evidence : QuoteVectors.withoutLog(evidence))
                    .authenticate(inputs(pinned(TPM)));
        } catch (MalformedMessageException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Check> failedSince(TpmsClockInfo now, boolean withLog) {
        return failed(authenticate(new TpmScheme().since(EARLIER), now, withLog));
    }

    @ParameterizedTest
    @DisplayName("T-18 clock and counters that go on are accepted, with the log of a new start")
    @CsvSource({
        "1000, 7, 2, true, false",
        "1001, 7, 2, true, false",
        "999, 7, 2, false, false", // a clock that says it may go back
        "1000, 8, 0, true, true",
        "1000, 7, 3, true, true",
        "0, 9, 0, false, true",
        "1000, 2147483654, 2, true, true",
    })
    void whatGoesOnIsAccepted(long clock, long resets, long restarts, boolean safe, boolean withLog) {
        assertThat(failedSince(new TpmsClockInfo(clock, resets, restarts, safe), withLog))
                .isEmpty();
    }

    @ParameterizedTest
    @DisplayName("T-18 a start since the earlier evidence, without an event log, is refused")
    @CsvSource({"1000, 8, 0", "1000, 8, 2", "1000, 7, 3"})
    void aNewStartWantsItsLog(long clock, long resets, long restarts) {
        assertThat(failedSince(new TpmsClockInfo(clock, resets, restarts, true), false))
                .containsExactly(TpmContinuityCheck.RESET_COUNT);
    }

    @ParameterizedTest
    @DisplayName("T-18 a clock or a counter that goes back is refused")
    @CsvSource({
        "999, 7, 2, true",
        "0, 8, 0, true",
        "1000, 6, 2, true",
        "1000, 6, 9, false",
        "1000, 7, 1, true",
        "2000, 7, 1, false",
        "1000, 2147483655, 2, true", // half way round is back
    })
    void nothingGoesBack(long clock, long resets, long restarts, boolean safe) {
        assertThat(failedSince(new TpmsClockInfo(clock, resets, restarts, safe), true))
                .containsExactly(TpmContinuityCheck.CLOCK_MONOTONE);
    }

    @Test
    @DisplayName("T-18 counters of other hierarchies wrap around and still go on or back")
    void obfuscatedCountersWrap() {
        TpmsClockInfo last = new TpmsClockInfo(5, 0xffff_ffffL, 0xffff_fffeL, true);
        TpmsClockInfo next = new TpmsClockInfo(5, 0, 0xffff_fffeL, true);

        assertThat(failed(authenticate(new TpmScheme().since(last), next, true)))
                .isEmpty();
        assertThat(failed(authenticate(new TpmScheme().since(next), last, true)))
                .containsExactly(TpmContinuityCheck.CLOCK_MONOTONE);
    }

    @Test
    @DisplayName("T-18 a clock beyond 2^63 is later, not earlier")
    void clocksAreUnsigned() {
        TpmsClockInfo late = new TpmsClockInfo(-1, 7, 2, true);

        assertThat(failedSince(late, false)).isEmpty();
        assertThat(failed(authenticate(new TpmScheme().since(late), EARLIER, false)))
                .containsExactly(TpmContinuityCheck.CLOCK_MONOTONE);
    }

    @Test
    @DisplayName("T-18 a clock that is not safe is a fact that the appraisal refuses, if the caller asks")
    void safetyIsForWhoAsks() {
        TpmsClockInfo unsafe = new TpmsClockInfo(1_000, 7, 2, false);
        Authentication asked = authenticate(new TpmScheme().withSafeClock(), unsafe, true);

        assertThat(failed(asked)).containsExactly(TpmContinuityCheck.CLOCK_SAFE);
        assertThat(asked).isInstanceOf(AuthenticatedEvidence.class);
        assertThat(authenticate(new TpmScheme(), unsafe, true)
                        .findings()
                        .of(TpmContinuityCheck.CLOCK_SAFE)
                        .orElseThrow()
                        .outcome())
                .isEqualTo(Outcome.NOT_ASSESSED);
    }

    @Test
    void whatWasAcceptedIsTheStateOfNextTime() {
        Authentication first = continued();

        assertThat(first).isInstanceOf(AuthenticatedEvidence.class);
        assertThat(TpmClaims.clockInfo((AuthenticatedEvidence) first)).contains(EARLIER);
    }

    @Test
    void everyCheckFailsAloneAndWithItsKind() {
        TpmsClockInfo back = new TpmsClockInfo(999, 7, 2, true);
        Authentication refused = authenticate(new TpmScheme().since(EARLIER), back, true);

        assertThat(refused).isInstanceOf(RefusedEvidence.class);
        assertThat(refused.findings().failed().stream().map(Finding::reason))
                .containsExactly("the clock went back, and the TPM says that it cannot");
    }

    @Test
    void refusalsSayWhatIsWrong() {
        assertThat(reasons(authenticate(new TpmScheme().since(EARLIER), new TpmsClockInfo(1_000, 8, 0, true), false)))
                .containsExactly("the TPM was started anew, and the evidence has no event log of that");
        assertThat(reasons(authenticate(new TpmScheme().since(EARLIER), new TpmsClockInfo(1_000, 6, 2, true), true)))
                .containsExactly("counters of starts went back");
        assertThat(reasons(authenticate(new TpmScheme().withSafeClock(), new TpmsClockInfo(1_000, 7, 2, false), true)))
                .containsExactly("the TPM does not say that it is");
    }

    private static List<String> reasons(Authentication answer) {
        return answer.findings().failed().stream().map(Finding::reason).toList();
    }
}
