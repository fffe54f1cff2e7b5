package dev.rats4j.tpm.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLogReplayTest {

    private static final Bytes DATA = Bytes.ofUtf8("data");
    private static final HashAlgorithm BANK = HashAlgorithm.SHA256;

    private static Digest extended(String startHex) {
        return BANK.digest(Bytes.fromHex(startHex), BANK.digest(DATA).value());
    }

    private static TcgEventLog log(EventLogWriter writer) throws MalformedMessageException {
        return TcgEventLog.decode(writer.toBytes());
    }

    private static EventLogWriter writer() {
        return new EventLogWriter(List.of(BANK));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4})
    @DisplayName("PCR 0 starts at the stated locality, other PCRs at zero, 17 to 22 at ones")
    void startValues(int locality) throws MalformedMessageException {
        EventLogWriter writer = writer().startupLocality(locality);
        for (int pcr : new int[] {0, 1, 16, 17, 22, 23}) {
            writer.event(pcr, TcgEventType.EV_IPL, DATA);
        }
        ReplayedBank replayed = EventLogReplay.replay(log(writer), BANK);
        String zeros = "00".repeat(32);
        assertThat(replayed.values())
                .containsEntry(0, extended("00".repeat(31) + "0" + locality))
                .containsEntry(1, extended(zeros))
                .containsEntry(16, extended(zeros))
                .containsEntry(17, extended("ff".repeat(32)))
                .containsEntry(22, extended("ff".repeat(32)))
                .containsEntry(23, extended(zeros))
                .hasSize(6);
    }

    @Test
    @DisplayName("PCR 0 starts at 4 if its first event is of the H-CRTM")
    void hcrtm() throws MalformedMessageException {
        EventLogWriter writer = writer().event(0, TcgEventType.EV_EFI_HCRTM_EVENT, DATA, Bytes.ofUtf8("HCRTM"));
        assertThat(EventLogReplay.replay(log(writer), BANK).values())
                .containsEntry(0, extended("00".repeat(31) + "04"));
    }

    @Test
    @DisplayName("EV_NO_ACTION extends nothing")
    void noAction() throws MalformedMessageException {
        ReplayedBank replayed = EventLogReplay.replay(log(writer().noAction(0, DATA)), BANK);
        assertThat(replayed.values()).isEmpty();
        assertThat(replayed.undetermined()).isEmpty();
    }

    @Test
    @DisplayName("a PCR with an event that lacks the bank's digest is undetermined")
    void undetermined() throws MalformedMessageException {
        EventLogWriter writer = new EventLogWriter(List.of(BANK, HashAlgorithm.SHA384))
                .event(5, TcgEventType.EV_EFI_ACTION, DATA)
                .event(5, TcgEventType.EV_EFI_ACTION.value(), List.of(BANK.digest(DATA)), DATA)
                .event(6, TcgEventType.EV_EFI_ACTION, DATA);
        TcgEventLog log = log(writer);
        ReplayedBank sha384 = EventLogReplay.replay(log, HashAlgorithm.SHA384);
        assertThat(sha384.undetermined()).containsExactly(5);
        assertThat(sha384.values()).containsOnlyKeys(6);
        assertThat(EventLogReplay.replay(log, BANK).values()).containsOnlyKeys(5, 6);
        assertThat(EventLogReplay.replay(log, HashAlgorithm.SHA512).undetermined())
                .containsExactly(5, 6);
        assertThat(EventLogReplay.values(log).bank(HashAlgorithm.SHA384)).containsOnlyKeys(6);
    }
}
