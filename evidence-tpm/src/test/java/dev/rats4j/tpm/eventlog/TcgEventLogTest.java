package dev.rats4j.tpm.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcgEventLogTest {

    private static final List<HashAlgorithm> SHA256 = List.of(HashAlgorithm.SHA256);
    private static final Bytes DATA = Bytes.ofUtf8("data");

    /** Header 32, Spec ID data 33 for one bank. */
    private static final int FIRST_EVENT = 65;

    private static final int ALGORITHM_COUNT = 56;
    private static final int VENDOR_INFO_SIZE = 64;

    static Bytes overwrite(Bytes log, int at, Bytes value) {
        return Bytes.concat(log.slice(0, at), value, log.slice(at + value.length(), log.length()));
    }

    private static Bytes oneEvent() {
        return new EventLogWriter(SHA256)
                .event(4, TcgEventType.EV_EFI_ACTION, DATA)
                .toBytes();
    }

    /** A SHA-1 format record. */
    static Bytes sha1Record(int pcr, long type, Bytes digest, Bytes data) {
        return Bytes.concat(
                LittleEndian.u32(pcr), LittleEndian.u32(type), digest, LittleEndian.u32(data.length()), data);
    }

    @Test
    @DisplayName("crypto-agile log: format, algorithms, events with offsets and digests")
    void cryptoAgile() throws MalformedMessageException {
        TcgEventLog log = TcgEventLog.decode(new EventLogWriter(List.of(HashAlgorithm.SHA1, HashAlgorithm.SHA384))
                .event(4, TcgEventType.EV_EFI_ACTION, DATA)
                .noAction(TcgEvent.NO_PCR, Bytes.EMPTY)
                .toBytes());
        assertThat(log.format()).isEqualTo(TcgLogFormat.CRYPTO_AGILE);
        assertThat(log.algorithms()).containsEntry(4, 20).containsEntry(0xc, 48).hasSize(2);
        assertThat(log.banks()).containsExactly(HashAlgorithm.SHA1, HashAlgorithm.SHA384);
        assertThat(log.trailingLength()).isZero();
        assertThat(log.extendedPcrs()).containsExactly(4);
        assertThat(log.events()).hasSize(3);
        TcgEvent event = log.events().get(1);
        assertThat(event.index()).isEqualTo(1);
        assertThat(event.offset()).isEqualTo(FIRST_EVENT + 4);
        assertThat(event.untrustedType()).isEqualTo(0x80000007L);
        assertThat(event.untrustedKnownType()).contains(TcgEventType.EV_EFI_ACTION);
        assertThat(event.digest(HashAlgorithm.SHA384)).contains(HashAlgorithm.SHA384.digest(DATA));
        assertThat(event.digest(HashAlgorithm.SHA256)).isEmpty();
        assertThat(event.extendsPcr()).isTrue();
        assertThat(log.events().get(2).extendsPcr()).isFalse();
        assertThat(log.events().get(2).pcrIndex()).isEqualTo(TcgEvent.NO_PCR);
    }

    @Test
    @DisplayName("a log whose first record is no Spec ID record is of SHA-1 format, also if it is EV_NO_ACTION")
    void sha1Format() throws MalformedMessageException {
        Bytes digest = HashAlgorithm.SHA1.digest(DATA).value();
        TcgEventLog log = TcgEventLog.decode(
                Bytes.concat(sha1Record(0, 3, digest, Bytes.EMPTY), sha1Record(2, 0x80000007L, digest, DATA)));
        assertThat(log.format()).isEqualTo(TcgLogFormat.SHA1);
        assertThat(log.events()).hasSize(2);
        assertThat(log.banks()).containsExactly(HashAlgorithm.SHA1);
        assertThat(EventLogReplay.replay(log, HashAlgorithm.SHA1).values()).containsOnlyKeys(2);
    }

    @ParameterizedTest
    @CsvSource({"00,1", "00,700", "ff,1", "ff,700"})
    @DisplayName("a trailing area of equal bytes 00 or ff is padding")
    void padding(String octet, int length) throws MalformedMessageException {
        Bytes padding = Bytes.fromHex(octet.repeat(length));
        TcgEventLog log = TcgEventLog.decode(Bytes.concat(oneEvent(), padding));
        assertThat(log.events()).hasSize(2);
        assertThat(log.trailingLength()).isEqualTo(length);
    }

    @Test
    @DisplayName("a trailing area of mixed bytes is refused")
    void mixedTrailer() {
        refused(Bytes.concat(oneEvent(), Bytes.of(0, 0, 0, 1)), "TCG_PCR_EVENT2.eventType");
        refused(Bytes.concat(oneEvent(), Bytes.of(0, 0, 0xff, 0xff)), "TCG_PCR_EVENT2.eventType");
    }

    @Test
    @DisplayName("digests of an algorithm that is unknown here are skipped by the Spec ID record's size")
    void unknownAlgorithmIsSkipped() throws MalformedMessageException {
        Bytes log = new EventLogWriter(List.of(HashAlgorithm.SHA256, HashAlgorithm.SHA3_256))
                .event(4, TcgEventType.EV_EFI_ACTION, DATA)
                .toBytes();
        Bytes sm3 = Bytes.of(0x12, 0);
        Bytes withSm3 = overwrite(overwrite(log, 64, sm3), FIRST_EVENT + 4 + 12 + 34, sm3);
        TcgEventLog decoded = TcgEventLog.decode(withSm3);
        assertThat(decoded.algorithms()).containsEntry(0x12, 32);
        assertThat(decoded.banks()).containsExactly(HashAlgorithm.SHA256);
        assertThat(decoded.events().get(1).digests()).containsExactly(HashAlgorithm.SHA256.digest(DATA));
    }

    @Test
    @DisplayName("T-23 sizes of 4 GiB, of 2 GiB and one above what is left are refused")
    void hostileEventSizes() {
        int size = FIRST_EVENT + 12 + 34;
        for (long hostile : new long[] {0xffffffffL, 0xfffffff0L, 0x80000000L, 0x7fffffffL, DATA.length() + 1}) {
            refused(overwrite(oneEvent(), size, LittleEndian.u32(hostile)), "TCG_PCR_EVENT2.event");
            Bytes sha1 = sha1Record(0, 1, Bytes.fromHex("11".repeat(20)), DATA);
            refused(overwrite(sha1, 28, LittleEndian.u32(hostile)), "TCG_PCClientPCREvent.event");
        }
    }

    @Test
    @DisplayName("T-23 digest and algorithm counts above their caps are refused")
    void hostileCounts() {
        for (long hostile : new long[] {2, 0x10000000L, 0xffffffffL}) {
            refused(overwrite(oneEvent(), FIRST_EVENT + 8, LittleEndian.u32(hostile)), "TPML_DIGEST_VALUES.count");
        }
        for (long hostile : new long[] {0, 17, 0x10000000L, 0xffffffffL}) {
            refused(
                    overwrite(oneEvent(), ALGORITHM_COUNT, LittleEndian.u32(hostile)),
                    "TCG_EfiSpecIDEvent.numberOfAlgorithms");
        }
        refused(overwrite(oneEvent(), VENDOR_INFO_SIZE, Bytes.of(255)), "TCG_EfiSpecIDEvent.vendorInfo");
    }

    @Test
    @DisplayName("T-23 a log of more events than the cap is refused")
    void tooManyEvents() {
        Bytes[] parts = new Bytes[TcgEventLog.MAX_EVENTS + 1];
        Bytes digest = Bytes.fromHex("22".repeat(20));
        java.util.Arrays.fill(parts, sha1Record(1, 1, digest, Bytes.EMPTY));
        refused(Bytes.concat(Bytes.concat(parts), Bytes.of(1)), "event log");
    }

    @Test
    @DisplayName("an algorithm with another digest size than its own, or listed twice, is refused")
    void specIdAlgorithms() {
        refused(overwrite(oneEvent(), 62, LittleEndian.u16(20)), "TCG_EfiSpecIdEventAlgorithmSize");
        Bytes two = new EventLogWriter(List.of(HashAlgorithm.SHA256, HashAlgorithm.SHA3_256)).toBytes();
        refused(overwrite(two, 64, LittleEndian.u16(0xb)), "TCG_EfiSpecIdEventAlgorithmSize");
        for (int size : new int[] {0, 129, 0xffff}) {
            Bytes unknown = overwrite(overwrite(two, 64, LittleEndian.u16(0x12)), 66, LittleEndian.u16(size));
            refused(unknown, "TCG_EfiSpecIdEventAlgorithmSize");
        }
    }

    @Test
    @DisplayName("an event with an algorithm that the Spec ID record lacks, or the same one twice, is refused")
    void eventAlgorithms() {
        refused(overwrite(oneEvent(), FIRST_EVENT + 12, LittleEndian.u16(0xc)), "TPMT_HA.hashAlg");
        Digest digest = HashAlgorithm.SHA256.digest(DATA);
        Bytes twice = new EventLogWriter(List.of(HashAlgorithm.SHA256, HashAlgorithm.SHA384))
                .event(1, 1, List.of(digest, digest), DATA)
                .toBytes();
        refused(twice, "TPMT_HA.hashAlg");
    }

    @Test
    @DisplayName("PCR 24 is refused, ffffffff too unless the event is EV_NO_ACTION")
    void pcrIndex() throws MalformedMessageException {
        for (int pcr : new int[] {24, 32, TcgEvent.NO_PCR, Integer.MIN_VALUE}) {
            refused(
                    new EventLogWriter(SHA256)
                            .event(pcr, TcgEventType.EV_IPL, DATA)
                            .toBytes(),
                    "pcrIndex");
        }
        refused(new EventLogWriter(SHA256).noAction(24, DATA).toBytes(), "pcrIndex");
        Bytes last =
                new EventLogWriter(SHA256).event(23, TcgEventType.EV_IPL, DATA).toBytes();
        assertThat(TcgEventLog.decode(last).extendedPcrs()).containsExactly(23);
    }

    @Test
    @DisplayName("a Spec ID record that claims to be extended is refused")
    void specIdThatExtends() {
        refused(overwrite(oneEvent(), 4, LittleEndian.u32(1)), "TCG_EfiSpecIDEvent");
    }

    @Test
    @DisplayName(
            "bytes after the vendor info inside the Spec ID record are refused; vendor info may stand after a short record")
    void vendorInfo() throws MalformedMessageException {
        Bytes log = new EventLogWriter(SHA256).toBytes();
        Bytes longer = overwrite(Bytes.concat(log, Bytes.of(7)), 28, LittleEndian.u32(34));
        refused(longer, "TCG_EfiSpecIDEvent");
        assertThat(TcgEventLog.decode(overwrite(longer, VENDOR_INFO_SIZE, Bytes.of(1)))
                        .events())
                .hasSize(1);
        Bytes outside = overwrite(Bytes.concat(log, Bytes.of(7)), VENDOR_INFO_SIZE, Bytes.of(1));
        assertThat(TcgEventLog.decode(outside).events()).hasSize(1);
        assertThat(TcgEventLog.decode(outside).trailingLength()).isZero();
    }

    @Test
    @DisplayName("no bytes are no log")
    void empty() {
        refused(Bytes.EMPTY, "TCG_PCClientPCREvent.pcrIndex");
    }

    private static void refused(Bytes log, String field) {
        assertThatThrownBy(() -> TcgEventLog.decode(log))
                .isInstanceOfSatisfying(
                        MalformedMessageException.class,
                        e -> assertThat(e.field()).isEqualTo(field));
    }
}
