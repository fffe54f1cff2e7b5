package dev.rats4j.cli.output;

/** Text of others, made safe to show. */
public final class Printable {

    private Printable() {}

    /** The text with control characters, line ends and marks of direction as {@code \}{@code u} escapes: it cannot move a cursor. */
    public static String of(String text) {
        StringBuilder safe = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHarmless(c)) {
                if (safe != null) {
                    safe.append(c);
                }
                continue;
            }
            if (safe == null) {
                safe = new StringBuilder(text.substring(0, i));
            }
            String hex = Integer.toHexString(c);
            safe.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
        }
        return safe == null ? text : safe.toString();
    }

    private static boolean isHarmless(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
