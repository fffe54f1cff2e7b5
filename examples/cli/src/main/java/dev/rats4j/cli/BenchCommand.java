package dev.rats4j.cli;

import dev.rats4j.benchmarks.BenchException;
import dev.rats4j.benchmarks.BenchReport;
import dev.rats4j.benchmarks.BenchRun;
import dev.rats4j.cli.input.InputException;
import dev.rats4j.json.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures each step beside the raw signatures of the same run. Leave the machine alone meanwhile.")
final class BenchCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(
            paramLabel = "FILTER",
            arity = "0..1",
            description = "What to measure: a part of stage/technology, for example tpm or authenticate/tpm.")
    Optional<String> filter = Optional.empty();

    @Option(names = "--quick", description = "Short runs, wide errors.")
    boolean quick;

    @Option(
            names = "--peer",
            paramLabel = "CMD {file}",
            description = "Run another verifier over the same evidence; split at blanks, no shell.")
    Optional<String> peer = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "target/bench",
            description = "Where results.json, results.md and results.svg go (default target/bench).")
    Path out = Path.of("");

    @Option(names = "--json", description = "Print the results in JSON.")
    boolean json;

    @Override
    public Integer call() throws InputException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        BenchRun.Request request = new BenchRun.Request(
                filter.orElse(""), quick, peer, out, Clock.systemUTC().instant());
        try {
            BenchReport report = BenchRun.run(request, line -> {
                err.println(line);
                err.flush();
            });
            PrintWriter text = spec.commandLine().getOut();
            text.println(json ? Json.pretty(report.json()) : report.markdown().stripTrailing());
            text.flush();
            return ExitStatus.OK;
        } catch (BenchException e) {
            throw new InputException(String.valueOf(e.getMessage()));
        }
    }
}
