package dev.rats4j.tpm.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rats4j.AttesterException;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TpmLockTest {

    private static final Tcti TPM = Tcti.of("device:/dev/tpm-of-lock-test");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);

    @TempDir
    Path scratch;

    @Test
    void oneThreadAtATimeHoldsTheLock() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> catchThrowable(() -> {
                for (int n = 0; n < 50; n++) {
                    TpmLock.holding(TPM, LONG, () -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        Thread.yield();
                        return inside.decrementAndGet();
                    });
                }
            }));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(most).hasValue(1);
        assertThat(inside).hasValue(0);
    }

    @Test
    void waitingEndsWithTheTimeOutOrAnInterruption() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread holder = new Thread(() -> catchThrowable(() -> TpmLock.holding(TPM, LONG, () -> {
            held.countDown();
            return release.await(30, TimeUnit.SECONDS);
        })));
        holder.start();
        held.await();
        assertThatExceptionOfType(AttesterException.class)
                .isThrownBy(() -> TpmLock.holding(TPM, SHORT, () -> 1))
                .withMessageContaining("in use by others");
        Thread.currentThread().interrupt();
        assertThat(catchThrowable(() -> TpmLock.holding(TPM, LONG, () -> 1))).isInstanceOf(InterruptedException.class);
        release.countDown();
        holder.join();
        assertThat(TpmLock.holding(TPM, LONG, () -> 1)).isEqualTo(1);
    }

    @Test
    void aFailureReleasesTheLock() throws Exception {
        AttesterException failure = new AttesterException("x", 1, "y", "z");
        assertThat(catchThrowable(() -> TpmLock.holding(TPM, LONG, () -> {
                    throw failure;
                })))
                .isSameAs(failure);
        AtomicReference<Integer> other = new AtomicReference<>(0);
        Thread thread = new Thread(() -> catchThrowable(() -> other.set(TpmLock.holding(TPM, LONG, () -> 5))));
        thread.start();
        thread.join();
        assertThat(other).hasValue(5);
    }

    @Test
    void anotherJvmHoldsTheLockUntilItEnds() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.US_ASCII))) {
            assertThat(output.readLine()).isEqualTo("held");
            assertThatExceptionOfType(AttesterException.class)
                    .isThrownBy(() -> TpmLock.holding(TPM, SHORT, () -> 1))
                    .withMessageContaining("in use by others");
            jvm.getOutputStream().close();
            assertThat(TpmLock.holding(TPM, LONG, () -> 1)).isEqualTo(1);
        } finally {
            jvm.destroyForcibly().waitFor();
        }
    }

    /** Holds the lock until its input ends. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            TpmLock.holding(TPM, LONG, () -> {
                try {
                    new FileOutputStream(FileDescriptor.out).write("held\n".getBytes(StandardCharsets.US_ASCII));
                    return System.in.read();
                } catch (IOException e) {
                    throw PrivateDirectory.failure("no input", e);
                }
            });
        }
    }

    @Test
    void aDirectoryThatOthersMayEnterIsRefused() throws Exception {
        String before = System.getProperty("java.io.tmpdir");
        System.setProperty("java.io.tmpdir", scratch.toString());
        try {
            assertThat(TpmLock.holding(TPM, LONG, () -> 1)).isEqualTo(1);
            Path directory;
            try (var files = Files.list(scratch)) {
                directory = files.findFirst().orElseThrow();
            }
            assertThat(Files.getPosixFilePermissions(directory))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
            assertThatExceptionOfType(AttesterException.class)
                    .isThrownBy(() -> TpmLock.holding(TPM, LONG, () -> 1))
                    .withMessageContaining("not a private directory");
            Path elsewhere = Files.createDirectory(scratch.resolve("elsewhere"));
            Files.move(directory, scratch.resolve("moved"));
            Files.createSymbolicLink(directory, elsewhere);
            assertThatExceptionOfType(AttesterException.class).isThrownBy(() -> TpmLock.holding(TPM, LONG, () -> 1));
            assertThat(elsewhere).isEmptyDirectory();
        } finally {
            System.setProperty("java.io.tmpdir", before);
        }
    }
}
