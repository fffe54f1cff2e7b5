package dev.rats4j.tpm.eventlog;

import static dev.rats4j.wire.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.Check;
import dev.rats4j.Finding;
import dev.rats4j.Findings;
import dev.rats4j.Outcome;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Logs at the limits of their fields, and rules at the registers where they end. */
class EventLogLimitsTest {

    private static final HashAlgorithm SHA256 = HashAlgorithm.SHA256;
    private static final Bytes DATA = Bytes.ofUtf8("data");
    private static final Bytes OTHER = Bytes.ofUtf8("other");

    private static EventLogWriter writer() {
        return new EventLogWriter(List.of(SHA256));
    }

    /** A Spec ID record with these algorithms: number and digest size in turn. */
    private static Bytes specId(int vendorInfoSize, Bytes vendorInfo, int... algorithms) {
        List<Bytes> data = new ArrayList<>();
        data.add(Bytes.ofUtf8("Spec ID Event03\0"));
        data.add(Bytes.copyOf(new byte[8]));
        data.add(LittleEndian.u32(algorithms.length / 2));
        for (int value : algorithms) {
            data.add(LittleEndian.u16(value));
        }
        data.add(Bytes.of(vendorInfoSize));
        data.add(vendorInfo);
        return TcgEventLogTest.sha1Record(0, 3, Bytes.copyOf(new byte[20]), Bytes.concat(data.toArray(Bytes[]::new)));
    }

    @Test
    @DisplayName("T-23 a Spec ID record has 1 to 16 algorithms, unknown ones with digests of 1 to 128 bytes")
    void boundsAlgorithms() throws MalformedMessageException {
        int[] most = new int[32];
        for (int i = 0; i < 16; i++) {
            most[2 * i] = 0x100 + i;
            most[2 * i + 1] = i % 2 == 0 ? 1 : 128;
        }
        TcgEventLog log = TcgEventLog.decode(specId(0, Bytes.EMPTY, most));
        assertThat(log.algorithms()).hasSize(16).containsEntry(0x100, 1).containsEntry(0x10f, 128);
        assertThat(log.banks()).isEmpty();
        int[] more = java.util.Arrays.copyOf(most, 34);
        more[32] = 0x110;
        more[33] = 1;
        assertRefused(
                () -> TcgEventLog.decode(specId(0, Bytes.EMPTY, more)),
                "TCG_EfiSpecIDEvent.numberOfAlgorithms",
                56,
                "not 1 to 16");
        for (int size : new int[] {0, 129}) {
            assertRefused(
                    () -> TcgEventLog.decode(specId(0, Bytes.EMPTY, 0xb, 32, 0x100, size)),
                    "TCG_EfiSpecIdEventAlgorithmSize",
                    64,
                    "wrong digest size, or algorithm listed twice");
        }
    }

    @Test
    @DisplayName("vendor info may begin inside the record and go on behind it")
    void readsVendorInfo() throws MalformedMessageException {
        Bytes inside = specId(3, Bytes.of(7), 0xb, 32);
        Bytes event = writer().event(4, TcgEventType.EV_EFI_ACTION, DATA).toBytes();
        Bytes rest = event.slice(writer().toBytes().length(), event.length());
        TcgEventLog log = TcgEventLog.decode(Bytes.concat(inside, Bytes.of(8, 9), rest));
        assertThat(log.events()).hasSize(2);
        assertThat(log.events().get(1).digests()).containsExactly(SHA256.digest(DATA));
        assertThat(log.events().get(1).offset()).isEqualTo(inside.length() + 2);
    }

    @Test
    @DisplayName("bytes that are all the same are one event, and padding")
    void readsPaddingAlone() throws MalformedMessageException {
        TcgEventLog zeros = TcgEventLog.decode(Bytes.copyOf(new byte[40]));
        assertThat(zeros.events()).hasSize(1);
        assertThat(zeros.trailingLength()).isEqualTo(8);
        assertRefused(() -> TcgEventLog.decode(Bytes.fromHex("ff".repeat(40))), "pcrIndex", 0, "PCRs are 0 to 23");
    }

    @Test
    @DisplayName("T-23 a variable's name is as long as what is there, and is refused where it says more")
    void boundsVariables() throws MalformedMessageException {
        Bytes guid = Bytes.copyOf(new byte[16]);
        UefiVariable empty = new UefiVariable(guid, "ab", Bytes.EMPTY);
        Bytes encoded = empty.encode();
        assertThat(UefiVariable.decode(encoded)).isEqualTo(empty);
        for (long characters : new long[] {3, 4, 5, 1L << 62, -1}) {
            Bytes hostile = TcgEventLogTest.overwrite(encoded, 16, LittleEndian.u64(characters));
            assertRefused(
                    () -> UefiVariable.decode(hostile),
                    "UEFI_VARIABLE_DATA.UnicodeNameLength",
                    16,
                    "longer than the event");
        }
        Bytes longer = TcgEventLogTest.overwrite(encoded, 24, LittleEndian.u64(1));
        assertRefused(() -> UefiVariable.decode(longer), "UEFI_VARIABLE_DATA.VariableData", 36);
        assertRefused(() -> UefiVariable.decode(Bytes.concat(encoded, Bytes.of(1))), "UEFI_VARIABLE_DATA", 36);
    }

