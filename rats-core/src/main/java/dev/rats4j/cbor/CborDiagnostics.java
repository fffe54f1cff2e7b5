package dev.rats4j.cbor;

import java.math.BigInteger;

/** Prints items in diagnostic notation, RFC 8949, 8, indented, for people. Long strings are cut, and say so. */
public final class CborDiagnostics {

    private static final int LONGEST_STRING = 64;

    private CborDiagnostics() {}

    /**
     * The item as indented lines.
     *
     * @param mostLines how many after the first; if that is not all, one more line says so
     */
    public static String print(CborItem item, int mostLines) {
        Printer printer = new Printer(mostLines);
        printer.print(item, 0);
        return printer.text.toString();
    }

    private static final class Printer {
        private final StringBuilder text = new StringBuilder();
        private int linesLeft;

        Printer(int lines) {
            linesLeft = lines;
        }

        void print(CborItem item, int indent) {
            switch (item.kind()) {
                case ARRAY -> printArray(item, indent);
                case MAP -> printMap(item, indent);
                case TAG -> {
                    text.append(Long.toUnsignedString(item.argument())).append('(');
                    print(item.children().iterator().next(), indent);
                    text.append(linesLeft < 0 ? "" : ")");
                }
                default -> text.append(scalar(item));
            }
        }

        private void printArray(CborItem item, int indent) {
            text.append('[');
            for (CborItem element : item.children()) {
                if (!newLine(indent + 1)) {
                    return;
                }
                print(element, indent + 1);
            }
            if (newLine(indent)) {
                text.append(']');
            }
        }

        private void printMap(CborItem item, int indent) {
            text.append('{');
            boolean isKey = true;
            for (CborItem child : item.children()) {
                if (isKey && !newLine(indent + 1)) {
                    return;
                }
                print(child, indent + 1);
                text.append(isKey ? ": " : "");
                isKey = !isKey;
            }
            if (newLine(indent)) {
                text.append('}');
            }
        }

        private boolean newLine(int indent) {
            if (linesLeft <= 0) {
                text.append(linesLeft == 0 ? "\n… more" : "");
                linesLeft = -1;
                return false;
            }
            linesLeft--;
            text.append('\n').append("  ".repeat(indent));
            return true;
        }
    }

    private static String scalar(CborItem item) {
        return switch (item.kind()) {
            case UNSIGNED -> Long.toUnsignedString(item.argument());
            case NEGATIVE ->
                new BigInteger(Long.toUnsignedString(item.argument())).not().toString();
            case BYTES -> bytes(item);
            case TEXT -> text(item);
            case BOOLEAN -> item.encoded().at(0) == 0xf5 ? "true" : "false";
            case NULL -> "null";
            case FLOAT -> Double.toString(CborFloats.value(item.encoded()));
            default -> "simple(" + item.argument() + ")";
        };
    }

    private static String bytes(CborItem item) {
        int length = item.content().length();
        String hex = item.content().slice(0, Math.min(length, LONGEST_STRING)).toHex();
        return "h'" + hex + (length > LONGEST_STRING ? "…' (" + length + " bytes)" : "'");
    }

    private static String text(CborItem item) {
        StringBuilder quoted = new StringBuilder("\"");
        String value = ((CborKey.Text) item.key()).value();
        value.codePoints().limit(LONGEST_STRING * 4L).forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                quoted.append("\\u{").append(Integer.toHexString(c)).append('}');
            } else {
                quoted.appendCodePoint(c);
            }
        });
        boolean isCut = value.codePointCount(0, value.length()) > LONGEST_STRING * 4;
        return quoted.append(isCut ? "…\"" : "\"").toString();
    }
}
