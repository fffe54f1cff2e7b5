package dev.rats4j.cddl;

import java.util.stream.Collectors;

/** Short names of types for reasons. */
final class Wording {

    private static final int LONGEST = 120;

    private Wording() {}

    static String of(Type type) {
        String words = words(type);
        return words.length() > LONGEST ? words.substring(0, LONGEST) + "..." : words;
    }

    private static String words(Type type) {
        if (type instanceof Type.Choice choice) {
            return choice.options().stream().map(Wording::of).collect(Collectors.joining(" / "));
        }
        if (type instanceof Type.Range range) {
            return of(range.low()) + (range.isClosed() ? ".." : "...") + of(range.high());
        }
        if (type instanceof Type.Control control) {
            return of(control.target()) + ' ' + control.name() + ' ' + of(control.controller());
        }
        if (type instanceof Type.Tagged tagged) {
            return "#6." + of(tagged.number()) + '(' + of(tagged.content()) + ')';
        }
        if (type instanceof Type.Unwrap unwrap) {
            return '~' + of(unwrap.type());
        }
        if (type instanceof Type.Major major) {
            return "#" + major.major()
                    + major.detail().map(detail -> "." + of(detail)).orElse("");
        }
        if (type instanceof Type.MapOf) {
            return "a map";
        }
        if (type instanceof Type.ArrayOf) {
            return "an array";
        }
        if (type instanceof Type.Enumeration) {
            return "one of an enumeration";
        }
        return type instanceof Type.Any ? "any" : type.toString();
    }
}
