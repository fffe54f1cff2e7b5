package dev.rats4j;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A catalogue as text, so that a test can state what is fixed about each check and would break users if it changed. */
public final class CheckLines {

    private CheckLines() {}

    /**
     * A line per check: id, kind, aspect, the claims that follow from pass and failure, and whether evidence counts about which it was
     * not checked. Clauses are in {@code docs/checks.md}.
     */
    public static String of(Check... checks) {
        return Arrays.stream(checks).map(CheckLines::line).collect(Collectors.joining());
    }

    private static String line(Check check) {
        Check.Definition definition = check.definition();
        return check.id() + " "
                + word(definition.kind()) + " "
                + word(definition.aspect()) + " "
                + definition.onPass().value() + " "
                + definition.onFailure().value() + " "
                + (check.mayBeLeftOut() ? "may-be-left-out" : "needed") + "\n";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
