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

    private static final int INDEFINITE = CborHead.INDEFINITE;

    private final CborSource source;
    private final Bytes message;
    private final boolean deterministic;

    CborValidator(CborSource source, CborProfile profile) {
        this.source = source;
        this.message = source.message();
        this.deterministic = profile == CborProfile.DETERMINISTIC;
    }

    /** Checks the item at an offset. Returns the offset behind it. */
    int check(int at, int depth) throws MalformedMessageException {
        if (depth > DEEPEST) {
            throw malformed(at, "nested deeper than " + DEEPEST);
        }
        int first = CborHead.check(message, at);
        int info = CborHead.info(first);
        int end = CborHead.end(at, info);
        long argument = CborHead.argument(message, at, info);
        if (deterministic) {
            requireShortest(first, argument, at);
        }
        return switch (CborHead.major(first)) {
            case 0, 1 -> end;
            case 2, 3 -> info == INDEFINITE ? checkChunks(first, end) : checkChunk(first, argument, end, at);
            case 4, 5, 6 -> checkContainer(first, argument, at, depth);
            default -> checkSimple(info, argument, end, at);
        };
    }

    private int checkContainer(int first, long argument, int at, int depth) throws MalformedMessageException {
        int number = source.open(at);
        int info = CborHead.info(first);
        int start = CborHead.end(at, info);
        int end = switch (CborHead.major(first)) {
            case 4 -> checkArray(info, argument, start, depth);
            case 5 -> checkMap(first, argument, at, depth);
            default -> checkTag(argument, start, at, depth);
        };
        source.close(number, end);
        return end;
    }

    private static void requireShortest(int first, long argument, int at) throws MalformedMessageException {
        int info = CborHead.info(first);
        if (info == INDEFINITE) {
            throw malformed(at, "indefinite length");
        }
        if (CborHead.major(first) != 7 && !CborHead.isMinimal(info, argument)) {
            throw malformed(at, "length or number is not in its shortest form");
        }
    }

    private int checkChunks(int string, int start) throws MalformedMessageException {
        int next = start;
        while (!isBreak(next)) {
            int first = CborHead.check(message, next);
            int info = CborHead.info(first);
            if (CborHead.major(first) != CborHead.major(string) || info == INDEFINITE) {
                throw malformed(next, "a chunk of another type"); // RFC 8949, 3.2.3
            }
            next = checkChunk(first, CborHead.argument(message, next, info), CborHead.end(next, info), next);
        }
        return next + 1;
    }

    private int checkChunk(int first, long length, int start, int at) throws MalformedMessageException {
        if (length < 0 || length > message.length() - start) {
            throw malformed(at, "string goes beyond the end");
        }
        int end = start + (int) length;
        if (CborHead.major(first) == 3) {
            requireUtf8(start, end);
        }
        return end;
    }

    private void requireUtf8(int start, int end) throws MalformedMessageException {
        if (message.isAscii(start, end)) {
            return;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(message.slice(start, end).asByteBuffer());
        } catch (CharacterCodingException e) {
            throw malformed(start, "text is not UTF-8");
        }
    }

    private int checkArray(int info, long count, int start, int depth) throws MalformedMessageException {
        int next = start;
        if (info == INDEFINITE) {
            while (!isBreak(next)) {
                next = check(next, depth + 1);
            }
            return next + 1;
        }
        requireRoom(count, start, 1);
        for (long i = 0; i < count; i++) {
            next = check(next, depth + 1);
        }
        return next;
    }

    private int checkMap(int first, long count, int at, int depth) throws MalformedMessageException {
        int start = CborHead.end(at, CborHead.info(first));
        boolean isIndefinite = CborHead.info(first) == INDEFINITE;
        if (!isIndefinite) {
            requireRoom(count, start, 2);
        }
        Keys keys = new Keys();
        int next = start;
        for (long i = 0; isIndefinite ? !isBreak(next) : i < count; i++) {
            int keyEnd = check(next, depth + 1);
            keys.add(next, keyEnd);
            next = check(keyEnd, depth + 1);
        }
        keys.requireDistinct(start, at);
        return isIndefinite ? next + 1 : next;
    }

    private void requireRoom(long count, int start, int least) throws MalformedMessageException {
        if (count < 0 || count > (message.length() - start) / least) {
            throw malformed(start, "more elements than bytes");
        }
    }

    private int checkTag(long tag, int start, int at, int depth) throws MalformedMessageException {
        int end = check(start, depth + 1);
        if (deterministic && (tag == 2 || tag == 3)) {
            CborItem content = new CborItem(source, start, 0);
            if (content.kind() == CborItem.Kind.BYTES) {
                Bytes magnitude = content.content();
                if (magnitude.length() <= 8 || magnitude.at(0) == 0) {
                    throw malformed(at, "a bignum that is none"); // RFC 8949, 3.4.3
                }
            }
        }
        return end;
    }

    private int checkSimple(int info, long argument, int end, int at) throws MalformedMessageException {
        if (info == INDEFINITE) {
            throw malformed(at, "break without a start");
        }
        if (end - at == 2 && argument < 32) {
            throw malformed(at, "a simple value in two bytes"); // RFC 8949, 3.3
        }
        if (deterministic && end - at > 2) {
            Bytes item = message.slice(at, end);
            if (!CborFloats.shortest(item).equals(item)) {
                throw malformed(at, "floating-point number is not in its shortest form");
            }
        }
        return end;
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
        private int previousStart; // an empty range comes before every key
        private int previousEnd;
        private boolean ascending = true;

        void add(int start, int end) throws MalformedMessageException {
            int first = message.at(start);
            int info = CborHead.info(first);
            long argument = CborHead.argument(message, start, info);
            if (CborHead.major(first) > 3) {
                throw malformed(start, "a map key is an integer, a text or a byte string");
            }
            if (CborHead.major(first) < 2 && argument < 0) {
                throw malformed(start, "integer key beyond 64 bits");
            }
            ascending &= info != INDEFINITE && CborHead.isMinimal(info, argument);
            ascending &= message.compareRanges(previousStart, previousEnd, start, end) < 0;
            if (!ascending && deterministic) {
                throw malformed(start, "keys are twice or not in ascending order");
            }
            previousStart = start;
            previousEnd = end;
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
                CborItem key = new CborItem(source, next, 0);
                if (!seen.add(key.key())) {
                    throw malformed(next, "key is there twice");
                }
                next = CborHead.endOf(message, key.end());
            }
        }
    }
}
