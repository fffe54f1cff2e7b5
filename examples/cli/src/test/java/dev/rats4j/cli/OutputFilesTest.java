package dev.rats4j.cli;

import static dev.rats4j.cli.Shell.rats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cli.Shell.Result;
import dev.rats4j.wire.Bytes;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that commands write: looked at before any work, all or none, and never over what the user gave. */
class OutputFilesTest {

    @TempDir
    Path folder;

    private Workbench bench;
    private List<Object> appraise;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Workbench(folder);
        appraise = List.of(
                "appraise",
                bench.file("evidence.cmw"),
                "--trust-anchor",
                bench.file("ak.pub"),
                "--corim-anchor",
                bench.file("corim.pem"),
                "--reference-values",
                bench.corim(),
                "--nonce",
                Workbench.NONCE.toHex(),
                "--ear-key",
                bench.file("verifier.key"));
    }

    private Object[] appraise(Object... more) {
        List<Object> words = new ArrayList<>(appraise);
        words.addAll(List.of(more));
        return words.toArray();
    }

    private void refused(String problem, Object... words) throws Exception {
        List<String> before = snapshot();
        Result result = rats(words);
        assertThat(result.status()).as(result.err() + result.out()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(problem);
        assertThat(snapshot()).isEqualTo(before);
    }

    /** Names and content of all files. */
    private List<String> snapshot() throws Exception {
        List<String> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(Files::isRegularFile).sorted().toList()) {
                files.add(path + " " + Bytes.copyOf(Files.readAllBytes(path)).hashCode());
            }
        }
        return files;
    }

    @Test
    @DisplayName("two outputs on one file are refused before any work, by whatever names")
    void refusesTwoOnOne() throws Exception {
        Path ear = bench.file("result");
        Files.createSymbolicLink(bench.file("here"), folder);
        refused("name the same file", appraise("--ear", ear, "--report", ear));
        refused("name the same file", appraise("--ear", ear, "--report", bench.file("here/../result")));
        refused("name the same file", appraise("--ear", ear, "--report", bench.file("here/result")));
        refused(
                "name the same file",
                "attest",
                "--nonce",
                "00",
                "--out",
                ear,
                "--key-out",
                ear,
                "--tcti",
                "device:/dev/no-such-tpm");
    }

    @Test
    @DisplayName("no output replaces a file that is read, not even with --force")
    void refusesInputs() throws Exception {
        for (String input : List.of("evidence.cmw", "ak.pub", "corim.pem", "golden.corim", "verifier.key")) {
            refused("which is read", appraise("--ear", bench.file("x.ear"), "--report", bench.file(input)));
            refused("which is read", appraise("--ear", bench.file(input), "--force"));
        }
        Path link = Files.createSymbolicLink(bench.file("link"), bench.file("evidence.cmw"));
        refused("which is read", appraise("--ear", bench.file("x.ear"), "--report", link));
        Path corim = bench.file("golden.corim");
        refused(
                "which is read",
                "corim",
                "compile",
                bench.file("template.json"),
                "--force",
                "--out",
                bench.file("template.json"));
        refused(
                "which is read",
                "corim",
                "sign",
                bench.file("template.json"),
                "--key",
                bench.file("corim.key"),
                "--signer",
                "a",
                "--force",
                "--out",
                bench.file("corim.key"));
        refused(
                "which is read",
                "decide",
                corim,
                "--trust-anchor",
                bench.file("verifier.pem"),
                "--nonce",
                "00",
                "--report",
                bench.file("verifier.pem"));
    }

    @Test
    @DisplayName("a place that cannot be written is named before any work; the other file is not written either")
    void checksFirst() throws Exception {
        refused("There is no folder", appraise("--ear", bench.file("x.ear"), "--report", bench.file("none/x.html")));
        refused("is a directory", appraise("--ear", bench.file("x.ear"), "--report", folder));
        refused(
                "There is no folder",
                "attest",
                "--nonce",
                "00",
                "--out",
                bench.file("x"),
                "--key-out",
                bench.file("none/x"),
                "--tcti",
                "device:/dev/no-such-tpm");
    }

    @Test
    @DisplayName("a full device fails after the verdict, with status 2, and no other file is written")
    void reportsFullDevice() throws Exception {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "no /dev/full here");
        List<String> before = snapshot();
        Result result = rats(appraise("--ear", bench.file("x.ear"), "--report", full));
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).startsWith("affirming: ");
        assertThat(result.err()).startsWith("rats: /dev/full cannot be written");
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    @DisplayName("standard output that fails is said, status 2, and no file is written")
    void reportsBrokenOutput() throws Exception {
        List<String> before = snapshot();
        String[] words = Stream.of(appraise("--ear", bench.file("x.ear"), "--report", bench.file("x.html")))
                .map(Object::toString)
                .toArray(String[]::new);
        assertThat(broken(words)).startsWith("rats: Standard output cannot be written");
        assertThat(snapshot()).isEqualTo(before);
        assertThat(broken("--help")).startsWith("rats: Standard output cannot be written");
        assertThat(broken("inspect", bench.file("ak.pub").toString())).contains("Standard output");
        assertThat(broken("corim", "show", bench.file("golden.corim").toString()))
                .contains("Standard output");
    }

    private static String broken(String... words) {
        Writer full = new Writer() {
            @Override
            public void write(char[] buffer, int offset, int length) throws java.io.IOException {
                throw new java.io.IOException("no space left");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        StringWriter err = new StringWriter();
        assertThat(Rats.run(new PrintWriter(full), new PrintWriter(err), words)).isEqualTo(2);
        return err.toString().lines().reduce((first, last) -> last).orElse("");
    }

    @Test
    @DisplayName("devices take output, also twice, and without --force; a link of the user's stays a link")
    void writesToDevices() throws Exception {
        Path nowhere = Path.of("/dev/null");
        Assumptions.assumeTrue(Files.exists(nowhere), "no /dev/null here");
        assertThat(rats(appraise("--ear", nowhere, "--report", nowhere)).status())
                .isZero();
        assertThat(Files.isRegularFile(nowhere)).isFalse();

        Path target = bench.write("target", Bytes.ofUtf8("old"));
        Path link = Files.createSymbolicLink(bench.file("to-target"), target);
        assertThat(rats(appraise("--ear", link, "--force")).status()).isZero();
        assertThat(link).isSymbolicLink();
        assertThat(Files.size(target)).isGreaterThan(100);
    }

    @Test
    @DisplayName("an open file under /dev/fd gets what is written behind what it has; nothing takes its place")
    void appendsToOpenFiles() throws Exception {
        Path file = bench.write("open", Bytes.ofUtf8("before\n"));
        try (var out = Files.newOutputStream(file, java.nio.file.StandardOpenOption.APPEND);
                Stream<Path> descriptors = open()) {
            Path descriptor = descriptors
                    .filter(path -> leadsTo(path, file))
                    .findFirst()
                    .orElseThrow(() -> new org.opentest4j.TestAbortedException("open files cannot be named here"));
            new OutputStreamWriter(out, StandardCharsets.UTF_8).flush();
            assertThat(rats(appraise("--ear", bench.file("x.ear"), "--report", descriptor))
                            .status())
                    .isZero();
        }
        assertThat(Files.readString(file)).startsWith("before\n<!DOCTYPE html>");
    }

    private static Stream<Path> open() throws Exception {
        Path descriptors = Path.of("/proc/self/fd");
        Assumptions.assumeTrue(Files.isDirectory(descriptors), "no /proc/self/fd here");
        return Files.list(descriptors);
    }

    private static boolean leadsTo(Path link, Path file) {
        try {
            return Files.isSameFile(link, file);
        } catch (java.io.IOException e) {
            return false;
        }
    }
}
