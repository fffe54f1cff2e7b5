package dev.rats4j.tpm.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.Findings;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("exhaustive")
class TcgEventLogPropertyTest {

    private static final long SEED = 20260113;
    private static final PcrValues QUOTED =
            EventLogReplay.values(decoded(standard()).orElseThrow());

    private static Bytes standard() {
        return SyntheticFirmwareLog.standard(HashAlgorithm.SHA1, HashAlgorithm.SHA256);
    }

    /** The log, or nothing if it is refused; any other exception fails the test. */
    private static Optional<TcgEventLog> decoded(Bytes bytes) {
        try {
            return Optional.of(TcgEventLog.decode(bytes));
        } catch (MalformedMessageException e) {
            assertThat(e.offset()).isBetween(0, bytes.length());
            return Optional.empty();
        }
    }

    private static void appraise(TcgEventLog log) {
        Findings.Builder findings = Findings.builder(TpmEventLogCheck.class);
        EventLogAppraisal.check(log, QUOTED, findings);
        assertThat(findings.build().unanswered()).isEmpty();
    }

    @Test
    @DisplayName("T-23 random bytes, with and without the start of a log, are read or refused")
    void randomBytes() {
        Random random = new Random(SEED);
        Bytes start = new EventLogWriter(List.of(HashAlgorithm.SHA256)).toBytes();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            decoded(Bytes.copyOf(bytes)).ifPresent(TcgEventLogPropertyTest::appraise);
            decoded(Bytes.concat(start, Bytes.copyOf(bytes))).ifPresent(TcgEventLogPropertyTest::appraise);
        }
    }

    @Test
    @DisplayName("T-23 a log with a few bytes changed is read or refused, and can be appraised")
    void mutations() {
        Random random = new Random(SEED);
        byte[] original = standard().toByteArray();
        int readable = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = original.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? 0xff : random.nextInt());
            }
            Optional<TcgEventLog> log = decoded(Bytes.copyOf(bytes));
            log.ifPresent(TcgEventLogPropertyTest::appraise);
            readable += log.isPresent() ? 1 : 0;
        }
        assertThat(readable).isBetween(100, 4_900);
    }

    @Test
    @DisplayName("every prefix gives the first events of the log or is refused")
    void prefixes() {
        Bytes bytes = standard();
        TcgEventLog whole = decoded(bytes).orElseThrow();
        int readable = 0;
        for (int length = 0; length < bytes.length(); length++) {
            Optional<TcgEventLog> prefix = decoded(bytes.slice(0, length));
            if (prefix.isPresent()) {
                readable++;
                List<TcgEvent> events = prefix.get().events();
                assertThat(events).hasSizeLessThan(whole.events().size());
                assertThat(events).isEqualTo(whole.events().subList(0, events.size()));
            }
        }
        assertThat(readable).isGreaterThanOrEqualTo(whole.events().size() - 1);
    }

    @Test
    @DisplayName("a bit flipped in a digest of a quoted bank makes the replay fail")
    void flippedDigest() throws MalformedMessageException {
        Bytes bytes = standard();
        for (TcgEvent event : decoded(bytes).orElseThrow().events()) {
            if (event.extendsPcr()) {
                int sha256 = event.offset() + 12 + 22 + 2;
                byte[] flipped = bytes.toByteArray();
                flipped[sha256 + event.index() % 32] ^= 1;
                Findings.Builder findings = Findings.builder(TpmEventLogCheck.class);
                EventLogAppraisal.check(TcgEventLog.decode(Bytes.copyOf(flipped)), QUOTED, findings);
                assertThat(findings.anyCryptographicFailed()).isTrue();
            }
        }
    }

    @Test
    @DisplayName("written logs decode to what was written and replay to registers computed independently")
    void roundTrip() throws MalformedMessageException, NoSuchAlgorithmException {
        Random random = new Random(SEED);
        for (int i = 0; i < 300; i++) {
            List<HashAlgorithm> banks = banks(random);
            EventLogWriter writer = new EventLogWriter(banks);
            Map<HashAlgorithm, Map<Integer, byte[]>> expected = new HashMap<>();
            banks.forEach(bank -> expected.put(bank, new HashMap<>()));
            List<Bytes> written = new ArrayList<>();
            for (int events = random.nextInt(30); events > 0; events--) {
                byte[] data = new byte[random.nextInt(60)];
                random.nextBytes(data);
                int pcr = random.nextInt(24);
                written.add(Bytes.copyOf(data));
                writer.event(pcr, TcgEventType.EV_IPL, Bytes.copyOf(data));
                for (HashAlgorithm bank : banks) {
                    extend(expected.get(bank), bank, pcr, data);
                }
            }
            TcgEventLog log = TcgEventLog.decode(writer.toBytes());
            assertThat(log.events().stream().skip(1).map(TcgEvent::untrustedData))
                    .isEqualTo(written);
            for (HashAlgorithm bank : banks) {
                Map<Integer, String> replayed = new HashMap<>();
                EventLogReplay.replay(log, bank)
                        .values()
                        .forEach((pcr, digest) ->
                                replayed.put(pcr, digest.value().toHex()));
                Map<Integer, String> computed = new HashMap<>();
                expected.get(bank)
                        .forEach((pcr, value) ->
                                computed.put(pcr, Bytes.copyOf(value).toHex()));
                assertThat(replayed).isEqualTo(computed);
            }
        }
    }

    private static List<HashAlgorithm> banks(Random random) {
        List<HashAlgorithm> all = new ArrayList<>(List.of(HashAlgorithm.values()));
        java.util.Collections.shuffle(all, random);
        return all.subList(0, 1 + random.nextInt(all.size()));
    }

    private static void extend(Map<Integer, byte[]> registers, HashAlgorithm bank, int pcr, byte[] data)
            throws NoSuchAlgorithmException {
        MessageDigest function = MessageDigest.getInstance(bank.jcaName());
        byte[] measured = function.digest(data);
        byte[] start = new byte[measured.length];
        if (pcr >= 17 && pcr <= 22) {
            Arrays.fill(start, (byte) -1);
        }
        function.update(registers.getOrDefault(pcr, start));
        registers.put(pcr, function.digest(measured));
    }
}
