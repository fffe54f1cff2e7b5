package dev.rats4j.tpm.tools;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Empties a pipe of a process, so that it never blocks, and keeps the first bytes of what came. */
final class OutputDrain implements Runnable {

    private final InputStream pipe;
    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread thread;
    private boolean overflow;

    private OutputDrain(InputStream pipe, int limit, String name) {
        this.pipe = pipe;
        this.limit = limit;
        this.thread = new Thread(this, name);
    }

    static OutputDrain start(InputStream pipe, int limit, String name) {
        OutputDrain drain = new OutputDrain(pipe, limit, name);
        drain.thread.setDaemon(true);
        drain.thread.start();
        return drain;
    }

    @Override
    public void run() {
        byte[] buffer = new byte[8192];
        try (pipe) {
            for (int n = pipe.read(buffer); n >= 0; n = pipe.read(buffer)) {
                keep(buffer, n);
            }
        } catch (IOException e) {
            // the process was killed and its pipe closed: there is nothing more to keep
            return;
        }
    }

    private synchronized void keep(byte[] buffer, int length) {
        int room = Math.min(length, limit - kept.size());
        kept.write(buffer, 0, room);
        overflow |= room < length;
    }

    /** Whether the pipe was at its end within this time. */
    boolean awaitEnd(Duration patience) throws InterruptedException {
        thread.join(Math.max(1, patience.toMillis()));
        return !thread.isAlive();
    }

    synchronized boolean overflow() {
        return overflow;
    }

    synchronized byte[] kept() {
        return kept.toByteArray();
    }
}
