package dev.rats4j.benchmarks;

import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A verifier of somebody else, started anew for each piece of evidence. No shell is involved. */
final class PeerCommand {

    private static final String FILE = "{file}";
    private static final int LONGEST_REASON = 200;

    private final List<String> words;
    private final int limitSeconds;

    private PeerCommand(List<String> words, int limitSeconds) {
        this.words = words;
        this.limitSeconds = limitSeconds;
    }

    /**
     * Words separated by blanks, as they are.
     *
     * @param limitSeconds how long one run may take
     */
    static PeerCommand of(String command, int limitSeconds) throws BenchException {
        List<String> words = Arrays.stream(command.strip().split("\\s+")).toList();
        if (words.stream().noneMatch(word -> word.contains(FILE))) {
            throw new BenchException(
                    "The peer's command does not say where the evidence goes: it has no " + FILE + ".");
        }
        return new PeerCommand(words, limitSeconds);
    }

    /**
     * Lets the peer verify evidence, which it has to accept each time, after evidence with a broken signature, which it has to refuse.
     *
     * @return seconds of each run
     */
    List<Double> run(Bytes good, Bytes broken, int times) throws BenchException, InterruptedException {
        try {
            Path directory = Files.createTempDirectory("rats4j-bench");
            try {
                return run(directory, good, broken, times);
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new BenchException("The peer " + words.get(0) + " cannot be run: " + e.getMessage(), e);
        }
    }

    private List<Double> run(Path directory, Bytes good, Bytes broken, int times)
            throws IOException, BenchException, InterruptedException {
        Path evidence = Files.write(directory.resolve("evidence.cbor"), good.toByteArray());
        Path forged = Files.write(directory.resolve("broken.cbor"), broken.toByteArray());
        Path complaints = directory.resolve("stderr");
        List<Double> seconds = new ArrayList<>(times);
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            int status = status(evidence, complaints);
            seconds.add((System.nanoTime() - begin) / 1e9);
            if (status != 0) {
                throw new BenchException("The peer " + words.get(0) + " refused good evidence with exit status "
                        + status + reason(complaints) + ".");
            }
        }
        if (status(forged, complaints) == 0) {
            throw new BenchException(
                    "The peer " + words.get(0) + " accepts evidence whose signature is broken: it does not verify.");
        }
        return seconds;
    }

    private int status(Path evidence, Path complaints) throws IOException, BenchException, InterruptedException {
        List<String> command = words.stream()
                .map(word -> word.replace(FILE, evidence.toString()))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(evidence.toFile()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(complaints.toFile())
                .start();
        try {
            if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
                throw new BenchException(
                        "The peer " + words.get(0) + " did not finish within " + limitSeconds + " seconds.");
            }
            return process.exitValue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** The first line that it wrote, without anything a terminal might obey. */
    private static String reason(Path complaints) throws IOException {
        String text = new String(Files.readAllBytes(complaints), StandardCharsets.UTF_8);
        String line = text.strip().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
        return line.isEmpty() ? "" : ": " + line.substring(0, Math.min(line.length(), LONGEST_REASON));
    }

    private static void delete(Path directory) throws IOException {
        List<Path> files;
        try (var listed = Files.list(directory)) {
            files = listed.toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(directory);
    }
}
