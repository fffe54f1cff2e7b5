package dev.rats4j.cddl;

import dev.rats4j.cddl.Value.Binary;
import dev.rats4j.cddl.Value.Int;
import dev.rats4j.cddl.Value.Text;
import dev.rats4j.wire.Bytes;
import java.util.stream.Collectors;

/** The values of {@code .cat}, {@code .det} and {@code .plus}, RFC 9165, 2. */
final class Joining {

    private Joining() {}

    static Value of(String operator, Value left, Value right) {
        if (operator.equals(".plus")) {
            if (left instanceof Int a && right instanceof Int b) {
                return new Int(a.value().add(b.value()));
            }
            throw new CddlException(".plus of " + left + " and " + right);
        }
        boolean isDedented = operator.equals(".det");
        String text =
                (isDedented ? dedented(text(left)) : text(left)) + (isDedented ? dedented(text(right)) : text(right));
        return left instanceof Text ? new Text(text) : new Binary(Bytes.ofUtf8(text));
    }

    private static String text(Value value) {
        if (value instanceof Text text) {
            return text.value();
        }
        if (value instanceof Binary bytes) {
            return bytes.value().utf8();
        }
        throw new CddlException("neither text nor bytes: " + value);
    }

    /** Without the white space that all lines begin with, RFC 9165, 2.3. */
    private static String dedented(String text) {
        int margin = text.lines()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return text.lines()
                .map(line -> line.substring(Math.min(margin, line.length())))
                .collect(Collectors.joining("\n", "", text.endsWith("\n") ? "\n" : ""));
    }
}
