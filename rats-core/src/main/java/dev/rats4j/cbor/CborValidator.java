package dev.rats4j.cbor;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Checks a whole item once, before anything is read from it: lengths, depth, text, duplicates and, if asked, determinism. */
final class CborValidator {

    /** Deeper than any token of the formats we know, including ten nested EATs. Tags count. */
    static final int DEEPEST = 64;
    /** Maps of more entries have to be sorted, so that duplicates are found without a table. */
    static final int LARGEST_UNSORTED_MAP = 1024;

    private final Bytes message;
    private final boolean deterministic;

    CborValidator(Bytes message, CborProfile profile) {
        this.message = message;
        this.deterministic = profile == CborProfile.DETERMINISTIC;
    }

    /** Checks the item at an offset. Returns the offset behind it. */
    int check(int at, int depth) throws MalformedMessageException {
        if (depth > DEEPEST) {
            throw malformed(at, "nested deeper than " + DEEPEST);
        }
        CborHead head = head(at);
        if (head.isIndefinite() && deterministic) {
            throw malformed(at, "indefinite length");
        }
        return switch (head.major()) {
            case 0, 1 -> head.end();
            case 2, 3 -> checkString(head, at);
            case 4 -> checkArray(head, depth);
            case 5 -> checkMap(head, at, depth);
            case 6 -> checkTag(head, at, depth);
            default -> checkSimple(head, at);
        };
    }

    private CborHead head(int at) throws MalformedMessageException {
        CborHead head = CborHead.read(message, at);
        if (deterministic && head.major() != 7 && !head.isMinimal()) {
            throw malformed(at, "length or number is not in its shortest form");
        }
        return head;
    }

    private int checkString(CborHead head, int at) throws MalformedMessageException {
        if (!head.isIndefinite()) {
            return checkChunk(head, at);
        }
        int next = head.end();
        while (!isBreak(next)) {
            CborHead chunk = head(next);
            if (chunk.major() != head.major() || chunk.isIndefinite()) {
                throw malformed(next, "a chunk of another type"); // RFC 8949, 3.2.3
            }
            next = checkChunk(chunk, next);
        }
        return next + 1;
    }

    private int checkChunk(CborHead head, int at) throws MalformedMessageException {
        if (head.argument() < 0 || head.argument() > message.length() - head.end()) {
            throw malformed(at, "string goes beyond the end");
        }
        int end = head.end() + (int) head.argument();
        if (head.major() == 3) {
            requireUtf8(head.end(), end);
        }
        return end;
    }

    private void requireUtf8(int start, int end) throws MalformedMessageException {
        for (int i = start; i < end; i++) {
            if (message.at(i) > 0x7f) {
                try {
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(message.slice(start, end).asByteBuffer());
                } catch (CharacterCodingException e) {
                    throw malformed(start, "text is not UTF-8");
                }
                return;
            }
        }
    }

    private int checkArray(CborHead head, int depth) throws MalformedMessageException {
        int next = head.end();
        if (head.isIndefinite()) {
            while (!isBreak(next)) {
                next = check(next, depth + 1);
            }
            return next + 1;
        }
        requireRoom(head, 1);
        for (long i = 0; i < head.argument(); i++) {
            next = check(next, depth + 1);
        }
        return next;
    }

    private int checkMap(CborHead head, int at, int depth) throws MalformedMessageException {
        if (!head.isIndefinite()) {
            requireRoom(head, 2);
        }
        Keys keys = new Keys();
        int next = head.end();
        for (long i = 0; head.isIndefinite() ? !isBreak(next) : i < head.argument(); i++) {
            int keyEnd = check(next, depth + 1);
            keys.add(next, keyEnd);
            next = check(keyEnd, depth + 1);
        }
        keys.requireDistinct(head.end(), at);
        return head.isIndefinite() ? next + 1 : next;
    }

    private void requireRoom(CborHead head, int least) throws MalformedMessageException {
        if (head.argument() < 0 || head.argument() > (message.length() - head.end()) / least) {
            throw malformed(head.end(), "more elements than bytes");
        }
    }

    private int checkTag(CborHead head, int at, int depth) throws MalformedMessageException {
        int end = check(head.end(), depth + 1);
        if (deterministic && (head.argument() == 2 || head.argument() == 3)) {
            CborHead content = head(head.end());
            if (content.major() == 2 && (content.argument() <= 8 || message.at(content.end()) == 0)) {
                throw malformed(at, "a bignum that is none"); // RFC 8949, 3.4.3
            }
        }
        return end;
    }

    private int checkSimple(CborHead head, int at) throws MalformedMessageException {
        if (head.isIndefinite()) {
            throw malformed(at, "break without a start");
        }
        if (head.end() - at == 2 && head.argument() < 32) {
            throw malformed(at, "a simple value in two bytes"); // RFC 8949, 3.3
        }
        Bytes item = message.slice(at, head.end());
        if (deterministic && item.length() > 2 && !CborFloats.shortest(item).equals(item)) {
            throw malformed(at, "floating-point number is not in its shortest form");
        }
        return head.end();
    }

    private boolean isBreak(int at) throws MalformedMessageException {
        if (at >= message.length()) {
            throw malformed(at, "ends too early");
        }
        return message.at(at) == 0xff;
    }

    private static MalformedMessageException malformed(int at, String detail) {
        return new MalformedMessageException("CBOR", at, detail);
    }

    /** Keys of one map. While they come in ascending order none can be twice; otherwise a table finds out. */
    private final class Keys {
        private int count;
        private Bytes previous = Bytes.EMPTY; // before every key
        private boolean ascending = true;

        void add(int start, int end) throws MalformedMessageException {
            CborHead key = head(start);
            if (key.major() > 3) {
                throw malformed(start, "a map key is an integer, a text or a byte string");
            }
            if (key.major() < 2 && key.argument() < 0) {
                throw malformed(start, "integer key beyond 64 bits");
            }
            ascending &= key.isMinimal() && !key.isIndefinite();
            Bytes encoded = message.slice(start, end);
            ascending &= previous.compareTo(encoded) < 0;
            if (!ascending && deterministic) {
                throw malformed(start, "keys are twice or not in ascending order");
            }
            previous = encoded;
            count++;
        }

        void requireDistinct(int first, int mapAt) throws MalformedMessageException {
            if (ascending) {
                return;
            }
            if (count > LARGEST_UNSORTED_MAP) {
                throw malformed(mapAt, "map of " + count + " keys without order");
            }
            Set<CborKey> seen = new HashSet<>();
            int next = first;
            for (int i = 0; i < count; i++) {
                CborItem key = new CborItem(message, next);
                if (!seen.add(key.key())) {
                    throw malformed(next, "key is there twice");
                }
                next = CborItem.endOf(message, key.end());
            }
        }
    }
}
