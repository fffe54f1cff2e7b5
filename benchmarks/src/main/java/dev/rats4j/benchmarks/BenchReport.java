package dev.rats4j.benchmarks;

import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonBoolean;
import dev.rats4j.json.JsonNull;
import dev.rats4j.json.JsonNumber;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Figures of one run, with what they depend on.
 *
 * @param environment machine, JVM and providers
 * @param results figures, in the order of the run
 */
public record BenchReport(JsonObject environment, List<BenchFigure> results) {

    /** The document. */
    public static final String JSON = "results.json";
    /** A table in Markdown. */
    public static final String MARKDOWN = "results.md";
    /** Bars on a logarithmic axis. */
    public static final String SVG = "results.svg";

    /** Copies the list. */
    public BenchReport {
        results = List.copyOf(results);
    }

    /** The document: {@code environment} and {@code results}; what is not known is null. */
    public JsonObject json() {
        return JsonObject.builder()
                .put("environment", environment)
                .put(
                        "results",
                        JsonArray.of(results.stream().map(BenchReport::json).toList()))
                .build();
    }

    private static JsonObject json(BenchFigure figure) {
        return JsonObject.builder()
                .put("path", figure.path())
                .put("provider", figure.provider())
                .put("signature", figure.signature())
                .put("state", figure.state())
                .put("threads", figure.threads())
                .put("triples", figure.triples())
                .put("rate", Figures.json(figure.rate()))
                .put("raw", Figures.json(figure.raw()))
                .put("ratio", Figures.json(figure.ratio()))
                .put("overhead_us", Figures.json(figure.overheadMicros()))
                .put("bytes", Figures.json(figure.bytes()))
                .put("raw_bytes", Figures.json(figure.rawBytes()))
                .put("error", Figures.json(figure.error()))
                .put("bar", bar(figure))
                .build();
    }

    private static JsonValue bar(BenchFigure figure) {
        if (figure.bar().isEmpty()) {
            return JsonNull.NULL;
        }
        JsonObject.Builder bar = JsonObject.builder().put("overhead_us", Figures.json(figure.limitMicros()));
        var bytes = figure.bar().get().bytes();
        bar.put("bytes_beyond_raw", bytes.isPresent() ? JsonNumber.of(bytes.getAsLong()) : JsonNull.NULL);
        figure.withinBar().ifPresent(within -> bar.put("within", JsonBoolean.of(within)));
        return bar.build();
    }

    /** Whether no figure is beyond its bar. */
    public boolean withinBars() {
        return results.stream().allMatch(figure -> figure.withinBar().orElse(true));
    }

    /** The table. */
    public String markdown() {
        return BenchTable.of(this);
    }

    /** The picture. */
    public String svg() {
        return BenchChart.of(this);
    }

    /** Writes the three files, each whole or not at all; makes the directory if it is not there. */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        write(directory.resolve(JSON), Json.pretty(json()));
        write(directory.resolve(MARKDOWN), markdown());
        write(directory.resolve(SVG), svg());
    }

    private static void write(Path target, String text) throws IOException {
        // beside the target, and as readable as any other new file
        Path part = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.write(part, text.getBytes(StandardCharsets.UTF_8));
            move(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
