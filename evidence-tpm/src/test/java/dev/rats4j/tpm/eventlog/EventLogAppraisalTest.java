package dev.rats4j.tpm.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.Finding;
import dev.rats4j.Findings;
import dev.rats4j.Outcome;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventLogAppraisalTest {

    private static final HashAlgorithm SHA256 = HashAlgorithm.SHA256;
    private static final Bytes DATA = Bytes.ofUtf8("data");

    private static Findings check(TcgEventLog log, PcrValues quoted) {
        Findings.Builder findings = Findings.builder(TpmEventLogCheck.class);
        EventLogAppraisal.check(log, quoted, findings);
        Findings built = findings.build();
        assertThat(built.unanswered()).isEmpty();
        return built;
    }

    private static TcgEventLog decode(Bytes log) {
        try {
            return TcgEventLog.decode(log);
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    private static TcgEventLog standard(int locality) {
        SyntheticFirmwareLog.Settings settings =
                new SyntheticFirmwareLog.Settings(locality, true, "synthetic 1", Bytes.ofUtf8("loader"), "ro");
        return decode(SyntheticFirmwareLog.standard(List.of(SHA256), settings));
    }

    private static EventLogWriter writer() {
        return new EventLogWriter(List.of(SHA256));
    }

    /** A log is what it leads to. */
    private static Findings checkAgainstItself(EventLogWriter writer) {
        TcgEventLog log = decode(writer.toBytes());
        return check(log, EventLogReplay.values(log));
    }

    private static PcrValues changed(PcrValues values, Consumer<Map<Integer, Digest>> change) {
        Map<Integer, Digest> registers = new TreeMap<>(values.bank(SHA256));
        change.accept(registers);
        return new PcrValues(Map.of(SHA256, registers));
    }

    private static void onlyFailure(Findings findings, TpmEventLogCheck check, String reason) {
        assertThat(findings.failed().stream().map(Finding::check)).containsExactly(check);
        assertThat(findings.of(check).orElseThrow().reason()).contains(reason);
    }

    private static void fails(Findings findings, TpmEventLogCheck check, String reason) {
        Finding finding = findings.of(check).orElseThrow();
        assertThat(finding.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(finding.reason()).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4})
    @DisplayName("a regular boot passes every check")
    void regular(int locality) {
        TcgEventLog log = standard(locality);
        assertThat(check(log, EventLogReplay.values(log)).with(Outcome.PASSED)).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource(HashAlgorithm.class)
    @DisplayName("in every bank, and the same settings give the same bytes")
    void everyBank(HashAlgorithm bank) {
        Bytes bytes = SyntheticFirmwareLog.standard(bank);
        assertThat(SyntheticFirmwareLog.standard(bank)).isEqualTo(bytes);
        TcgEventLog log = decode(bytes);
        assertThat(check(log, EventLogReplay.values(log)).with(Outcome.PASSED)).hasSize(5);
    }

    @Test
    @DisplayName("without a log every check is reported as not assessed")
    void noLog() {
        Findings.Builder findings = Findings.builder(TpmEventLogCheck.class);
        EventLogAppraisal.notAssessed(findings, "no event log");
        assertThat(findings.build().with(Outcome.NOT_ASSESSED)).hasSize(TpmEventLogCheck.values().length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 12})
    @DisplayName("replay: one other value of any quoted PCR that the log extends is refused by name")
    void mismatch(int pcr) {
        TcgEventLog log = standard(0);
        PcrValues quoted = changed(EventLogReplay.values(log), r -> r.put(pcr, SHA256.digest(DATA)));
        onlyFailure(check(log, quoted), TpmEventLogCheck.REPLAY, "PCR " + pcr + " of bank SHA256 differs");
    }

    @Test
    @DisplayName("replay: a log with one event too many names that event")
    void oneEventTooMany() {
        EventLogWriter writer = writer().separator(4);
        PcrValues quoted = EventLogReplay.values(decode(writer.toBytes()));
        TcgEventLog longer =
                decode(writer.event(4, TcgEventType.EV_EFI_ACTION, DATA).toBytes());
        onlyFailure(check(longer, quoted), TpmEventLogCheck.REPLAY, "before event 2");
    }

    @Test
    @DisplayName("replay: all events of a quoted firmware PCR left out of the log")
    void eventsLeftOut() {
        PcrValues quoted = EventLogReplay.values(standard(0));
        TcgEventLog log = decode(writer().separator(4).toBytes());
        PcrValues both = changed(
                EventLogReplay.values(log), r -> r.put(7, quoted.bank(SHA256).get(7)));
        onlyFailure(check(log, both), TpmEventLogCheck.REPLAY, "PCR 7 of bank SHA256 was extended");
        PcrValues untouched =
                changed(EventLogReplay.values(log), r -> r.put(7, EventLogReplay.startValue(SHA256, 7, 0)));
        assertThat(check(log, untouched).anyFailed()).isFalse();
    }

    @Test
    @DisplayName("replay: a register of user space without events in the log is not compared")
    void registerOfUserSpace() {
        TcgEventLog log = standard(0);
        PcrValues quoted = changed(EventLogReplay.values(log), r -> r.put(10, SHA256.digest(DATA)));
        assertThat(check(log, quoted).anyFailed()).isFalse();
    }

    @Test
    @DisplayName("T-25 replay: an empty quote, another bank, or only PCRs that the log does not extend are refused")
    void nothingComparable() {
        TcgEventLog log = standard(0);
        fails(check(log, PcrValues.NONE), TpmEventLogCheck.REPLAY, "no bank");
        PcrValues sha384 = EventLogReplay.values(decode(SyntheticFirmwareLog.standard(HashAlgorithm.SHA384)));
        fails(check(log, sha384), TpmEventLogCheck.REPLAY, "every quoted bank");
        PcrValues only10 = new PcrValues(Map.of(SHA256, Map.of(10, SHA256.digest(DATA))));
        fails(check(log, only10), TpmEventLogCheck.REPLAY, "no quoted PCR");
    }

    @Test
    @DisplayName("replay: an event without the digest of the only quoted bank is refused")
    void missingDigest() {
        EventLogWriter writer =
                writer().event(4, TcgEventType.EV_IPL.value(), List.of(), DATA).separator(4);
        PcrValues quoted = new PcrValues(Map.of(SHA256, Map.of(4, SHA256.digest(DATA))));
        fails(check(decode(writer.toBytes()), quoted), TpmEventLogCheck.REPLAY, "PCR 4: an event lacks");
    }

    @Test
    @DisplayName("replay: SHA-1 does not count where SHA-256 is quoted, but cannot stand in for it either")
    void sha1BesideSha256() {
        Bytes both = SyntheticFirmwareLog.standard(HashAlgorithm.SHA1, SHA256);
        TcgEventLog log = decode(both);
        PcrValues values = EventLogReplay.values(log);
        Map<Integer, Digest> wrong = new TreeMap<>(values.bank(HashAlgorithm.SHA1));
        wrong.replaceAll((pcr, digest) -> HashAlgorithm.SHA1.digest(DATA));
        assertThat(check(log, new PcrValues(Map.of(SHA256, values.bank(SHA256), HashAlgorithm.SHA1, wrong)))
                        .anyFailed())
                .isFalse();
        fails(
                check(log, new PcrValues(Map.of(HashAlgorithm.SHA1, wrong))),
                TpmEventLogCheck.REPLAY,
                "PCR 0 of bank SHA1");
        TcgEventLog sha1Only = decode(SyntheticFirmwareLog.standard(HashAlgorithm.SHA1));
        fails(check(sha1Only, values), TpmEventLogCheck.REPLAY, "PCR 0: an event lacks");
        PcrValues quotedSha1 = new PcrValues(Map.of(HashAlgorithm.SHA1, values.bank(HashAlgorithm.SHA1)));
        assertThat(check(sha1Only, quotedSha1).anyFailed()).isFalse();
    }

    @Test
    @DisplayName("T-26 startup-locality: PCR 0 started elsewhere than the log states, or it states nothing")
    void otherLocality() {
        for (int actual : new int[] {0, 3, 4}) {
            for (int stated : new int[] {0, 3, 4}) {
                if (actual != stated) {
                    Findings findings = check(standard(stated), EventLogReplay.values(standard(actual)));
                    fails(findings, TpmEventLogCheck.STARTUP_LOCALITY, "started at locality " + actual);
                    fails(findings, TpmEventLogCheck.REPLAY, "PCR 0");
                }
            }
        }
    }

    @Test
    @DisplayName("T-26 startup-locality: stated late, twice, for another PCR, with another value or length")
    void forgedStatement() {
        TpmEventLogCheck check = TpmEventLogCheck.STARTUP_LOCALITY;
        EventLogWriter late = writer().separator(0).startupLocality(3);
        onlyFailure(checkAgainstItself(late), check, "after the first extend");
        EventLogWriter twice = writer().startupLocality(3).startupLocality(3).separator(0);
        onlyFailure(checkAgainstItself(twice), check, "twice");
        for (int value : new int[] {1, 2, 5, 255}) {
            EventLogWriter other = writer().startupLocality(value).separator(0);
            onlyFailure(checkAgainstItself(other), check, "StartupLocality is " + value);
        }
        EventLogWriter otherPcr = writer().noAction(1, Bytes.concat(PcrZeroStart.SIGNATURE, Bytes.of(3)))
                .separator(0);
        onlyFailure(checkAgainstItself(otherPcr), check, "PCR 0");
        EventLogWriter cut = writer().noAction(0, PcrZeroStart.SIGNATURE).separator(0);
        onlyFailure(checkAgainstItself(cut), check, "wrong length");
    }

    @Test
    @DisplayName("T-26 startup-locality: an H-CRTM event that is not first, or beside another locality")
    void forgedHcrtm() {
        TcgEventType hcrtm = TcgEventType.EV_EFI_HCRTM_EVENT;
        EventLogWriter late = writer().event(0, TcgEventType.EV_S_CRTM_VERSION, DATA);
        late.event(0, hcrtm, DATA).separator(0);
        onlyFailure(checkAgainstItself(late), TpmEventLogCheck.STARTUP_LOCALITY, "after the first extend");
        EventLogWriter contradicted =
                writer().startupLocality(3).event(0, hcrtm, DATA).separator(0);
        onlyFailure(checkAgainstItself(contradicted), TpmEventLogCheck.STARTUP_LOCALITY, "contradicts");
        EventLogWriter agreed =
                writer().startupLocality(4).event(0, hcrtm, DATA).separator(0);
        assertThat(checkAgainstItself(agreed).anyFailed()).isFalse();
    }

    @Test
    @DisplayName("startup-locality is not assessed if PCR 0 is not quoted")
    void pcr0NotQuoted() {
        TcgEventLog log = standard(3);
        Findings findings = check(log, changed(EventLogReplay.values(log), r -> r.remove(0)));
        assertThat(findings.of(TpmEventLogCheck.STARTUP_LOCALITY).orElseThrow().outcome())
                .isEqualTo(Outcome.NOT_ASSESSED);
        assertThat(findings.anyFailed()).isFalse();
    }

    @Test
    @DisplayName("T-26 separator: missing, twice, of an error, of other data")
    void separators() {
        TpmEventLogCheck check = TpmEventLogCheck.SEPARATOR;
        for (int pcr = 0; pcr <= 7; pcr++) {
            EventLogWriter missing = writer().event(pcr, TcgEventType.EV_EFI_ACTION, DATA);
            onlyFailure(checkAgainstItself(missing), check, "no separator in PCR " + pcr);
            EventLogWriter twice = writer().separator(pcr).separator(pcr);
            onlyFailure(checkAgainstItself(twice), check, "second separator of PCR " + pcr);
        }
        for (String data : new String[] {"01000000", "00000001", "000000", "0000000000", ""}) {
            EventLogWriter error = writer().event(2, TcgEventType.EV_SEPARATOR, Bytes.fromHex(data));
            onlyFailure(checkAgainstItself(error), check, "tells of an error");
        }
        EventLogWriter ones = writer().event(2, TcgEventType.EV_SEPARATOR, Bytes.fromHex("ffffffff"));
        assertThat(checkAgainstItself(ones).anyFailed()).isFalse();
        EventLogWriter userSpace = writer().separator(0).event(8, TcgEventType.EV_IPL, DATA);
        assertThat(checkAgainstItself(userSpace).anyFailed()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = TcgEventType.class,
            names = {"EV_S_CRTM_VERSION", "EV_POST_CODE", "EV_EFI_PLATFORM_FIRMWARE_BLOB", "EV_EFI_HANDOFF_TABLES"})
    @DisplayName("T-26 separator: firmware events after the separator of PCR 0")
    void eventsAfterSeparator(TcgEventType type) {
        EventLogWriter writer = writer().separator(0).event(0, type, DATA);
        onlyFailure(checkAgainstItself(writer), TpmEventLogCheck.SEPARATOR, "after its separator (event 2)");
    }

    @Test
    @DisplayName("T-21 known-type: an unknown type in PCR 0 to 7")
    void unknownType() {
        for (long type : new long[] {0, 2, 0x40e, 0x80000000L, 0x800000e5L, 0xffffffffL}) {
            EventLogWriter writer =
                    writer().event(1, type, List.of(SHA256.digest(DATA)), DATA).separator(1);
            onlyFailure(checkAgainstItself(writer), TpmEventLogCheck.KNOWN_TYPE, "in PCR 1 (event 1)");
        }
        EventLogWriter userSpace = writer().separator(1).event(8, 0x40e, List.of(SHA256.digest(DATA)), DATA);
        assertThat(checkAgainstItself(userSpace).anyFailed()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = TcgEventType.class,
            names = {
                "EV_ACTION",
                "EV_S_CRTM_VERSION",
                "EV_EFI_VARIABLE_DRIVER_CONFIG",
                "EV_EFI_VARIABLE_BOOT",
                "EV_EFI_VARIABLE_BOOT2",
                "EV_EFI_VARIABLE_AUTHORITY",
                "EV_EFI_GPT_EVENT",
                "EV_EFI_GPT_EVENT2",
                "EV_EFI_ACTION",
                "EV_EFI_SPDM_DEVICE_POLICY",
                "EV_EFI_SPDM_DEVICE_AUTHORITY"
            })
    @DisplayName("T-21 data-digest: data that does not hash to the digest")
    void alteredData(TcgEventType type) {
        EventLogWriter altered =
                writer().event(1, type, DATA, Bytes.ofUtf8("other")).separator(1);
        onlyFailure(checkAgainstItself(altered), TpmEventLogCheck.DATA_DIGEST, "PCR 1 does not hash");
        EventLogWriter honest = writer().event(1, type, DATA).separator(1);
        assertThat(checkAgainstItself(honest).anyFailed()).isFalse();
    }

    @Test
    @DisplayName(
            "T-21 data-digest: a separator whose digest is of other data, an altered kernel command line in PCR 12")
    void alteredSeparatorAndCommandLine() {
        TcgEventType separator = TcgEventType.EV_SEPARATOR;
        EventLogWriter writer = writer().event(1, separator, DATA, Bytes.of(0, 0, 0, 0));
        onlyFailure(checkAgainstItself(writer), TpmEventLogCheck.DATA_DIGEST, "PCR 1");
        EventLogWriter commandLine =
                writer().separator(1).event(12, TcgEventType.EV_IPL, DATA, Bytes.ofUtf8("init=/bin/sh"));
        onlyFailure(checkAgainstItself(commandLine), TpmEventLogCheck.DATA_DIGEST, "PCR 12");
    }

    @Test
    @DisplayName("data-digest: boot variables may be hashed without name, authorities without their last byte")
    void coveredParts() {
        Bytes guid = Bytes.fromHex("61dfe48bca93d211aa0d00e098032b8c");
        Bytes variable = new UefiVariable(guid, "BootOrder", DATA).encode();
        EventLogWriter boot = writer().event(1, TcgEventType.EV_EFI_VARIABLE_BOOT, DATA, variable)
                .separator(1);
        assertThat(checkAgainstItself(boot).anyFailed()).isFalse();
        TcgEvent event = decode(boot.toBytes()).events().get(1);
        assertThat(event.coveredData(SHA256)).contains(DATA);
        Bytes longer = Bytes.concat(variable, Bytes.of(9));
        EventLogWriter authority = writer().event(7, TcgEventType.EV_EFI_VARIABLE_AUTHORITY, variable, longer)
                .separator(7);
        assertThat(checkAgainstItself(authority).anyFailed()).isFalse();
        assertThat(decode(authority.toBytes()).events().get(1).coveredData(SHA256))
                .contains(variable);
    }

    @Test
    @DisplayName("every check has its own id and a warning or worse on failure")
    void catalogue() {
        assertThat(List.of(TpmEventLogCheck.values()))
                .extracting(TpmEventLogCheck::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith("tpm.eventlog."));
        assertThat(List.of(TpmEventLogCheck.values()))
                .allMatch(check -> check.definition().onFailure().value() >= 32);
    }
}
