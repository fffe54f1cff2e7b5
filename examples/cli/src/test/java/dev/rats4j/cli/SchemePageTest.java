package dev.rats4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What {@code docs/write-a-scheme.md} shows stands in the files of {@code examples/vendor-scheme}, word by word. */
class SchemePageTest {

    private static final Path ROOT = Path.of(System.getProperty("rats4j.root", "../.."));
    private static final Path PROJECT = ROOT.resolve("examples/vendor-scheme");

    private static final Pattern BLOCK = Pattern.compile("(?s)<!-- (\\S+) -->\n```(?:java|xml)\n(.*?)\n```");

    @Test
    @DisplayName("code on the page is code of the example")
    void pageAgreesWithTheExample() throws IOException {
        Map<String, String> files = files();
        String page = Files.readString(ROOT.resolve("docs/write-a-scheme.md"));
        Matcher block = BLOCK.matcher(page);
        int count = 0;
        while (block.find()) {
            assertThat(files).containsKey(block.group(1));
            assertThat(files.get(block.group(1))).contains(block.group(2));
            count++;
        }
        assertThat(page.split("```(java|xml)", -1))
                .as("every block names its file")
                .hasSize(count + 1);
        assertThat(count).isPositive();
    }

    @Test
    @DisplayName("the example has five source files, and no parent of ours")
    void fiveFiles() throws IOException {
        Map<String, String> files = files();
        assertThat(files.keySet()).filteredOn(name -> name.endsWith(".java")).hasSize(5);
        assertThat(files.get("pom.xml")).doesNotContain("<parent>").doesNotContain("<relativePath>");
        List<String> modules = Files.readAllLines(ROOT.resolve("pom.xml"));
        assertThat(modules).noneMatch(line -> line.contains("vendor-scheme"));
    }

    private static Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        files.put("pom.xml", Files.readString(PROJECT.resolve("pom.xml")));
        try (Stream<Path> all = Files.walk(PROJECT.resolve("src"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }
}
