package dev.rats4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/threats.md} names tests that exist and name the case, and every case that a test names. */
class ThreatsPageTest {

    private static final Path ROOT =
            Path.of(System.getProperty("rats4j.root", "../..")).toAbsolutePath().normalize();
    private static final Set<String> NOT_SOURCES = Set.of(".git", "node_modules", "main");

    private static final Pattern DISPLAY_NAME = Pattern.compile("@DisplayName\\(\\s*\"([^\"]*)\"");
    private static final Pattern CASE = Pattern.compile("\\bT-\\d\\d\\b");
    /** Case, attack, check, tests. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (T-\\d\\d) \\|[^|]*\\|[^|]*\\| ([^|]*) \\|$");

    @Test
    void pageAgreesWithTheTests() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/threats.md"));
        Map<String, Set<String>> tested = casesByTests();
        assertThat(tested.keySet()).as("cases that the page lists").allMatch(id -> page.contains("| " + id + " |"));
        Matcher row = ROW.matcher(page);
        while (row.find()) {
            assertThat(tested.getOrDefault(row.group(1), Set.of()))
                    .as("tests that name " + row.group(1))
                    .contains(row.group(2).split(", ", -1));
        }
    }

    /** Names of test classes by case. */
    private static Map<String, Set<String>> casesByTests() throws IOException {
        Map<String, Set<String>> classes = new TreeMap<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                boolean skipped = NOT_SOURCES.contains(name) || name.startsWith("target");
                return skipped && !directory.equals(ROOT) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = file.getFileName().toString();
                if (name.endsWith("Test.java")) {
                    collect(Files.readString(file), name.substring(0, name.length() - ".java".length()), classes);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return classes;
    }

    private static void collect(String source, String name, Map<String, Set<String>> classes) {
        Matcher displayName = DISPLAY_NAME.matcher(source);
        while (displayName.find()) {
            Matcher found = CASE.matcher(displayName.group(1));
            while (found.find()) {
                classes.computeIfAbsent(found.group(), key -> new TreeSet<>()).add(name);
            }
        }
    }
}
