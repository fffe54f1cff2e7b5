package dev.rats4j.cli.output;

/** Text of strangers: no character does anything but stand there. */
public final class Printable {

    private static final String HEX = "0123456789abcdef";

    private Printable() {}

    /** Escapes controls, formatting characters (also those for the direction of text), ends of lines, and halves of surrogates. */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (!isActive(c)) {
                shown.appendCodePoint(c);
            } else if (c <= 0xffff) {
                shown.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    shown.append(HEX.charAt(c >> shift & 0xf));
                }
            } else {
                shown.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
        });
        return shown.toString();
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
