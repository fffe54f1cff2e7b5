package dev.rats4j.cli;

import dev.rats4j.cli.input.InputException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures verification beside the raw signatures.")
final class BenchCommand implements Callable<Integer> {
    @Override
    public Integer call() throws InputException {
        throw new InputException("not yet");
    }
}
