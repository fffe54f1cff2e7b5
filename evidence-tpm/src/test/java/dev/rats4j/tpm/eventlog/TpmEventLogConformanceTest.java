package dev.rats4j.tpm.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.Finding;
import dev.rats4j.Findings;
import dev.rats4j.Outcome;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.TpmVectors;
import dev.rats4j.tpm.TpmVectors.Entry;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.wire.MalformedMessageException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Verdicts of the vectors about event logs. */
class TpmEventLogConformanceTest {

    private static final Set<String> VERDICTS = Set.of("accept", "reject", "accept-with-status", "accept-legacy");

    private final TpmVectors vectors = TpmVectors.require();

    @Test
    @DisplayName("kind eventlog")
    void eventLogs() {
        run("eventlog");
    }

    @Test
    @DisplayName("kind eventlog-negative")
    void negatives() {
        run("eventlog-negative");
    }

    @Test
    @DisplayName("logs beside quotes, stage replay, against the quoted registers themselves")
    void logsBesideQuotes() {
        TpmVectors.Tally tally = new TpmVectors.Tally("tpm/quote-eventlog");
        for (Entry entry : vectors.entries("quote")) {
            boolean ours = !entry.inputs("event-log").isEmpty()
                    && entry.stage().equals("replay")
                    && VERDICTS.contains(entry.verdict());
            if (ours) {
                PcrValues quoted = vectors.quotedPcrs(entry).orElseThrow();
                tally.compare(entry, expected(entry), verdict(entry, quoted));
            } else {
                tally.skip();
            }
        }
        tally.report();
    }

    @Test
    @DisplayName("logs beside quotes that authenticate replay to the quoted registers")
    void logsOfGoodQuotes() {
        for (Entry entry : vectors.entries("quote")) {
            if (entry.stage().equals("authenticate")
                    && !entry.inputs("event-log").isEmpty()) {
                PcrValues quoted = vectors.quotedPcrs(entry).orElseThrow();
                assertThat(verdict(entry, quoted)).as(entry.file()).isEqualTo("accept");
            }
        }
    }

    @Test
    @DisplayName("T-21 an event's text was altered: the log replays, the data digest is refused")
    void alteredText() throws MalformedMessageException {
        for (Entry entry : vectors.entries("eventlog-negative")) {
            if (entry.appraiseDefault().contains("does not hash to its digest")) {
                TcgEventLog log = log(entry);
                Findings findings = check(log, entry.pcrs().orElseThrow());
                assertThat(findings.anyCryptographicFailed()).as(entry.file()).isFalse();
                assertThat(findings.failed().stream().map(Finding::check))
                        .as(entry.file())
                        .containsExactly(TpmEventLogCheck.DATA_DIGEST);
            }
        }
    }

    @Test
    @DisplayName("real machines pass every check at least once, most pass all")
    void checksPassOnRealLogs() throws MalformedMessageException {
        Map<TpmEventLogCheck, Long> passed = new EnumMap<>(TpmEventLogCheck.class);
        for (Entry entry : replayable("eventlog")) {
            Findings findings = check(log(entry), entry.pcrs().orElseThrow());
            assertThat(findings.unanswered()).isEmpty();
            for (TpmEventLogCheck check : TpmEventLogCheck.values()) {
                if (findings.of(check).orElseThrow().outcome() == Outcome.PASSED) {
                    passed.merge(check, 1L, Long::sum);
                }
            }
        }
        assertThat(passed).containsOnlyKeys(TpmEventLogCheck.values());
    }

    private void run(String kind) {
        TpmVectors.Tally tally = new TpmVectors.Tally("tpm/" + kind);
        for (Entry entry : vectors.entries(kind)) {
            if (VERDICTS.contains(entry.verdict()) && !entry.inputs("event-log").isEmpty()) {
                tally.compare(
                        entry, expected(entry), verdict(entry, entry.pcrs().orElse(PcrValues.NONE)));
            } else {
                tally.skip();
            }
        }
        tally.report();
    }

    private List<Entry> replayable(String kind) {
        return vectors.entries(kind).stream()
                .filter(entry -> entry.stage().equals("replay")
                        && entry.verdict().equals("accept")
                        && entry.pcrs().isPresent())
                .toList();
    }

    private static String expected(Entry entry) {
        return entry.verdict().startsWith("accept") ? "accept" : "reject at " + entry.stage();
    }

    /** The entry's verdict as this module gives it. A log without events has nothing that could be compared: its replay is empty. */
    private String verdict(Entry entry, PcrValues quoted) {
        TcgEventLog log;
        try {
            log = log(entry);
        } catch (MalformedMessageException e) {
            return "reject at decode";
        }
        if (entry.stage().equals("decode")) {
            return "accept";
        }
        if (log.extendedPcrs().isEmpty() && quoted.banks().isEmpty()) {
            return "accept";
        }
        Findings findings = check(log, quoted);
        return findings.anyCryptographicFailed() ? "reject at replay" : "accept";
    }

    private TcgEventLog log(Entry entry) throws MalformedMessageException {
        TcgEventLog log =
                TcgEventLog.decode(vectors.read(entry.inputs("event-log").get(0)));
        // The manifest counts the trust point that Windows appends, with PCR index ffffffff, as padding.
        long events = log.events().stream()
                .filter(event -> event.pcrIndex() != TcgEvent.NO_PCR)
                .count();
        assertThat(events)
                .as("events of %s", entry.file())
                .isEqualTo(entry.node().path("expected").path("events").asLong(events));
        return log;
    }

    private static Findings check(TcgEventLog log, PcrValues quoted) {
        Findings.Builder findings = Findings.builder(TpmEventLogCheck.class);
        EventLogAppraisal.check(log, quoted, findings);
        return findings.build();
    }

    @Test
    @DisplayName("the replay of every accepted log is what the manifest computed, bank by bank")
    void replayEqualsManifest() throws MalformedMessageException {
        for (Entry entry : replayable("eventlog")) {
            TcgEventLog log = log(entry);
            PcrValues expected = entry.pcrs().orElseThrow();
            Set<HashAlgorithm> strong = log.banks().stream()
                    .filter(HashAlgorithm::isCollisionResistant)
                    .collect(Collectors.toSet());
            for (HashAlgorithm bank : strong) {
                ReplayedBank replayed = EventLogReplay.replay(log, bank);
                assertThat(replayed.values()).as("%s %s", entry.file(), bank).isEqualTo(expected.bank(bank));
            }
        }
    }
}
