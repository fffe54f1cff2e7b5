package dev.rats4j.cli.output;

/** Text of strangers: no character does anything but stand there. */
public final class Printable {

    private static final String HEX = "0123456789abcdef";

    private Printable() {}

    /**
     * Escapes controls, formatting characters (also those for the direction of text), ends of lines, and halves of surrogates, as JSON
     * does: {@code \}{@code u} and four digits, twice for what is beyond 16 bits.
     */
    public static String of(String text) {
        return escaped(text, false);
    }

    /** The same for text of several lines: line feeds stay. */
    public static String lines(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean keepsLines) {
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if ((keepsLines && c == '\n') || !isActive(c)) {
                shown.appendCodePoint(c);
            } else {
                for (char unit : Character.toChars(c)) {
                    escape(shown, unit);
                }
            }
        });
        return shown.toString();
    }

    private static void escape(StringBuilder shown, char unit) {
        shown.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            shown.append(HEX.charAt(unit >> shift & 0xf));
        }
    }

    private static boolean isActive(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> true;
            default -> false;
        };
    }
}
