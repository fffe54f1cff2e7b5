package dev.rats4j.cli;

import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs the command line in this JVM. */
final class Shell {

    private Shell() {}

    /** What a command left behind. */
    record Result(int status, String out, String err) {

        JsonObject json() throws Exception {
            return Json.parseObject(Bytes.ofUtf8(out), JsonLimits.STANDARD);
        }
    }

    static Result rats(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int status = Rats.run(new PrintWriter(out), new PrintWriter(err), words);
        return new Result(status, out.toString(), err.toString());
    }
}
