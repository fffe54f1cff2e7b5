package dev.rats4j.cli.content;

import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The outline of DER, X.690: tags and lengths. Asked before libraries are, which follow any depth with their stack. */
final class Der {

    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int CONSTRUCTED = 0x20;
    private static final int LONG_TAG = 0x1f;
    private static final int LONG_FORM = 0x80;
    private static final int MOST_LENGTH_BYTES = 4;
    private static final int MOST_LEVELS = 64;

    private Der() {}

    /** Whether the first byte is that of a SEQUENCE: cheap, and no promise. */
    static boolean isSequence(Bytes content) {
        return !content.isEmpty() && content.at(0) == SEQUENCE;
    }

    /** Whether it begins like the structure of a private key: a SEQUENCE of the INTEGER 0 or 1 and more. Also if cut off. */
    static boolean beginsLikePrivateKey(Bytes content) {
        ByteReader in = new ByteReader(content);
        try {
            if (in.u8("tag") != SEQUENCE) {
                return false;
            }
            int first = in.u8("length");
            in.bytes(first > LONG_FORM && first <= LONG_FORM + MOST_LENGTH_BYTES ? first - LONG_FORM : 0, "length");
            return in.u8("tag") == INTEGER && in.u8("length") == 1 && in.u8("version") <= 1;
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    /** Requires one SEQUENCE, or several if {@code many}, with lengths in DER that fit into each other; at most 64 levels. */
    static void requireSequences(Bytes content, boolean many) throws MalformedMessageException {
        ByteReader in = new ByteReader(content);
        Deque<Integer> ends = new ArrayDeque<>();
        int outermost = 0;
        while (in.remaining() > 0) {
            while (!ends.isEmpty() && ends.peek() == in.position()) {
                ends.pop();
            }
            int at = in.position();
            int tag = in.u8("tag");
            if (ends.isEmpty() && (tag != SEQUENCE || (outermost++ > 0 && !many))) {
                throw new MalformedMessageException("DER", at, "no SEQUENCE, or something after it");
            }
            skipLongTag(in, tag);
            long length = length(in);
            int end = ends.isEmpty() ? content.length() : ends.peek();
            if (length > end - in.position()) {
                throw new MalformedMessageException("DER.length", at, "more than what it is in");
            }
            if ((tag & CONSTRUCTED) == 0) {
                in.bytes(length, "DER.content");
            } else if (ends.size() == MOST_LEVELS) {
                throw new MalformedMessageException("DER", at, "more than " + MOST_LEVELS + " levels");
            } else {
                ends.push(in.position() + (int) length);
            }
        }
        if (ends.stream().anyMatch(end -> end != content.length()) || outermost == 0) {
            throw new MalformedMessageException("DER", content.length(), "ends early");
        }
    }

    private static void skipLongTag(ByteReader in, int tag) throws MalformedMessageException {
        if ((tag & LONG_TAG) == LONG_TAG) {
            int next = in.u8("DER.tag");
            while ((next & LONG_FORM) != 0) {
                next = in.u8("DER.tag");
            }
        }
    }

    private static long length(ByteReader in) throws MalformedMessageException {
        int at = in.position();
        int first = in.u8("DER.length");
        if (first < LONG_FORM) {
            return first;
        }
        int count = first - LONG_FORM;
        if (count == 0 || count > MOST_LENGTH_BYTES) {
            throw new MalformedMessageException("DER.length", at, "indefinite or of more than 4 bytes");
        }
        long length = 0;
        for (int i = 0; i < count; i++) {
            length = length << 8 | in.u8("DER.length");
        }
        if (length < LONG_FORM || (length >> (8 * (count - 1))) == 0) {
            throw new MalformedMessageException("DER.length", at, "not in the fewest bytes");
        }
        return length;
    }
}
