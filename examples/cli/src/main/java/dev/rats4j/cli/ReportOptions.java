package dev.rats4j.cli;

import dev.rats4j.cli.input.InputException;
import dev.rats4j.cli.input.OutputFile;
import dev.rats4j.cli.output.HtmlReport;
import dev.rats4j.cli.output.JsonReport;
import dev.rats4j.cli.output.Report;
import dev.rats4j.cli.output.TextReport;
import dev.rats4j.json.Json;
import dev.rats4j.wire.Bytes;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** In which form an answer is given. */
final class ReportOptions {

    @Option(names = "--json", description = "Answer in JSON.")
    boolean json;

    @Option(
            names = "--report",
            paramLabel = "FILE.html",
            description = "Write the answer as a page, too; replaces the file.")
    Optional<Path> page = Optional.empty();

    void give(Report report, PrintWriter out) throws InputException {
        if (page.isPresent()) {
            OutputFile.write(page.get(), Bytes.ofUtf8(HtmlReport.of(report)), true);
        }
        if (json) {
            out.println(Json.pretty(JsonReport.of(report)));
            out.flush();
        } else {
            TextReport.write(report, out);
        }
    }
}
