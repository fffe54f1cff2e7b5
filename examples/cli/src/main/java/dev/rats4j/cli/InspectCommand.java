package dev.rats4j.cli;

import dev.rats4j.cli.input.InputException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Shows what a file is, as a tree; believes nothing.")
final class InspectCommand implements Callable<Integer> {
    @Override
    public Integer call() throws InputException {
        throw new InputException("not yet");
    }
}
