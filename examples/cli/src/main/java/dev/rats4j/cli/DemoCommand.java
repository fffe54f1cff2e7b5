package dev.rats4j.cli;

import dev.rats4j.AttesterException;
import dev.rats4j.cli.demo.TpmDemo;
import dev.rats4j.cli.input.InputException;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "The whole way on this machine with a software TPM; then the same tampered with, refused.")
final class DemoCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Option(names = "--attester", defaultValue = "tpm", description = "tpm; snp-sim is not there in this version.")
    String attester = "tpm";

    @Override
    public Integer call() throws InputException, AttesterException, InterruptedException {
        if (!attester.equals("tpm")) {
            throw new InputException("--attester " + attester + " is not there in this version; it has tpm.");
        }
        try {
            boolean asExpected = new TpmDemo(spec.commandLine().getOut(), Clock.systemUTC()).run();
            return asExpected ? ExitStatus.OK : ExitStatus.REFUSED;
        } catch (IOException e) {
            throw new InputException("The demo cannot write its temporary files: " + e.getMessage() + ".");
        }
    }
}
