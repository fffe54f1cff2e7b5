package dev.rats4j.cmw;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A media type by the grammar of Content-Type, RFC 9193, 3.1: names of at most 127 characters, parameters that are tokens or quoted.
 *
 * @param name type and subtype in lower case
 * @param parameters values by name in lower case, without their quotation marks
 */
record MediaTypeText(String name, Map<String, String> parameters) {

    /** Longer texts are not read: the grammar has no bound for parameters. */
    static final int LONGEST = 4096;

    private static final int LONGEST_NAME = 127;
    private static final String NAME_MARKS = "!#$&-^_.+";
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    /** Empty for what the grammar does not allow, and for a parameter that is there twice. */
    static Optional<MediaTypeText> parse(String text) {
        int end = text.indexOf(';');
        String name = (end < 0 ? text : text.substring(0, end));
        String bare = end < 0 ? name : name.stripTrailing();
        int slash = bare.indexOf('/');
        if (text.length() > LONGEST
                || slash < 0
                || !isName(bare.substring(0, slash))
                || !isName(bare.substring(slash + 1))) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        int at = bare.length();
        while (at >= 0 && at < text.length()) {
            at = parameter(text, at, parameters);
        }
        return at < 0
                ? Optional.empty()
                : Optional.of(new MediaTypeText(bare.toLowerCase(Locale.ROOT), Map.copyOf(parameters)));
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isLetterOrDigit(text.charAt(i)) && (i == 0 || NAME_MARKS.indexOf(text.charAt(i)) < 0)) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_NAME;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Reads a semicolon and a parameter; where it ends, or -1. */
    private static int parameter(String text, int start, Map<String, String> parameters) {
        int semicolon = spaces(text, start);
        if (semicolon == text.length() || text.charAt(semicolon) != ';') {
            return -1;
        }
        int name = spaces(text, semicolon + 1);
        int equals = token(text, name);
        if (equals == name || equals == text.length() || text.charAt(equals) != '=') {
            return -1;
        }
        StringBuilder value = new StringBuilder();
        int end = value(text, equals + 1, value);
        String key = text.substring(name, equals).toLowerCase(Locale.ROOT);
        return end < 0 || parameters.putIfAbsent(key, value.toString()) != null ? -1 : end;
    }

    private static int spaces(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private static int token(String text, int start) {
        int at = start;
        while (at < text.length() && (isLetterOrDigit(text.charAt(at)) || TOKEN_MARKS.indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return at;
    }

    private static int value(String text, int start, StringBuilder value) {
        if (start < text.length() && text.charAt(start) == '"') {
            return quoted(text, start + 1, value);
        }
        int end = token(text, start);
        value.append(text, start, end);
        return end == start ? -1 : end;
    }

    private static int quoted(String text, int start, StringBuilder value) {
        for (int at = start; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                return at + 1;
            }
            if (c == '\\') {
                at++;
                if (at == text.length()) {
                    return -1;
                }
                c = text.charAt(at);
            }
            if (c < ' ' || c > '~') {
                return -1;
            }
            value.append(c);
        }
        return -1;
    }

    /** A value as it stands in a parameter, with quotation marks if it is no token. */
    static String parameterValue(String value) {
        if (!value.isEmpty() && token(value, 0) == value.length()) {
            return value;
        }
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
