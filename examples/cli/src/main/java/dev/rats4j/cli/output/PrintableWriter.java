package dev.rats4j.cli.output;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/** The last gate before a terminal: whatever is written, only line feeds and characters that just stand there come through. */
public final class PrintableWriter extends Writer {

    private final PrintWriter target;

    /** First half of a character whose second half was not written yet. */
    private String held = "";

    private PrintableWriter(PrintWriter target) {
        this.target = target;
    }

    /** A writer in front of another, with the errors of that. */
    public static PrintWriter before(PrintWriter target) {
        return new PrintWriter(new PrintableWriter(target));
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        String text = held + new String(characters, offset, length);
        int end = text.length();
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        held = text.substring(end);
        target.write(Printable.lines(text.substring(0, end)));
    }

    @Override
    public void flush() throws IOException {
        target.write(Printable.lines(held));
        held = "";
        if (target.checkError()) { // flushes, too
            throw new IOException("the target failed");
        }
    }

    @Override
    public void close() throws IOException {
        flush();
        target.close();
    }
}