    private static Findings check(Bytes log, PcrValues quoted) throws MalformedMessageException {
        Findings.Builder findings = Findings.builder(TpmEventLogCheck.class);
        EventLogAppraisal.check(TcgEventLog.decode(log), quoted, findings);
        return findings.build();
    }

    private static Findings checkItself(EventLogWriter writer) throws MalformedMessageException {
        return check(writer.toBytes(), EventLogReplay.values(TcgEventLog.decode(writer.toBytes())));
    }

    private static void assertFails(Findings findings, TpmEventLogCheck check, String reason) {
        assertThat(findings.failed()).extracting(Finding::check).contains((Check) check);
        assertThat(findings.of(check).orElseThrow().reason()).isEqualTo(reason);
    }

    @Test
    @DisplayName("T-21 unknown types are refused up to PCR 7")
    void knowsTypesOfFirmware() throws MalformedMessageException {
        List<Digest> digests = List.of(SHA256.digest(DATA));
        EventLogWriter last = writer().event(7, 0x40e, digests, DATA).separator(7);
        assertFails(checkItself(last), TpmEventLogCheck.KNOWN_TYPE, "type 40e in PCR 7 (event 1)");
        assertThat(checkItself(writer().event(8, 0x40e, digests, DATA)).anyFailed())
                .isFalse();
    }

    @Test
    @DisplayName("T-21 EV_IPL is to be over its data in PCR 12 only")
    void readsCommandLines() throws MalformedMessageException {
        EventLogWriter elsewhere = writer().event(8, TcgEventType.EV_IPL, OTHER, DATA);
        assertThat(checkItself(elsewhere).anyFailed()).isFalse();
        EventLogWriter commandLine = writer().event(12, TcgEventType.EV_IPL, OTHER, DATA);
        assertFails(
                checkItself(commandLine),
                TpmEventLogCheck.DATA_DIGEST,
                "data of an event of PCR 12 does not hash to its digest (event 1)");
    }

    @Test
    @DisplayName("T-21 the content of a boot variable has to hash to the digest, and so has data without its last byte")
    void comparesPartsOfData() throws MalformedMessageException {
        Bytes variable = new UefiVariable(Bytes.copyOf(new byte[16]), "BootOrder", DATA).encode();
        for (TcgEventType type :
                new TcgEventType[] {TcgEventType.EV_EFI_VARIABLE_BOOT, TcgEventType.EV_EFI_VARIABLE_AUTHORITY}) {
            EventLogWriter altered = writer().event(1, type, OTHER, variable).separator(1);
            assertFails(
                    checkItself(altered),
                    TpmEventLogCheck.DATA_DIGEST,
                    "data of an event of PCR 1 does not hash to its digest (event 1)");
            assertThat(TcgEventLog.decode(altered.toBytes()).events().get(1).coveredData(SHA256))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("T-21 a digest of a bank that is not quoted does not count")
    void looksAtQuotedBanksOnly() throws MalformedMessageException {
        EventLogWriter both = new EventLogWriter(List.of(HashAlgorithm.SHA384, SHA256))
                .event(
                        4,
                        TcgEventType.EV_EFI_ACTION.value(),
                        List.of(HashAlgorithm.SHA384.digest(OTHER), SHA256.digest(DATA)),
                        DATA)
                .separator(4);
        PcrValues all = EventLogReplay.values(TcgEventLog.decode(both.toBytes()));
        assertThat(check(both.toBytes(), all.only((bank, index) -> bank == SHA256))
                        .anyFailed())
                .isFalse();
        assertFails(
                check(both.toBytes(), all),
                TpmEventLogCheck.DATA_DIGEST,
                "data of an event of PCR 4 does not hash to its digest (event 1)");
    }

    @Test
    @DisplayName("T-26 a PCR 0 that no event extends still tells the locality that it started at")
    void explainsAnUntouchedPcr0() throws MalformedMessageException {
        EventLogWriter writer = writer().separator(4);
        Map<Integer, Digest> registers = new TreeMap<>(
                EventLogReplay.values(TcgEventLog.decode(writer.toBytes())).bank(SHA256));
        registers.put(0, new Digest(SHA256, Bytes.fromHex("00".repeat(31) + "03")));
        Findings findings = check(writer.toBytes(), new PcrValues(Map.of(SHA256, registers)));
        assertFails(findings, TpmEventLogCheck.STARTUP_LOCALITY, "PCR 0 started at locality 3, the log says 0");
        registers.put(0, new Digest(SHA256, Bytes.copyOf(new byte[32])));
        Findings untouched = check(writer.toBytes(), new PcrValues(Map.of(SHA256, registers)));
        assertThat(untouched.of(TpmEventLogCheck.STARTUP_LOCALITY).orElseThrow().outcome())
                .isEqualTo(Outcome.PASSED);
    }
}
