package dev.rats4j.benchmarks;

import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import java.util.Optional;

/** Figures for people, in Markdown. */
final class BenchTable {

    private BenchTable() {}

    static String of(BenchReport report) {
        StringBuilder table = new StringBuilder();
        table.append("# Beside the raw signatures\n\n");
        table.append(environment(report.environment())).append("\n\n");
        table.append(
                "| Path | Provider | Signature | State | Triples | per second | raw | ratio | overhead, µs | bar, µs"
                        + " | bytes | raw bytes | error | within |\n");
        table.append("|---|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|\n");
        report.results().forEach(figure -> table.append(row(figure)));
        table.append(
                "\nraw: the same signatures alone, same provider, same messages, keys in the same state; for logs with a bare"
                        + " loop over the same digests; for CoRIMs a general parser that makes trees of the same CBOR. error: half of the 95 % interval, relative.\n");
        return table.toString();
    }

    private static String environment(JsonObject environment) {
        StringBuilder line = new StringBuilder();
        environment.members().forEach((name, value) -> {
            if (value instanceof JsonString text) {
                line.append(line.isEmpty() ? "" : "; ").append(name).append(' ').append(cell(text.value()));
            }
        });
        return line.toString();
    }

    private static String row(BenchFigure figure) {
        String[] cells = {
            cell(figure.path()),
            cell(figure.provider()),
            cell(figure.signature()),
            cell(figure.state()),
            Integer.toString(figure.triples()),
            Figures.fixed(figure.rate(), figure.rate() < 100 ? 1 : 0),
            Figures.fixed(figure.raw(), 0),
            Figures.fixed(figure.ratio(), 3),
            Figures.fixed(figure.overheadMicros(), 1),
            Figures.fixed(figure.limitMicros(), 1),
            Figures.fixed(figure.bytes(), 0),
            Figures.fixed(figure.rawBytes(), 0),
            Figures.fixed(100 * figure.error(), 1) + " %",
            verdict(figure.withinBar())
        };
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String verdict(Optional<Boolean> within) {
        return within.map(yes -> yes ? "yes" : "**no**").orElse("–");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
