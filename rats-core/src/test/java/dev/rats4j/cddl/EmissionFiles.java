package dev.rats4j.cddl;

import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What {@code .ci/cddl} hands to another validator, in {@code target/cddl/<format>/<rule>}: {@code schema.cddl} with the files of the
 * specification as they are but for our amendments, {@code modules} that it imports, {@code values} that we wrote, and {@code broken}
 * ones that our validator refuses.
 */
final class EmissionFiles {

    private static final int MOST_VALUES = 200;
    private static final int MOST_BROKEN = 50;

    private final Path folder;
    private int values;
    private int broken;

    private EmissionFiles(Path folder) {
        this.folder = folder;
    }

    /** Starts anew for a rule. */
    static EmissionFiles of(String format, String definitions, String rule, String more) {
        Path folder = Path.of("target", "cddl", format.replace('/', '-'), rule);
        delete(folder);
        CddlFolder.Texts texts = CddlIndex.texts(format, definitions);
        write(folder.resolve("schema.cddl"), texts.schema() + more);
        for (Map.Entry<String, String> module : texts.modules().entrySet()) {
            write(folder.resolve("modules").resolve(module.getKey() + ".cddl"), module.getValue());
        }
        return new EmissionFiles(folder);
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void value(Bytes cbor) {
        if (values < MOST_VALUES) {
            write(folder.resolve("values").resolve(values++ + ".cbor"), cbor.toByteArray());
        }
    }

    void broken(Bytes cbor) {
        if (broken < MOST_BROKEN) {
            write(folder.resolve("broken").resolve(broken++ + ".cbor"), cbor.toByteArray());
        }
    }
}
