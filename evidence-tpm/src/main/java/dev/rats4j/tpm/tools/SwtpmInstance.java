package dev.rats4j.tpm.tools;

import dev.rats4j.AttesterException;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A software TPM of its own: a fresh swtpm with state and sockets in a private directory. It ends, and the directory goes, at
 * {@link #close} or with the JVM, except if that is killed.
 */
public final class SwtpmInstance implements AutoCloseable {

    /** Limit of {@code sockaddr_un.sun_path}, less its final zero. */
    private static final int SOCKET_PATH_LIMIT = 107;

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration END_PATIENCE = Duration.ofSeconds(5);
    private static final int EXTENSIONS_PER_CALL = 100;

    private final PrivateDirectory directory;
    private final int locality;
    private final Tcti tcti;
    private final ToolRunner runner;
    private final Thread hook;
    private Optional<Process> process = Optional.empty();
    private boolean closed;

    private SwtpmInstance(PrivateDirectory directory, int locality, List<Path> tools) {
        this.directory = directory;
        this.locality = locality;
        tcti = Tcti.swtpm(socket());
        runner = new ToolRunner(tools, Optional.of(tcti), TIMEOUT);
        hook = new Thread(this::endWithJvm, "swtpm end");
    }

    /** Starts a software TPM at locality 0. */
    public static SwtpmInstance start() throws AttesterException, InterruptedException {
        return start(0);
    }

    /**
     * Starts a software TPM by a TPM2_Startup at a locality, as firmware does that measures itself: PCR 0 begins with it.
     *
     * @param locality 0 or 3; no other may send it
     */
    public static SwtpmInstance start(int locality) throws AttesterException, InterruptedException {
        return start(locality, ToolRunner.SYSTEM);
    }

    static SwtpmInstance start(int locality, List<Path> tools) throws AttesterException, InterruptedException {
        if (locality != 0 && locality != 3) {
            throw new IllegalArgumentException("locality " + locality);
        }
        return start(PrivateDirectory.create(), locality, tools);
    }

    /** Starts with the state in a directory, which goes at the end. */
    static SwtpmInstance start(PrivateDirectory state, int locality, List<Path> tools)
            throws AttesterException, InterruptedException {
        SwtpmInstance instance = new SwtpmInstance(state, locality, tools);
        boolean started = false;
        try {
            instance.requireShortPath();
            Runtime.getRuntime().addShutdownHook(instance.hook);
            instance.launch();
            started = true;
            return instance;
        } finally {
            if (!started) {
                instance.close();
            }
        }
    }

    /** How to reach it. */
    public Tcti tcti() {
        return tcti;
    }

    /** Extends one PCR in one or more banks. */
    public void extend(int pcr, Map<HashAlgorithm, Digest> digests) throws AttesterException, InterruptedException {
        extendAll(List.of(new PcrExtension(pcr, digests)));
    }

    /** Extends PCRs in this order, as when the measurements of an event log are replayed. */
    public synchronized void extendAll(List<PcrExtension> extensions) throws AttesterException, InterruptedException {
        requireOpen();
        for (int from = 0; from < extensions.size(); from += EXTENSIONS_PER_CALL) {
            int to = Math.min(extensions.size(), from + EXTENSIONS_PER_CALL);
            List<String> arguments = extensions.subList(from, to).stream()
                    .map(PcrExtension::argument)
                    .toList();
            runner.run(directory.path(), "tpm2_pcrextend", arguments);
        }
    }

    /** Shuts the TPM down and starts it again with its state, as a reboot does: PCRs begin anew, persistent keys stay. */
    public synchronized void restart() throws AttesterException, InterruptedException {
        requireOpen();
        end();
        launch();
    }

    /** Ends the process and removes the directory. An interruption does not keep it from doing so. */
    @Override
    public void close() throws AttesterException {
        try {
            closeOnce();
        } finally {
            removeHook();
        }
    }

    private synchronized void closeOnce() throws AttesterException {
        if (closed) {
            return;
        }
        closed = true;
        boolean interrupted = Thread.interrupted();
        try {
            end();
        } catch (InterruptedException e) {
            interrupted = true;
            process.ifPresent(SwtpmInstance::endNow);
        } finally {
            directory.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void endNow(Process running) {
        running.destroyForcibly()
                .onExit()
                .completeOnTimeout(running, END_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is ending: the hook will find the instance closed
            return;
        }
    }

    private void endWithJvm() {
        try {
            closeOnce();
        } catch (AttesterException e) {
            // nobody is left to be told
            return;
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the software TPM is closed");
        }
    }

    private Path socket() {
        return directory.path().resolve("t");
    }

    private Path controlSocket() {
        return directory.path().resolve("t.ctrl");
    }

    private void requireShortPath() throws AttesterException {
        int length = controlSocket().toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > SOCKET_PATH_LIMIT) {
            throw new AttesterException(
                    "swtpm",
                    -1,
                    "socket path of " + length + " bytes, at most " + SOCKET_PATH_LIMIT,
                    "Set -Djava.io.tmpdir to a shorter directory.");
        }
    }

    private void launch() throws AttesterException, InterruptedException {
        Process started = runner.start(
                directory.path(),
                "swtpm",
                List.of(
                        "socket",
                        "--tpm2",
                        "--tpmstate",
                        "dir=" + directory.path(),
                        "--server",
                        "type=unixio,path=" + socket(),
                        "--ctrl",
                        "type=unixio,path=" + controlSocket(),
                        "--flags",
                        "not-need-init",
                        "--log",
                        "file=" + directory.path().resolve("log") + ",level=1,truncate"));
        process = Optional.of(started);
        awaitSockets(started);
        if (locality != 0) {
            setLocality(locality);
        }
        SwtpmSocket.startup(socket(), TIMEOUT);
        if (locality != 0) {
            setLocality(0);
        }
    }

    private void setLocality(int number) throws AttesterException, InterruptedException {
        runner.run(
                directory.path(),
                "swtpm_ioctl",
                List.of("--unix", controlSocket().toString(), "-l", Integer.toString(number)));
    }

    private void awaitSockets(Process started) throws AttesterException, InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!Files.exists(controlSocket()) || !Files.exists(socket())) {
            if (started.waitFor(2, TimeUnit.MILLISECONDS) || System.nanoTime() - deadline > 0) {
                throw new AttesterException(
                        "swtpm",
                        started.isAlive() ? -1 : started.exitValue(),
                        "did not open its sockets: " + log(),
                        "Check that " + directory.path().getParent() + " can hold sockets.");
            }
        }
    }

    private String log() {
        try {
            byte[] text = PrivateDirectory.readFile(directory.path().resolve("log"), 1 << 16)
                    .toByteArray();
            return ReturnCodes.excerpt(new String(text, StandardCharsets.UTF_8));
        } catch (AttesterException e) {
            return "no log";
        }
    }

    /** In order: an orderly TPM2_Shutdown, so that no lockout builds up, then SIGTERM, and SIGKILL as the last resort. */
    private void end() throws InterruptedException {
        if (process.isEmpty()) {
            return;
        }
        Process running = process.get();
        try {
            if (running.isAlive()) {
                runner.run(directory.path(), "tpm2_shutdown", List.of("-c"));
            }
        } catch (AttesterException e) {
            // it has to end all the same
            running.destroy();
        }
        running.destroy();
        if (!running.waitFor(END_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            ToolRunner.kill(running);
        }
        process = Optional.empty();
    }
}
