package dev.rats4j.tpm.tools;

import dev.rats4j.AttesterException;
import dev.rats4j.wire.Bytes;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs one program at a time by absolute path: no shell, no inherited environment, no input, bounded time and output. */
final class ToolRunner {

    /** Where distributions put the tools; the search path of the environment is not asked. */
    static final List<Path> SYSTEM = List.of(Path.of("/usr/bin"), Path.of("/usr/local/bin"));

    static final int OUTPUT_LIMIT = 1 << 20;

    private static final File NO_INPUT = new File("/dev/null");
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(5);

    private final List<Path> directories;
    private final Optional<Tcti> tcti;
    private final Duration timeout;

    ToolRunner(List<Path> directories, Optional<Tcti> tcti, Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("time-out of " + timeout);
        }
        this.directories = List.copyOf(directories);
        this.tcti = tcti;
        this.timeout = timeout;
    }

    /** Runs a tool to its end. Returns its standard output. */
    Bytes run(Path workingDirectory, String tool, List<String> arguments)
            throws AttesterException, InterruptedException {
        Process process = launch(builder(workingDirectory, tool, arguments), tool);
        OutputDrain output = OutputDrain.start(process.getInputStream(), OUTPUT_LIMIT, tool + " output");
        OutputDrain errors = OutputDrain.start(process.getErrorStream(), OUTPUT_LIMIT, tool + " errors");
        boolean ended = false;
        try {
            ended = process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)
                    && output.awaitEnd(timeout)
                    && errors.awaitEnd(timeout);
        } finally {
            if (!ended) {
                kill(process);
            }
        }
        if (!ended) {
            throw new AttesterException(
                    tool, -1, "not finished after " + timeout.toMillis() + " ms", "It was killed; raise the time-out.");
        }
        requireSuccess(tool, process.exitValue(), new String(errors.kept(), StandardCharsets.UTF_8));
        if (output.overflow()) {
            throw new AttesterException(
                    tool, 0, "more than " + OUTPUT_LIMIT + " bytes of output", "Check that it is the right program.");
        }
        return Bytes.copyOf(output.kept());
    }

    /** Starts a program that goes on; what it prints is dropped. */
    Process start(Path workingDirectory, String tool, List<String> arguments) throws AttesterException {
        return launch(
                builder(workingDirectory, tool, arguments)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD),
                tool);
    }

    private ProcessBuilder builder(Path workingDirectory, String tool, List<String> arguments)
            throws AttesterException {
        List<String> command = new ArrayList<>();
        command.add(find(tool).toString());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(workingDirectory.toFile()).redirectInput(NO_INPUT);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("LC_ALL", "C");
        environment.put("TSS2_LOG", "all+none");
        tcti.ifPresent(t -> environment.put("TPM2TOOLS_TCTI", t.configuration()));
        return builder;
    }

    private static Process launch(ProcessBuilder builder, String tool) throws AttesterException {
        try {
            return builder.start();
        } catch (IOException e) {
            AttesterException failure = new AttesterException(
                    tool, -1, "cannot be started: " + e.getMessage(), "Check that the file is a program.");
            failure.initCause(e);
            throw failure;
        }
    }

    private Path find(String tool) throws AttesterException {
        for (Path directory : directories) {
            Path candidate = directory.resolve(tool).toAbsolutePath();
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        String where = directories.toString();
        throw new AttesterException(
                tool, -1, "not found in " + where, "On Debian: apt-get install " + packageOf(tool) + ".");
    }

    private static String packageOf(String tool) {
        return tool.startsWith("tpm2_") ? "tpm2-tools" : tool.equals("swtpm") ? "swtpm" : "swtpm-tools";
    }

    private static void requireSuccess(String tool, int status, String errors) throws AttesterException {
        if (status != 0) {
            String excerpt = ReturnCodes.excerpt(errors);
            throw new AttesterException(
                    tool, status, excerpt.isEmpty() ? "no message" : excerpt, ReturnCodes.advice(errors));
        }
    }

    /** Kills a process with all that it started. Its descendants are asked for first: orphans cannot be found. */
    static void kill(Process process) throws InterruptedException {
        List<ProcessHandle> tree = process.descendants().toList();
        process.destroyForcibly();
        tree.forEach(ProcessHandle::destroyForcibly);
        process.waitFor(KILL_PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    }
}
