package dev.rats4j.cbor;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Reads a message that was checked as a whole, one item after the other. Every head is looked at once: this is for large messages,
 * where views ({@link CborItem}) would find the end of each item again at every level.
 *
 * <p>An array or a map is entered, read while there is {@link #more()}, and left by that. A tag is read before its content.
 */
public final class CborCursor {

    private static final long UNTIL_BREAK = -1;

    /** Of no container: the cursor itself knows where it is, and views from here walk through what they step over. */
    private static final int UNNUMBERED = Integer.MAX_VALUE;

    private final CborSource source;
    private final Bytes message;
    private int at;
    private long[] left = new long[16];
    private int depth;

    private CborCursor(CborSource source, int at) {
        this.source = source;
        this.message = source.message();
        this.at = at;
    }

    /** A cursor before an item. */
    public static CborCursor of(CborItem item) {
        return new CborCursor(item.source(), item.offset());
    }

    /** Offset of the next item. */
    public int offset() {
        return at;
    }

    /** What the next item is; there must be one. */
    public CborItem.Kind kind() {
        return peek().kind();
    }

    /** A view of the next item, which stays the next one. */
    public CborItem peek() {
        return new CborItem(source, at, UNNUMBERED);
    }

    /** A view of the next item; the cursor moves behind it. */
    public CborItem item() {
        CborItem item = peek();
        skip();
        return item;
    }

    /** Moves behind the next item. */
    public void skip() {
        count();
        at = CborHead.endOf(message, at);
    }

    /** An error about the next item. */
    public MalformedMessageException malformed(String field, String detail) {
        return new MalformedMessageException(field, at, detail);
    }

    /** Enters an array. */
    public void enterArray(String field) throws MalformedMessageException {
        enter(4, CborItem.Kind.ARRAY, 1, field);
    }

    /** Enters an array that has from {@code least} to {@code most} elements, and says how many. To be left with {@link #leave()}. */
    public int enterArray(int least, int most, String field) throws MalformedMessageException {
        int start = at;
        enterArray(field);
        long count = left[depth - 1] == UNTIL_BREAK ? countToBreak() : left[depth - 1];
        if (count > most) {
            throw new MalformedMessageException(field, start, "more than " + most + " elements");
        }
        if (count < least) {
            throw new MalformedMessageException(field, start, count + " elements, at least " + least);
        }
        return (int) count;
    }

    private long countToBreak() {
        long count = 0;
        for (int next = at; message.at(next) != 0xff; next = CborHead.endOf(message, next)) {
            count++;
        }
        return count;
    }

    /** Enters a map: keys and values in turn. */
    public void enterMap(String field) throws MalformedMessageException {
        enter(5, CborItem.Kind.MAP, 2, field);
    }

    private void enter(int major, CborItem.Kind kind, int itemsEach, String field) throws MalformedMessageException {
        int first = message.at(at);
        if (CborHead.major(first) != major) {
            throw malformed(field, "is " + kind() + ", not " + kind);
        }
        count();
        int info = CborHead.info(first);
        long items = info == CborHead.INDEFINITE ? UNTIL_BREAK : itemsEach * CborHead.argument(message, at, info);
        at = CborHead.end(at, info);
        if (depth == left.length) {
            left = Arrays.copyOf(left, 2 * depth);
        }
        left[depth++] = items;
    }

    /** Whether the array or map that was entered last has another item; if not, it is left. */
    public boolean more() {
        long items = left[depth - 1];
        if (items == UNTIL_BREAK ? message.at(at) != 0xff : items > 0) {
            return true;
        }
        at += items == UNTIL_BREAK ? 1 : 0;
        depth--;
        return false;
    }

    /** Leaves an array of which every element was read. */
    public void leave() {
        if (more()) {
            throw new IllegalStateException("elements are left");
        }
    }

    private void count() {
        if (depth > 0 && left[depth - 1] > 0) {
            left[depth - 1]--;
        }
    }

    /** Whether the next item has this tag. */
    public boolean isTagged(long tag) {
        int first = message.at(at);
        return CborHead.major(first) == 6 && CborHead.argument(message, at, CborHead.info(first)) == tag;
    }

    /** Moves to the content of the next item if it has this tag. */
    public boolean takeTag(long tag) {
        boolean tagged = isTagged(tag);
        if (tagged) {
            at = CborHead.end(at, CborHead.info(message.at(at)));
        }
        return tagged;
    }

    /** The tag of the next item, below 2^63; moves to its content. */
    public long tag(String field) throws MalformedMessageException {
        int first = message.at(at);
        if (CborHead.major(first) != 6) {
            throw malformed(field, "is " + kind() + ", not " + CborItem.Kind.TAG);
        }
        int info = CborHead.info(first);
        long tag = CborHead.argument(message, at, info);
        if (tag < 0) {
            throw malformed(field, "integer beyond 64 bits");
        }
        at = CborHead.end(at, info);
        return tag;
    }

    /** A key that is an integer. */
    public long key(String field) throws MalformedMessageException {
        int first = message.at(at);
        int major = CborHead.major(first);
        if (major > 1) {
            throw malformed(field, "key " + peek().key() + " is not a number");
        }
        return number(major, CborHead.info(first));
    }

    /** An unsigned integer below 2^63. */
    public long unsigned(String field) throws MalformedMessageException {
        return integer(0, CborItem.Kind.UNSIGNED, field);
    }

    /** An integer from -2^63 to 2^63-1. */
    public long integer(String field) throws MalformedMessageException {
        return integer(1, CborItem.Kind.UNSIGNED, field);
    }

    private long integer(int highestMajor, CborItem.Kind kind, String field) throws MalformedMessageException {
        int first = message.at(at);
        int major = CborHead.major(first);
        if (major > highestMajor) {
            throw malformed(field, "is " + kind() + ", not " + kind);
        }
        int info = CborHead.info(first);
        if (CborHead.argument(message, at, info) < 0) {
            throw malformed(field, "integer beyond 64 bits");
        }
        return number(major, info);
    }

    private long number(int major, int info) {
        long argument = CborHead.argument(message, at, info);
        count();
        at = CborHead.end(at, info);
        return major == 0 ? argument : -1 - argument;
    }

    /** An integer of any size, also as bignum (tags 2 and 3). */
    public BigInteger bigInteger(String field) throws MalformedMessageException {
        BigInteger value = peek().bigInteger(field);
        skip();
        return value;
    }

    /** A byte string. */
    public Bytes bytes(String field) throws MalformedMessageException {
        return string(2, CborItem.Kind.BYTES, field);
    }

    /** A text. */
    public String text(String field) throws MalformedMessageException {
        return string(3, CborItem.Kind.TEXT, field).utf8();
    }

    private Bytes string(int major, CborItem.Kind kind, String field) throws MalformedMessageException {
        int first = message.at(at);
        if (CborHead.major(first) != major) {
            throw malformed(field, "is " + kind() + ", not " + kind);
        }
        int info = CborHead.info(first);
        if (info == CborHead.INDEFINITE) {
            return item().content();
        }
        count();
        int start = CborHead.end(at, info);
        int end = start + (int) CborHead.argument(message, at, info);
        at = end;
        return message.slice(start, end);
    }

    /** A boolean. */
    public boolean bool(String field) throws MalformedMessageException {
        return item().bool(field);
    }
}
