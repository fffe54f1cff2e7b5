package dev.rats4j.json;

/** A text of Unicode scalar values; a lone surrogate, which no UTF-8 can carry, is refused. RFC 7493, 2.1. */
public record JsonString(String value) implements JsonValue {

    /** Refuses lone surrogates. */
    public JsonString {
        if (!isUnicode(value)) {
            throw new IllegalArgumentException("a lone surrogate is not text");
        }
    }

    static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    @Override
    public String type() {
        return "string";
    }

    /** The length only: tokens do not belong in a log. */
    @Override
    public String toString() {
        return "string of " + value.length() + " characters";
    }
}
