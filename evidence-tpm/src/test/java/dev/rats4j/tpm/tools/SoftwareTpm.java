package dev.rats4j.tpm.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Whether tests may use a software TPM. */
public final class SoftwareTpm {

    private SoftwareTpm() {}

    /** Skips the test with a reason if a tool is missing; fails instead if {@code RATS4J_REQUIRE_SWTPM=1}. */
    public static void require() {
        List<String> missing = Stream.of("swtpm", "swtpm_ioctl", "tpm2_quote", "tpm2_pcrextend", "tpm2_checkquote")
                .filter(tool -> ToolRunner.SYSTEM.stream()
                        .map(directory -> directory.resolve(tool))
                        .noneMatch(Files::isExecutable))
                .toList();
        if ("1".equals(System.getenv("RATS4J_REQUIRE_SWTPM"))) {
            assertThat(missing).as("tools that RATS4J_REQUIRE_SWTPM=1 asks for").isEmpty();
        }
        Assumptions.assumeTrue(
                missing.isEmpty(),
                "skipped, not installed: " + missing + " (Debian: apt-get install swtpm swtpm-tools tpm2-tools)");
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
