package dev.rats4j.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cli.content.ContentKind;
import dev.rats4j.tpm.TpmVectors;
import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every file of the vectors can be inspected. */
class InspectionVectorsTest {

    private static final int LARGEST = 1 << 20;

    @Test
    void everyFileIsShown() {
        Map<ContentKind, Integer> kinds = new EnumMap<>(ContentKind.class);
        int malformed = 0;
        int run = 0;
        for (Path file : files(TpmVectors.require().resolve("..").normalize())) {
            Inspection inspection = InspectionTest.check(read(file));
            kinds.merge(inspection.kind(), 1, Integer::sum);
            malformed += inspection.malformed() ? 1 : 0;
            run++;
        }
        System.out.println("inspection vectors run=" + run + " malformed=" + malformed + " " + kinds);
        assertThat(run).isPositive();
        assertThat(kinds).containsKeys(ContentKind.TPM_QUOTE, ContentKind.EVENT_LOG, ContentKind.CORIM);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toFile().length() <= LARGEST)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Bytes read(Path file) {
        try {
            return Bytes.copyOf(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
