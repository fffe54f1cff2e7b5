package dev.rats4j.tpm.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.Findings;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class EventLogFuzzTest {

    private static final Bytes GUID = Bytes.fromHex("61dfe48bca93d211aa0d00e098032b8c");
    private static final PcrValues OTHER = EventLogReplay.values(AnyBytes.decode(
                    log(List.of(HashAlgorithm.SHA256), 4).toByteArray(), TcgEventLog::decode)
            .orElseThrow());

    private static Bytes log(List<HashAlgorithm> banks, int locality) {
        return new EventLogWriter(banks)
                .startupLocality(locality)
                .event(0, TcgEventType.EV_S_CRTM_VERSION, Bytes.ofUtf8("1"))
                .event(
                        7,
                        TcgEventType.EV_EFI_VARIABLE_DRIVER_CONFIG,
                        new UefiVariable(GUID, "SecureBoot", Bytes.of(1)).encode())
                .separator(0)
                .event(4, TcgEventType.EV_IPL, Bytes.ofUtf8("kernel"), Bytes.ofUtf8("text"))
                .toBytes();
    }

    /** TCG_PCClientPCREvent, twice. */
    private static Bytes sha1Log() {
        Bytes event = Bytes.concat(
                Bytes.of(0, 0, 0, 0, 8, 0, 0, 0), Bytes.copyOf(new byte[20]), Bytes.of(2, 0, 0, 0, 'v', '1'));
        return Bytes.concat(event, event);
    }

    static Stream<byte[]> logs() {
        return AnyBytes.seeds(
                TcgEventLog::decode,
                log(List.of(HashAlgorithm.SHA256), 3),
                log(List.of(HashAlgorithm.SHA1, HashAlgorithm.SHA384), 0),
                Bytes.concat(log(List.of(HashAlgorithm.SHA256), 4), Bytes.copyOf(new byte[16])),
                sha1Log(),
                SyntheticFirmwareLog.standard(HashAlgorithm.SHA256));
    }

    @MethodSource("logs")
    @FuzzTest
    void eventLog(byte[] input) {
        AnyBytes.decode(input, TcgEventLog::decode).ifPresent(log -> {
            for (HashAlgorithm bank : HashAlgorithm.values()) {
                ReplayedBank replayed = EventLogReplay.replay(log, bank);
                assertThat(replayed.values())
                        .doesNotContainKeys(replayed.undetermined().toArray(Integer[]::new));
            }
            check(log, EventLogReplay.values(log));
            check(log, OTHER);
            log.events().forEach(event -> event.untrustedKnownType());
        });
    }

    private static void check(TcgEventLog log, PcrValues quoted) {
        Findings.Builder findings = Findings.builder(TpmEventLogCheck.class);
        EventLogAppraisal.check(log, quoted, findings);
        assertThat(findings.build().unanswered()).isEmpty();
    }

    static Stream<byte[]> variables() {
        return AnyBytes.seeds(
                UefiVariable::decode,
                new UefiVariable(GUID, "SecureBoot", Bytes.of(1)).encode(),
                new UefiVariable(GUID, "\ud83d\ude00", Bytes.EMPTY).encode());
    }

    @MethodSource("variables")
    @FuzzTest
    void uefiVariable(byte[] input) {
        AnyBytes.decode(input, UefiVariable::decode)
                .ifPresent(variable -> AnyBytes.roundTrip(variable, UefiVariable::encode, UefiVariable::decode));
    }

    static Stream<byte[]> signatureLists() {
        Bytes head = Bytes.concat(
                EfiSignatureList.SHA256, LittleEndian.u32(28 + 48), LittleEndian.u32(0), LittleEndian.u32(48));
        return AnyBytes.seeds(EfiSignatureList::decodeAll, Bytes.concat(head, GUID, Bytes.copyOf(new byte[32])));
    }

    @MethodSource("signatureLists")
    @FuzzTest
    void signatureList(byte[] input) {
        AnyBytes.decode(input, EfiSignatureList::decodeAll)
                .ifPresent(lists -> lists.forEach(list -> list.signatures()
                        .forEach(one -> assertThat(one.owner().length()).isEqualTo(16))));
    }
}
