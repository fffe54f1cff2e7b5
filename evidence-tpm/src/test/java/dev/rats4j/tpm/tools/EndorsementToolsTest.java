package dev.rats4j.tpm.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.AttesterException;
import dev.rats4j.tpm.ek.Credential;
import dev.rats4j.wire.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndorsementToolsTest {

    private static final Credential CREDENTIAL = new Credential(Bytes.of(1), Bytes.of(2));

    @TempDir
    Path scratch;

    /** A session that nobody ends is one of the few that a TPM can remember. */
    @Test
    void anInterruptedActivationEndsItsSession() throws Exception {
        Path ready = scratch.resolve("ready");
        Path flushed = scratch.resolve("flushed");
        FakeTools fakes = new FakeTools(Files.createDirectory(scratch.resolve("bin")));
        fakes.script("tpm2_startauthsession", "exit 0");
        fakes.script("tpm2_flushcontext", "echo \"$@\" >> " + flushed);
        fakes.script("tpm2_policysecret", "touch " + ready, "exec sleep 600");
        ToolRunner runner = new ToolRunner(
                List.of(fakes.directory()), Optional.of(Tcti.of("device:/dev/tpmrm0")), Duration.ofSeconds(30));
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try (PrivateDirectory directory = PrivateDirectory.create()) {
                seen.set(new AssertionError(new EndorsementTools(new TpmTools(runner), directory)
                        .activate("ak.ctx", "ek.ctx", true, CREDENTIAL)));
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
        assertThat(Files.readAllLines(flushed)).contains("policy.ctx");
    }
}
