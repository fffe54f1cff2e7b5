package dev.rats4j.tpm.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rats4j.AttesterException;
import dev.rats4j.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ToolRunnerTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path scratch;

    private FakeTools tools;
    private Path work;

    @BeforeEach
    void prepare() throws Exception {
        tools = new FakeTools(Files.createDirectory(scratch.resolve("bin")));
        work = Files.createDirectory(scratch.resolve("work"));
    }

    private ToolRunner runner(Duration timeout) {
        return new ToolRunner(List.of(tools.directory()), Optional.of(Tcti.of("device:/dev/tpmrm0")), timeout);
    }

    private String run(String tool, String... arguments) throws AttesterException, InterruptedException {
        byte[] output = runner(LONG).run(work, tool, List.of(arguments)).toByteArray();
        return new String(output, StandardCharsets.UTF_8);
    }

    private AttesterException failure(String tool, Duration timeout) {
        return catchThrowableOfType(
                AttesterException.class, () -> runner(timeout).run(work, tool, List.of()));
    }

    @Test
    void theEnvironmentHasFourEntriesAndNothingInherited() throws Exception {
        tools.script("env", "exec /usr/bin/env");
        assertThat(run("env").lines().filter(line -> !line.startsWith("PWD=") && !line.startsWith("_=")))
                .containsExactlyInAnyOrder(
                        "PATH=/usr/bin:/bin", "LC_ALL=C", "TSS2_LOG=all+none", "TPM2TOOLS_TCTI=device:/dev/tpmrm0");
    }

    @Test
    void argumentsReachTheToolWithoutAShell() throws Exception {
        tools.script("args", "for a in \"$@\"; do echo \"<$a>\"; done");
        assertThat(run("args", "a b", "$(id)", ";ls", "")).isEqualTo("<a b>\n<$(id)>\n<;ls>\n<>\n");
    }

    @Test
    void theToolGetsNoInputAndTheGivenDirectory() throws Exception {
        tools.script("cat", "cat", "pwd");
        assertThat(run("cat")).isEqualTo(work + "\n");
    }

    @Test
    void aMissingToolNamesThePackage() {
        assertThat(failure("tpm2_quote", LONG).advice()).isEqualTo("On Debian: apt-get install tpm2-tools.");
        assertThat(failure("swtpm", LONG).advice()).isEqualTo("On Debian: apt-get install swtpm.");
        assertThat(failure("swtpm_ioctl", LONG).advice()).isEqualTo("On Debian: apt-get install swtpm-tools.");
        assertThat(failure("swtpm", LONG).status()).isEqualTo(-1);
    }

    @Test
    void aFileThatIsNoProgramIsReported() throws Exception {
        tools.script("broken");
        Files.writeString(tools.directory().resolve("broken"), "#!/nonexistent/interpreter\n");
        assertThat(failure("broken", LONG)).hasMessageContaining("cannot be started");
    }

    @Test
    void anExitStatusIsAFailureWithTheMessageInOneLine() throws Exception {
        tools.script("tpm2_quote", "echo 'ERROR: first' >&2", "printf 'second\\033[1m\\n' >&2", "exit 3");
        AttesterException failure = failure("tpm2_quote", LONG);
        assertThat(failure.tool()).isEqualTo("tpm2_quote");
        assertThat(failure.status()).isEqualTo(3);
        assertThat(failure).hasMessageContaining("ERROR: first second?[1m.").hasMessageNotContaining("\n");
        assertThat(failure.advice()).isEqualTo("See the message of the tool.");
    }

    @Test
    void tpmReturnCodesHaveAdvice() throws Exception {
        tools.script("tpm2_quote", "echo 'ERROR: Esys_Quote(0x903) - tpm:warn(2.0): out of memory' >&2", "exit 1");
        assertThat(failure("tpm2_quote", LONG).advice()).contains("tpm2_flushcontext -l");
    }

    @Test
    void aTimeOutKillsTheToolAndItsChildren() throws Exception {
        Path pids = scratch.resolve("pids");
        tools.script("hang", "sleep 600 &", "echo $$ $! > " + pids, "wait");
        AttesterException failure = failure("hang", Duration.ofSeconds(1));
        assertThat(failure).hasMessageContaining("not finished after 1000 ms");
        assertThat(failure.status()).isEqualTo(-1);
        assertAllDead(pids);
    }

    @Test
    void aChildThatKeepsTheOutputOpenHoldsNobodyBeyondTheTimeOut() throws Exception {
        // the tool lives long enough for its reader to be waiting: at once, the JDK may end the stream with the tool
        tools.script("orphan", "sleep 5 &", "sleep 0.3", "exit 0");
        long start = System.nanoTime();
        assertThat(failure("orphan", Duration.ofMillis(500))).hasMessageContaining("not finished");
        assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(4).toNanos());
    }

    @Test
    void anInterruptionKillsTheToolAndIsPassedOn() throws Exception {
        Path pids = scratch.resolve("pids");
        Path ready = scratch.resolve("ready");
        tools.script("hang", "sleep 600 &", "echo $$ $! > " + pids, "mv " + pids + " " + ready, "wait");
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                runner(LONG).run(work, "hang", List.of());
            } catch (AttesterException | InterruptedException e) {
                seen.set(e);
            }
        });
        thread.start();
        while (!Files.exists(ready)) {
            Thread.onSpinWait();
        }
        thread.interrupt();
        thread.join();
        assertThat(seen.get()).isInstanceOf(InterruptedException.class);
        assertAllDead(ready);
    }

    @Test
    void hugeOutputIsDrainedAndRefused() throws Exception {
        tools.script("flood", "head -c 8000000 /dev/zero", "head -c 8000000 /dev/zero >&2");
        assertThat(failure("flood", LONG)).hasMessageContaining("more than " + ToolRunner.OUTPUT_LIMIT + " bytes");
    }

    @Test
    void hugeErrorOutputIsCutToAnExcerpt() throws Exception {
        tools.script("flood", "head -c 8000000 /dev/zero | tr '\\0' x >&2", "exit 1");
        String message = failure("flood", LONG).getMessage();
        assertThat(message).contains("xxx...").hasSizeLessThan(500);
    }

    @Test
    void outputUpToTheLimitIsReturned() throws Exception {
        tools.script("full", "head -c " + ToolRunner.OUTPUT_LIMIT + " /dev/zero");
        Bytes output = runner(LONG).run(work, "full", List.of());
        assertThat(output.length()).isEqualTo(ToolRunner.OUTPUT_LIMIT);
    }

    @Test
    void theSearchPathOfTheEnvironmentIsNotAsked() {
        assertThatThrownBy(() -> run("ls"))
                .isInstanceOf(AttesterException.class)
                .hasMessageContaining("not found in");
    }

    @Test
    void aTimeOutMustBePositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> runner(Duration.ZERO));
    }

    private static void assertAllDead(Path pids) throws Exception {
        String[] numbers = Files.readString(pids).strip().split(" ");
        assertThat(numbers).hasSize(2);
        for (String number : numbers) {
            Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(number));
            if (process.isPresent()) {
                process.get().onExit().get(10, TimeUnit.SECONDS);
            }
        }
    }
}
