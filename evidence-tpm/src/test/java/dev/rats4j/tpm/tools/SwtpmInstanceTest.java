package dev.rats4j.tpm.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.rats4j.AttesterException;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SwtpmInstanceTest {

    @TempDir
    Path scratch;

    @BeforeEach
    void requireTpm() {
        SoftwareTpm.require();
    }

    private static Bytes pcr(SwtpmInstance tpm, HashAlgorithm bank, int number) throws Exception {
        return TpmAttester.of(tpm.tcti())
                .select(Map.of(bank, new TreeSet<>(List.of(number))))
                .build()
                .collect(Bytes.of(1))
                .untrustedPcrs()
                .get(bank, number)
                .orElseThrow()
                .value();
    }

    @Test
    void noProcessAndNoDirectoryIsLeft() throws Exception {
        SwtpmInstance tpm = SwtpmInstance.start();
        Path directory = SoftwareTpm.directoryOf(tpm);
        assertThat(Files.getPosixFilePermissions(directory)).hasSize(3);
        assertThat(SoftwareTpm.processesMentioning(directory.toString())).hasSize(1);
        tpm.close();
        tpm.close();
        assertThat(directory).doesNotExist();
        assertThat(SoftwareTpm.processesMentioning(directory.toString())).isEmpty();
        assertThatIllegalStateException().isThrownBy(tpm::restart);
        assertThatIllegalStateException().isThrownBy(() -> tpm.extendAll(List.of()));
    }

    @Test
    void anInterruptedThreadStillCleansUp() throws Exception {
        SwtpmInstance tpm = SwtpmInstance.start();
        Path directory = SoftwareTpm.directoryOf(tpm);
        Thread.currentThread().interrupt();
        tpm.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(directory).doesNotExist();
        assertThat(SoftwareTpm.processesMentioning(directory.toString())).isEmpty();
    }

    @Test
    void theEndOfTheJvmCleansUp() throws Exception {
        Path output = scratch.resolve("tcti");
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndsWithoutClosing.class.getName(),
                        output.toString())
                .inheritIO()
                .start();
        assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String directory = Files.readString(output);
        assertThat(Path.of(directory)).doesNotExist();
        assertThat(SoftwareTpm.processesMentioning(directory)).isEmpty();
    }

    /** A program that forgets to close. */
    static final class EndsWithoutClosing {
        private EndsWithoutClosing() {}

        public static void main(String[] arguments) throws Exception {
            SwtpmInstance tpm = SwtpmInstance.start();
            String directory = SoftwareTpm.directoryOf(tpm).toString();
            Files.write(Path.of(arguments[0]), directory.getBytes(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void theLocalityOfTheStartupIsInPcr0(int locality) throws Exception {
        try (SwtpmInstance tpm = SwtpmInstance.start(locality)) {
            byte[] expected = new byte[32];
            expected[31] = (byte) locality;
            assertThat(pcr(tpm, HashAlgorithm.SHA256, 0)).isEqualTo(Bytes.copyOf(expected));
            assertThat(pcr(tpm, HashAlgorithm.SHA256, 17).startsWith(Bytes.of(0xff, 0xff)))
                    .isTrue();
            tpm.restart();
            assertThat(pcr(tpm, HashAlgorithm.SHA256, 0)).isEqualTo(Bytes.copyOf(expected));
        }
    }

    @Test
    void extensionsAreMadeInOrderAcrossChunks() throws Exception {
        Random random = new Random(7);
        List<PcrExtension> extensions = new ArrayList<>();
        Bytes sha1 = Bytes.copyOf(new byte[20]);
        Bytes sha512 = Bytes.copyOf(new byte[64]);
        for (int i = 0; i < 250; i++) {
            byte[] event = new byte[8];
            random.nextBytes(event);
            Digest first = HashAlgorithm.SHA1.digest(Bytes.copyOf(event));
            Digest second = HashAlgorithm.SHA512.digest(Bytes.copyOf(event));
            extensions.add(new PcrExtension(5, Map.of(HashAlgorithm.SHA1, first, HashAlgorithm.SHA512, second)));
            sha1 = HashAlgorithm.SHA1.digest(sha1, first.value()).value();
            sha512 = HashAlgorithm.SHA512.digest(sha512, second.value()).value();
        }
        try (SwtpmInstance tpm = SwtpmInstance.start()) {
            tpm.extendAll(extensions);
            assertThat(pcr(tpm, HashAlgorithm.SHA1, 5)).isEqualTo(sha1);
            assertThat(pcr(tpm, HashAlgorithm.SHA512, 5)).isEqualTo(sha512);
            tpm.restart();
            assertThat(pcr(tpm, HashAlgorithm.SHA1, 5)).isEqualTo(Bytes.copyOf(new byte[20]));
        }
    }

    @Test
    void manyRestartsDoNotLockTheTpm() throws Exception {
        try (SwtpmInstance tpm = SwtpmInstance.start()) {
            for (int i = 0; i < 5; i++) {
                pcr(tpm, HashAlgorithm.SHA256, 0);
                tpm.restart();
            }
            ToolRunner runner = new ToolRunner(ToolRunner.SYSTEM, Optional.of(tpm.tcti()), Duration.ofSeconds(20));
            byte[] properties = runner.run(scratch, "tpm2_getcap", List.of("properties-variable"))
                    .toByteArray();
            assertThat(new String(properties, StandardCharsets.US_ASCII))
                    .containsPattern("TPM2_PT_LOCKOUT_COUNTER: +0x0\\b");
        }
    }

    @Test
    void aProgramThatOpensNoSocketsIsReportedAndRemoved() throws Exception {
        FakeTools tools = new FakeTools(scratch).script("swtpm", "pwd > " + scratch.resolve("where"), "exit 7");
        assertThatExceptionOfType(AttesterException.class)
                .isThrownBy(() -> SwtpmInstance.start(0, List.of(scratch)))
                .withMessageContaining("did not open its sockets")
                .satisfies(failure -> assertThat(failure.status()).isEqualTo(7));
        assertThat(Path.of(Files.readString(tools.directory().resolve("where")).strip()))
                .doesNotExist();
    }

    @Test
    void aMissingProgramIsReported() {
        assertThatExceptionOfType(AttesterException.class)
                .isThrownBy(() -> SwtpmInstance.start(0, List.of(scratch)))
                .withMessageContaining("apt-get install swtpm");
        assertThatIllegalArgumentException().isThrownBy(() -> SwtpmInstance.start(4));
    }
}
