package dev.rats4j.tpm.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Whether tests may use a software TPM. */
public final class SoftwareTpm {

    private SoftwareTpm() {}

    /** Skips the test with a reason if a tool is missing; fails instead if {@code RATS4J_REQUIRE_SWTPM=1}. */
    public static void require() {
        require(Stream.of("swtpm", "swtpm_ioctl", "tpm2_quote", "tpm2_pcrextend", "tpm2_checkquote"));
    }

    /** The same for tests that need a software TPM with certificates. */
    public static void requireManufacturing() {
        require(Stream.of("swtpm", "swtpm_setup", "swtpm_localca", "certtool", "tpm2_activatecredential"));
    }

    private static void require(Stream<String> tools) {
        List<String> missing = tools.filter(tool -> ToolRunner.SYSTEM.stream()
                        .map(directory -> directory.resolve(tool))
                        .noneMatch(Files::isExecutable))
                .toList();
        if ("1".equals(System.getenv("RATS4J_REQUIRE_SWTPM"))) {
            assertThat(missing).as("tools that RATS4J_REQUIRE_SWTPM=1 asks for").isEmpty();
        }
        Assumptions.assumeTrue(
                missing.isEmpty(),
                "skipped, not installed: " + missing
                        + " (Debian: apt-get install swtpm swtpm-tools tpm2-tools gnutls-bin)");
    }

    /** For tools that talk to an instance. */
    static ToolRunner runner(SwtpmInstance instance) {
        return new ToolRunner(ToolRunner.SYSTEM, Optional.of(instance.tcti()), Duration.ofSeconds(20));
    }

    /** The directory in which an instance keeps its state. */
    static Path directoryOf(SwtpmInstance instance) {
        String configuration = instance.tcti().configuration();
        return Optional.ofNullable(Path.of(configuration.substring(configuration.indexOf('=') + 1))
                        .getParent())
                .orElseThrow();
    }

    /** Command lines of living processes that mention this text. */
    static List<String> processesMentioning(String text) {
        return ProcessHandle.allProcesses()
                .map(handle -> handle.info().commandLine())
                .flatMap(Optional::stream)
                .filter(line -> line.contains(text))
                .toList();
    }
}
