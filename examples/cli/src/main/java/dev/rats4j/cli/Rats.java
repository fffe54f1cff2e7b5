package dev.rats4j.cli;

import dev.rats4j.AttesterException;
import dev.rats4j.SourceUnavailableException;
import dev.rats4j.cli.input.InputException;
import dev.rats4j.cli.output.Printable;
import dev.rats4j.cli.output.PrintableWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Help;

/** The command {@code rats}. */
@Command(
        name = "rats",
        description = "Remote attestation: collects, verifies and appraises evidence, and decides on results.",
        mixinStandardHelpOptions = true,
        version = "rats4j 0.1.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "The script also knows: rats test [--yes] [--mutation] [--fuzz MINUTES].",
            "Exit status: 0 authentic, affirming, accepted or done; 1 refused; 2 wrong usage or a file that cannot be used;",
            "3 a TPM or service did not answer."
        },
        subcommands = {
            DemoCommand.class,
            InspectCommand.class,
            AuthenticateCommand.class,
            AppraiseCommand.class,
            AttestCommand.class,
            CorimCommand.class,
            DecideCommand.class,
            BenchCommand.class
        })
public final class Rats {

    private Rats() {}

    /** Runs one command and ends the JVM with its status. */
    public static void main(String[] arguments) {
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter err = writer(FileDescriptor.err);
        Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> {
            err.println("rats: internal error, please report it: " + Printable.of(error.toString()));
            err.flush();
            Runtime.getRuntime().halt(ExitStatus.UNUSABLE);
        });
        int status = run(out, err, arguments);
        out.flush();
        err.flush();
        System.exit(status);
    }

    /** Runs one command; the answer is the exit status. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        PrintWriter safeOut = PrintableWriter.before(out);
        PrintWriter safeErr = PrintableWriter.before(err);
        int status = execute(safeOut, safeErr, arguments);
        safeErr.flush();
        return safeOut.checkError() && status != ExitStatus.UNUSABLE
                ? sentence(safeErr, Console.BROKEN, ExitStatus.UNUSABLE)
                : status;
    }

    private static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine command = new CommandLine(new Rats());
        command.setOut(out);
        command.setErr(err);
        command.setExpandAtFiles(false);
        command.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setParameterExceptionHandler((error, given) -> {
            String at = error.getCommandLine().getCommandSpec().qualifiedName();
            String problem = String.valueOf(error.getMessage())
                    .replaceFirst("^Error: ", "")
                    .replaceFirst(" to class [a-z.]+([A-Za-z]+)", " to $1")
                    .replaceFirst("java[A-Za-z.]+Exception: ", "");
            return sentence(err, problem + "\nTry: " + at + " --help", ExitStatus.UNUSABLE);
        });
        command.setExecutionExceptionHandler((error, at, given) -> failure(err, error));
        try {
            return command.execute(arguments);
        } catch (OutOfMemoryError e) {
            return failure(err, e);
        }
    }

    /** What went wrong inside of a command; picocli wraps what methods throw. */
    private static int failure(PrintWriter err, Throwable error) {
        Throwable cause = error.getCause();
        if (error instanceof ExecutionException && cause != null) {
            return failure(err, cause);
        }
        if (error instanceof InputException) {
            return sentence(err, Printable.of(String.valueOf(error.getMessage())), ExitStatus.UNUSABLE);
        }
        if (error instanceof OutOfMemoryError) {
            return sentence(err, "There is not enough memory for this; give Java more with -Xmx.", ExitStatus.UNUSABLE);
        }
        if (error instanceof AttesterException || error instanceof SourceUnavailableException) {
            return sentence(err, String.valueOf(error.getMessage()), ExitStatus.NO_ANSWER);
        }
        if (error instanceof InterruptedException) {
            return sentence(err, "interrupted.", ExitStatus.NO_ANSWER);
        }
        return sentence(err, "internal error, please report it: " + error, ExitStatus.UNUSABLE);
    }

    private static int sentence(PrintWriter err, String text, int status) {
        err.println("rats: " + Printable.lines(text).stripTrailing());
        err.flush();
        return status;
    }

    /** Signs of outcomes are not in ASCII, whatever the locale says. */
    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
    }
}
