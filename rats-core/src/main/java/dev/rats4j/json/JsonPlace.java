package dev.rats4j.json;

import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stood in its text, for error messages. A linked list: path texts per value would take quadratic memory.
 *
 * @param parent the container, or null for the outermost value
 * @param step {@code .name} or {@code [index]}
 * @param offset position in characters
 */
record JsonPlace(@Nullable JsonPlace parent, String step, int offset) {

    private static final int MAX_STEP = 64;

    static final JsonPlace ROOT = new JsonPlace(null, "$", 0);

    JsonPlace member(String name, int at) {
        return new JsonPlace(this, "." + name, at);
    }

    JsonPlace element(int index, int at) {
        return new JsonPlace(this, "[" + index + "]", at);
    }

    /** For example {@code $.submods.tpm[2]}; long or odd names are shortened, since they may be an attacker's. */
    String path() {
        Deque<String> steps = new ArrayDeque<>();
        JsonPlace place = this;
        while (place != null) {
            steps.push(printable(place.step));
            place = place.parent;
        }
        return String.join("", steps);
    }

    MalformedMessageException malformed(String detail) {
        return new MalformedMessageException(path(), offset, detail);
    }

    private static String printable(String step) {
        String shown = step.length() <= MAX_STEP ? step : step.substring(0, MAX_STEP) + "...";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            text.append(c > ' ' && c < 0x7f ? c : '?');
        }
        return text.toString();
    }
}
