package dev.rats4j.cddl;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a definition, and how far it is read. Skips white space and comments before every token. */
final class Source {

    private static final Pattern SPACE = Pattern.compile("(?:\\s|;[^\\n]*(?:\\n|\\z))*+");

    private final String name;
    private final String text;
    private int at;

    Source(String name, String text) {
        this.name = name;
        this.text = text;
    }

    int position() {
        return at;
    }

    void returnTo(int position) {
        at = position;
    }

    boolean isAtEnd() {
        skip();
        return at == text.length();
    }

    private void skip() {
        Matcher matcher = SPACE.matcher(text).region(at, text.length());
        if (matcher.lookingAt()) {
            at = matcher.end();
        }
    }

    /** Takes a token if it is next. */
    boolean takes(String token) {
        skip();
        return takesAtOnce(token);
    }

    /** Takes a token if it is next without any space. */
    boolean takesAtOnce(String token) {
        if (text.startsWith(token, at)) {
            at += token.length();
            return true;
        }
        return false;
    }

    /** Whether a token is next; it stays. */
    boolean sees(String token) {
        skip();
        return text.startsWith(token, at);
    }

    void expect(String token) {
        if (!takes(token)) {
            throw error("'" + token + "' expected");
        }
    }

    /** Takes a token of this shape if it is next. */
    Optional<String> take(Pattern shape) {
        skip();
        Matcher matcher = shape.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        at = matcher.end();
        return Optional.of(matcher.group());
    }

    CddlException error(String what) {
        long line = text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        String rest = text.substring(at, Math.min(text.length(), at + 20))
                .lines()
                .findFirst()
                .orElse("");
        return new CddlException(name + ':' + line + ": " + what + " at " + (rest.isEmpty() ? "the end" : rest));
    }
}
