package dev.rats4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code docs/api} lists what others can compile against, so that a change of it is seen where changes are reviewed. Written with
 * {@code -Drats4j.write-docs=true}, compared otherwise.
 */
class PublicApiTest {

    private static final List<String> MODULES =
            List.of("rats-core", "evidence-tpm", "evidence-tee", "verifier", "relying-party");
    private static final Path FOLDER = Path.of(System.getProperty("rats4j.root", "../.."), "docs", "api");

    @ParameterizedTest
    @ValueSource(strings = {"rats-core", "evidence-tpm", "evidence-tee", "verifier", "relying-party"})
    @DisplayName("the public API is the listed one")
    void listAgreesWithTheClasses(String module) throws IOException {
        String expected = list(module);
        Path file = FOLDER.resolve(module + ".txt");
        if (Boolean.getBoolean("rats4j.write-docs")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, expected);
        }
        assertThat(file).as("run with -Drats4j.write-docs=true to write it").hasContent(expected);
    }

    private static String list(String module) {
        return ProductionCode.CLASSES.stream()
                .filter(found -> module.equals(moduleOf(found)))
                .map(JavaClass::reflect)
                .filter(ApiListing::isVisible)
                .sorted(Comparator.comparing(Class::getName))
                .map(type -> String.join("\n", ApiListing.lines(type)) + "\n")
                .collect(Collectors.joining("\n"));
    }

    /** The last name of a module in the path: the checkout may lie in a folder of any name. Empty for what is not published. */
    private static String moduleOf(JavaClass found) {
        String source = found.getSource().orElseThrow().getUri().toString();
        String path = source.substring(0, source.lastIndexOf("/dev/rats4j/"));
        return MODULES.stream()
                .filter(module -> path.contains("/" + module + "/"))
                .max(Comparator.comparing(module -> path.lastIndexOf("/" + module + "/")))
                .orElse("");
    }
}
