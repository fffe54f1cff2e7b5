package dev.rats4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is asked for, and peers. Nothing here looks at a clock. */
class BenchRunTest {

    @TempDir
    private Path directory;

    private BenchRun.Request request(String filter, Optional<String> peer) {
        return new BenchRun.Request(filter, true, peer, directory, Instant.parse("2026-11-25T12:00:00Z"));
    }

    private static List<String> pathsOf(String filter) throws BenchException {
        return BenchScenario.matching(filter).stream()
                .map(BenchScenario::path)
                .distinct()
                .toList();
    }

    @Test
    void aFilterIsAPathOrAPartOfPaths() throws BenchException {
        assertThat(pathsOf("authenticate/tpm")).containsExactly("authenticate/tpm");
        assertThat(BenchScenario.matching("authenticate/tpm")).hasSize(3);
        assertThat(pathsOf("authenticate"))
                .contains("authenticate/tpm", "authenticate/tpm-certificate", "authenticate/tpm-event-log");
        assertThat(pathsOf("tpm")).contains("decide/tpm").doesNotContain("verify/ear-cwt", "decode/cmw-record");
        assertThat(pathsOf("")).isEqualTo(BenchRun.paths());
    }

    @Test
    void anUnknownFilterIsAnsweredWithThePathsThatThereAre() {
        List<String> progress = new ArrayList<>();
        assertThatThrownBy(() -> BenchRun.run(request("sev-snp", Optional.empty()), progress::add))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("\"sev-snp\"")
                .hasMessageContaining(String.join(", ", BenchRun.paths()));
        assertThat(progress).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aPeerIsRefusedBeforeAnythingIsMeasured() {
        assertThatThrownBy(() -> BenchRun.run(request("decode/tpm", Optional.of("verify {file}")), line -> {}))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("authenticate/tpm");
        assertThatThrownBy(() -> BenchRun.run(request("authenticate/tpm", Optional.of("verify evidence")), line -> {}))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("{file}");
    }

    private static List<Double> runPeer(String command, int limitSeconds) throws BenchException, InterruptedException {
        TpmDevice device = TpmDevice.of(CryptoBackend.standard(), AttestationKeyKind.ECDSA_P256, TpmVariant.PINNED_KEY);
        Bytes good = device.encoded().content();
        Bytes broken = BenchRun.broken(device.parts()).encode().content();
        assertThat(broken).isNotEqualTo(good);
        return PeerCommand.of(command, limitSeconds).run(good, broken, 3);
    }

    @Test
    void aPeerThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> runPeer("/nowhere/verifier {file}", 10))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("/nowhere/verifier");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPeerThatRefusesGoodEvidenceIsReportedWithItsReason() throws IOException {
        Path peer = script("echo 'no such key' >&2", "exit 3");
        assertThatThrownBy(() -> runPeer(peer + " {file}", 10))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("exit status 3: no such key");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPeerThatAcceptsABrokenSignatureIsNoVerifier() throws IOException {
        Path peer = script("exit 0");
        assertThatThrownBy(() -> runPeer(peer + " {file}", 10))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("does not verify");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPeerThatHangsIsStopped() throws IOException {
        Path peer = script("exec sleep 60");
        assertThatThrownBy(() -> runPeer(peer + " {file}", 1))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("within 1 seconds");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPeerThatTellsGoodFromBrokenIsTimedAndItsWordsReachNoShell() throws Exception {
        Path peer = script(
                "test \"$2\" = '$(id);' || exit 9", "case \"$1\" in *evidence.cbor) cat \"$1\" ;; *) exit 1 ;; esac");
        assertThat(runPeer(peer + " {file}  $(id);", 10)).hasSize(3).allMatch(seconds -> seconds > 0);
    }

    private Path script(String... lines) throws IOException {
        Path script = directory.resolve("peer");
        Files.writeString(script, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
}
