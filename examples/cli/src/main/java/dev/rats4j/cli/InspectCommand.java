package dev.rats4j.cli;

import dev.rats4j.cli.input.InputException;
import dev.rats4j.cli.input.InputFile;
import dev.rats4j.cli.inspect.Inspection;
import dev.rats4j.json.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Shows what a file is, as a tree; nothing is verified or believed.")
final class InspectCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Evidence, token, certificate, key, log, CoRIM …")
    Path file = Path.of("");

    @Option(names = "--json", description = "Answer in JSON.")
    boolean json;

    @Override
    public Integer call() throws InputException {
        Inspection inspection = Inspection.of(InputFile.read(file).content());
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                json ? Json.pretty(inspection.toJson()) : inspection.toText().stripTrailing());
        out.flush();
        if (!inspection.recognised()) {
            return ExitStatus.UNUSABLE;
        }
        return inspection.malformed() ? ExitStatus.REFUSED : ExitStatus.OK;
    }
}
