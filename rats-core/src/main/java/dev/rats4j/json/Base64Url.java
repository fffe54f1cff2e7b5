package dev.rats4j.json;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Base64;

/**
 * Base64url without padding, RFC 7515, 2, one text per value: no padding, no line breaks, no other alphabet, and unused bits of
 * the last character are zero. Decoders that are lenient here let one signed token be written in several ways.
 */
public final class Base64Url {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int GROUP = 4;

    private Base64Url() {}

    /** The text of some bytes. */
    public static String encode(Bytes bytes) {
        return ENCODER.encodeToString(bytes.toByteArray());
    }

    /**
     * The bytes of a text.
     *
     * @param field name of the field, for errors
     * @param offset where the text starts in its message, added to the offsets of errors
     */
    public static Bytes decode(String field, int offset, String text) throws MalformedMessageException {
        for (int i = 0; i < text.length(); i++) {
            if (!isInAlphabet(text.charAt(i))) {
                throw new MalformedMessageException(field, offset + i, "not a character of base64url");
            }
        }
        checkEnd(field, offset, text);
        return Bytes.copyOf(DECODER.decode(text));
    }

    private static boolean isInAlphabet(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    private static void checkEnd(String field, int offset, String text) throws MalformedMessageException {
        int open = text.length() % GROUP;
        int end = offset + Math.max(0, text.length() - 1);
        if (open == 1) {
            throw new MalformedMessageException(field, end, "one character over");
        }
        if (open != 0) {
            int unused = open == 2 ? 0xf : 0x3;
            if ((ALPHABET.indexOf(text.charAt(text.length() - 1)) & unused) != 0) {
                throw new MalformedMessageException(field, end, "unused bits are not zero");
            }
        }
    }
}
