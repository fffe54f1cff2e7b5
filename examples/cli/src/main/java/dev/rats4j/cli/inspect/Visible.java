package dev.rats4j.cli.inspect;

import dev.rats4j.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Text of strangers on a terminal: one line, a bounded length, and no character that does anything but stand there. */
final class Visible {

    /** Most characters of a value. */
    static final int LONGEST = 400;

    /** Most bytes that are shown in hexadecimal digits. */
    static final int MOST_BYTES = 64;

    private static final int FEW_BYTES = 16;

    private Visible() {}

    /** The beginning of a text that is too long, and how long it is. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "… " + text.length() + " characters";
    }

    /** Hexadecimal digits; of many bytes the first, and how many there are. */
    static String hex(Bytes bytes) {
        return hex(bytes, MOST_BYTES);
    }

    static String hex(Bytes bytes, int most) {
        if (bytes.isEmpty()) {
            return "(empty)";
        }
        return bytes.length() <= most ? bytes.toHex() : bytes.slice(0, most).toHex() + "… " + bytes(bytes.length());
    }

    /** A length in words. */
    static String bytes(int length) {
        return length == 1 ? "1 byte" : length + " bytes";
    }

    /** Length and the first digits of what is of no interest to people. */
    static String brief(Bytes bytes) {
        Bytes start = bytes.slice(0, Math.min(FEW_BYTES, bytes.length()));
        return bytes(bytes.length())
                + (bytes.isEmpty() ? "" : ", " + start.toHex())
                + (start.length() < bytes.length() ? "…" : "");
    }

    /** The text that bytes are, if they are nothing but printable text, UTF-8 or UTF-16LE, possibly with zeros at the end. */
    static Optional<String> text(Bytes bytes, int most) {
        Bytes shown = bytes.length() > most ? bytes.slice(0, most) : bytes;
        int end = shown.length();
        while (end > 0 && shown.at(end - 1) == 0) {
            end--;
        }
        return printable(shown.slice(0, end), StandardCharsets.UTF_8)
                .or(() -> printable(shown.slice(0, shown.length() & ~1), StandardCharsets.UTF_16LE))
                .map(text -> bytes.length() > most ? text + "…" : text);
    }

    private static Optional<String> printable(Bytes bytes, java.nio.charset.Charset charset) {
        try {
            String text = charset.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            String bare = text.replaceAll("\\x00+$", "");
            // other alphabets in UTF-16 are more often chance than text
            boolean isText = bare.length() > 2 && bare.chars().allMatch(c -> c >= ' ' && c < 0x7f);
            return isText ? Optional.of('"' + bare + '"') : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
