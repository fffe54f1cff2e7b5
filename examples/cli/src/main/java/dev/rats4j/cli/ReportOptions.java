package dev.rats4j.cli;

import dev.rats4j.cli.input.InputException;
import dev.rats4j.cli.input.Outputs;
import dev.rats4j.cli.output.HtmlReport;
import dev.rats4j.cli.output.JsonReport;
import dev.rats4j.cli.output.Report;
import dev.rats4j.cli.output.TextReport;
import dev.rats4j.json.Json;
import dev.rats4j.wire.Bytes;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** In which form an answer is given. */
final class ReportOptions {

    private static final String PAGE = "--report";

    @Option(names = "--json", description = "Answer in JSON.")
    boolean json;

    @Option(names = PAGE, paramLabel = "FILE.html", description = "Write the answer as a page, too; replaces the file.")
    Optional<Path> page = Optional.empty();

    /** Refuses a page where none can be written, before any work is done. */
    void check(Outputs outputs) throws InputException {
        outputs.add(PAGE, page, true);
    }

    /**
     * Gives the answer, then writes the page and other files.
     *
     * @param others contents by option
     */
    void give(Report report, Outputs outputs, Map<String, Bytes> others, PrintWriter out) throws InputException {
        Map<String, Bytes> contents = new LinkedHashMap<>(others);
        if (page.isPresent()) {
            contents.put(PAGE, Bytes.ofUtf8(HtmlReport.of(report)));
        }
        outputs.write(contents, () -> {
            if (json) {
                out.println(Json.pretty(JsonReport.of(report)));
            } else {
                TextReport.write(report, out);
            }
            Console.flush(out);
        });
    }
}
