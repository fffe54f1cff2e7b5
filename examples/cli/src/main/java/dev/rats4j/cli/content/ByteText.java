package dev.rats4j.cli.content;

import dev.rats4j.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Looks at content as text where it lies: without copies, which would not fit into memory for long files. */
final class ByteText {

    private static final int PIECE = 8192;

    private ByteText() {}

    /** Where some ASCII text begins, from an offset on and before an end; -1 if it does not. */
    static int find(Bytes content, String ascii, int from, int end) {
        int first = ascii.charAt(0);
        int last = Math.min(end, content.length()) - ascii.length();
        for (int at = from; at <= last; at++) {
            if (content.at(at) == first && isAt(content, ascii, at)) {
                return at;
            }
        }
        return -1;
    }

    static boolean contains(Bytes content, String ascii) {
        return find(content, ascii, 0, content.length()) >= 0;
    }

    private static boolean isAt(Bytes content, String ascii, int at) {
        for (int i = 1; i < ascii.length(); i++) {
            if (content.at(at + i) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** UTF-8 with no control characters but tabs and ends of lines. */
    static boolean isText(Bytes content) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = content.asByteBuffer();
        CharBuffer piece = CharBuffer.allocate(PIECE);
        CoderResult result;
        do {
            result = decoder.decode(bytes, piece, true);
            piece.flip();
            if (result.isError() || piece.chars().anyMatch(ByteText::isControl)) {
                return false;
            }
            piece.clear();
        } while (result.isOverflow());
        return true;
    }

    private static boolean isControl(int c) {
        return Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
    }
}
