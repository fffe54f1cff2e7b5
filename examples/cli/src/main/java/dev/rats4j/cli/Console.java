package dev.rats4j.cli;

import dev.rats4j.cli.input.InputException;
import java.io.PrintWriter;

/** Standard output, which may be full or gone. */
final class Console {

    static final String BROKEN = "Standard output cannot be written; the answer is incomplete.";

    private Console() {}

    /** Writes what is there so far, or fails. */
    static void flush(PrintWriter out) throws InputException {
        if (out.checkError()) {
            throw new InputException(BROKEN);
        }
    }

    /** Writes lines, or fails. */
    static void say(PrintWriter out, String lines) throws InputException {
        out.println(lines);
        flush(out);
    }
}
