package dev.rats4j.cddl;

import dev.rats4j.wire.Bytes;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers, texts and byte strings as definitions write them. */
final class Literals {

    private static final Pattern NUMBER = Pattern.compile(
            "-?(?:0x[0-9A-Fa-f]+(?:\\.[0-9A-Fa-f]+)?(?:[pP][-+]?\\d+)?|0b[01]+|\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?)");
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"", Pattern.DOTALL);
    private static final Pattern BINARY = Pattern.compile("(?:h|b64)?'(?:[^'\\\\]|\\\\.)*+'", Pattern.DOTALL);
    private static final String SINGLE_ESCAPES = "bfnrt";
    private static final String CONTROLS = "\b\f\n\r\t";

    private Literals() {}

    /** The value that is next, if there is one. */
    static Optional<Value> next(Source source) {
        Optional<Value> text = source.take(TEXT).map(token -> new Value.Text(unescape(source, inside(token))));
        if (text.isPresent()) {
            return text;
        }
        Optional<Value> binary = source.take(BINARY).map(token -> binary(source, token));
        return binary.isPresent() ? binary : source.take(NUMBER).map(Literals::number);
    }

    private static String inside(String quoted) {
        return quoted.substring(1, quoted.length() - 1);
    }

    private static Value number(String token) {
        boolean isNegative = token.startsWith("-");
        String digits = isNegative ? token.substring(1) : token;
        boolean isHex = digits.startsWith("0x");
        if (isHex ? digits.contains("p") || digits.contains(".") : digits.matches(".*[.eE].*")) {
            return new Value.Real(Double.parseDouble(token), 0);
        }
        BigInteger value = isHex
                ? new BigInteger(digits.substring(2), 16)
                : digits.startsWith("0b") ? new BigInteger(digits.substring(2), 2) : new BigInteger(digits);
        return new Value.Int(isNegative ? value.negate() : value);
    }

    private static Value binary(Source source, String token) {
        int quote = token.indexOf('\'');
        String content = inside(token.substring(quote));
        String bare = content.replaceAll(";[^\\n]*|\\s", "");
        try {
            return switch (token.substring(0, quote)) {
                case "h" -> new Value.Binary(Bytes.fromHex(bare));
                case "b64" ->
                    new Value.Binary(Bytes.copyOf(
                            Base64.getUrlDecoder().decode(bare.replace('+', '-').replace('/', '_'))));
                default -> new Value.Binary(Bytes.ofUtf8(unescape(source, content)));
            };
        } catch (IllegalArgumentException e) {
            throw source.error("not a byte string: " + token);
        }
    }

    /** The escapes of JSON and {@code \\u{...}}; any other character stands for itself, as RFC 8610 had it. */
    private static String unescape(Source source, String text) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                result.append(c);
                continue;
            }
            char escaped = text.charAt(++i);
            int known = SINGLE_ESCAPES.indexOf(escaped);
            if (escaped == 'u') {
                boolean isBraced = text.startsWith("{", i + 1);
                int start = i + (isBraced ? 2 : 1);
                int end = isBraced ? text.indexOf('}', start) : Math.min(text.length(), start + 4);
                result.appendCodePoint(codePoint(source, text, start, end));
                i = isBraced ? end : end - 1;
            } else {
                result.append(known < 0 ? escaped : CONTROLS.charAt(known));
            }
        }
        return result.toString();
    }

    private static int codePoint(Source source, String text, int start, int end) {
        try {
            return Integer.parseInt(text, start, end, 16);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw source.error("not an escape: " + text);
        }
    }
}
