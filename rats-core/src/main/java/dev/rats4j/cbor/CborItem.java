package dev.rats4j.cbor;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * One item of a message that was checked as a whole. A view: it holds no copies, and what is not asked for is not decoded.
 *
 * <p>Methods that take a field name throw {@link MalformedMessageException} with that name if the item is of another type.
 */
public final class CborItem {

    /** What an item is. */
    public enum Kind {
        /** Major type 0. */
        UNSIGNED,
        /** Major type 1. */
        NEGATIVE,
        /** Major type 2. */
        BYTES,
        /** Major type 3. */
        TEXT,
        /** Major type 4. */
        ARRAY,
        /** Major type 5. */
        MAP,
        /** Major type 6. */
        TAG,
        /** False or true. */
        BOOLEAN,
        /** Null. */
        NULL,
        /** Half, single or double precision. */
        FLOAT,
        /** Undefined and other simple values. */
        SIMPLE
    }

    private final CborSource source;
    private final Bytes message;
    private int start;
    private int number; // of this container in the source, or of the next one if it has none
    private byte major;
    private byte info;
    private long argument;
    private int headEnd;

    CborItem(CborSource source, int start, int number) {
        this.source = source;
        this.message = source.message();
        moveTo(start, number);
    }

    /** Makes this the view of another item; only {@link #forEachPair} may, which hands its views out for the time of a call. */
    private void moveTo(int offset, int container) {
        int first = message.at(offset);
        start = offset;
        number = container;
        major = (byte) CborHead.major(first);
        info = (byte) CborHead.info(first);
        argument = CborHead.argument(message, offset, info);
        headEnd = CborHead.end(offset, info);
    }

    /**
     * Decodes a message that is exactly one item.
     *
     * @throws MalformedMessageException for anything else, and nothing else for any bytes
     */
    public static CborItem decode(Bytes message, CborProfile profile) throws MalformedMessageException {
        CborSource source = new CborSource(message);
        int end = new CborValidator(source, profile).check(0, 0);
        if (end != message.length()) {
            throw new MalformedMessageException("CBOR", end, message.length() - end + " bytes after the item");
        }
        return new CborItem(source, 0, 0);
    }

    /** What it is. */
    public Kind kind() {
        return switch (major) {
            case 0 -> Kind.UNSIGNED;
            case 1 -> Kind.NEGATIVE;
            case 2 -> Kind.BYTES;
            case 3 -> Kind.TEXT;
            case 4 -> Kind.ARRAY;
            case 5 -> Kind.MAP;
            case 6 -> Kind.TAG;
            default -> simpleKind();
        };
    }

    private Kind simpleKind() {
        return switch (info) {
            case 20, 21 -> Kind.BOOLEAN;
            case 22 -> Kind.NULL;
            case 25, 26, 27 -> Kind.FLOAT;
            default -> Kind.SIMPLE;
        };
    }

    /** Offset in the message. */
    public int offset() {
        return start;
    }

    /** Its bytes, as received. */
    public Bytes encoded() {
        return message.slice(start, end());
    }

    /** An error about this item. */
    public MalformedMessageException malformed(String field, String detail) {
        return new MalformedMessageException(field, start, detail);
    }

    /** An unsigned integer below 2^63. */
    public long unsigned(String field) throws MalformedMessageException {
        require(Kind.UNSIGNED, field);
        return fitting(field);
    }

    /** An integer from -2^63 to 2^63-1. */
    public long integer(String field) throws MalformedMessageException {
        if (kind() == Kind.NEGATIVE) {
            return -1 - fitting(field);
        }
        return unsigned(field);
    }

    /** An integer from -2^31 to 2^31-1. */
    public int int32(String field) throws MalformedMessageException {
        long value = integer(field);
        if (value != (int) value) {
            throw malformed(field, "integer beyond 32 bits");
        }
        return (int) value;
    }

    /** An integer of any size, also as bignum (tags 2 and 3). */
    public BigInteger bigInteger(String field) throws MalformedMessageException {
        if (kind() == Kind.TAG && (argument == 2 || argument == 3)) {
            BigInteger magnitude =
                    new BigInteger(1, tagged(argument, field).bytes(field).toByteArray());
            return argument == 2 ? magnitude : magnitude.not();
        }
        if (kind() != Kind.UNSIGNED && kind() != Kind.NEGATIVE) {
            throw malformed(field, "is " + kind() + ", not an integer");
        }
        BigInteger magnitude = new BigInteger(Long.toUnsignedString(argument));
        return kind() == Kind.UNSIGNED ? magnitude : magnitude.not();
    }

    /** A byte string. */
    public Bytes bytes(String field) throws MalformedMessageException {
        require(Kind.BYTES, field);
        return content();
    }

    /** A text. */
    public String text(String field) throws MalformedMessageException {
        require(Kind.TEXT, field);
        return content().utf8();
    }

    /** A boolean. */
    public boolean bool(String field) throws MalformedMessageException {
        require(Kind.BOOLEAN, field);
        return info == 21;
    }

    /** Whether it is null. */
    public boolean isNull() {
        return kind() == Kind.NULL;
    }

    /** A floating-point number. */
    public double floating(String field) throws MalformedMessageException {
        require(Kind.FLOAT, field);
        return CborFloats.value(encoded());
    }

    /** Elements of an array, decoded one by one while iterating. */
    public Iterable<CborItem> elements(String field) throws MalformedMessageException {
        require(Kind.ARRAY, field);
        return children();
    }

    /** Elements of an array that has a fixed number of them. */
    public CborItem[] elements(int least, int most, String field) throws MalformedMessageException {
        CborItem[] found = new CborItem[most];
        int count = 0;
        for (CborItem element : elements(field)) {
            if (count == most) {
                throw malformed(field, "more than " + most + " elements");
            }
            found[count++] = element;
        }
        if (count < least) {
            throw malformed(field, count + " elements, at least " + least);
        }
        return count == most ? found : Arrays.copyOf(found, count);
    }

    /** A map. */
    public CborMap map(String field) throws MalformedMessageException {
        require(Kind.MAP, field);
        return new CborMap(this, field);
    }

    /** What is done with one entry of a map. Both items are good only during the call; what they gave out stays. */
    @FunctionalInterface
    public interface Entry {
        /** Reads key and value. */
        void read(CborItem key, CborItem value) throws MalformedMessageException;
    }

    /** Hands out the entries of a map as they come, without an object for each. */
    public void forEachPair(String field, Entry reader) throws MalformedMessageException {
        require(Kind.MAP, field);
        CborItem key = new CborItem(source, start, number);
        CborItem value = new CborItem(source, start, number);
        int next = headEnd;
        int container = firstInside();
        for (long left = argument; isIndefinite() ? message.at(next) != 0xff : left > 0; left--) {
            key.moveTo(next, container);
            value.moveTo(key.end(), container);
            next = value.end();
            container = value.following();
            reader.read(key, value);
        }
    }

    /** Whether it is this text, which is ASCII. */
    public boolean isText(String ascii) {
        if (major != 3 || (!isIndefinite() && argument != ascii.length())) {
            return false;
        }
        return content().isAscii(ascii);
    }

    /** Whether it has this tag. */
    public boolean isTagged(long tag) {
        return kind() == Kind.TAG && argument == tag;
    }

    /** The tag number, compared at full width. */
    public long tag(String field) throws MalformedMessageException {
        require(Kind.TAG, field);
        return fitting(field);
    }

    /** The item under a tag, whatever the tag is. */
    public CborItem tagContent(String field) throws MalformedMessageException {
        require(Kind.TAG, field);
        return new CborItem(source, headEnd, firstInside());
    }

    /** The item under this tag. */
    public CborItem tagged(long tag, String field) throws MalformedMessageException {
        if (!isTagged(tag)) {
            throw malformed(field, "tag " + tag + " expected");
        }
        return new CborItem(source, headEnd, firstInside());
    }

    /** It as a map key; for items that stand as one. */
    public CborKey key() {
        return switch (major) {
            case 0 -> CborKey.of(argument);
            case 1 -> CborKey.of(-1 - argument);
            case 2 -> new CborKey.Binary(content());
            default -> new CborKey.Text(content().utf8());
        };
    }

    private long fitting(String field) throws MalformedMessageException {
        if (argument < 0) {
            throw malformed(field, "integer beyond 64 bits");
        }
        return argument;
    }

    private void require(Kind kind, String field) throws MalformedMessageException {
        if (kind() != kind) {
            throw malformed(field, "is " + kind() + ", not " + kind);
        }
    }

    CborSource source() {
        return source;
    }

    long argument() {
        return argument;
    }

    /** Content of a string, chunks joined. */
    Bytes content() {
        if (!isIndefinite()) {
            return message.slice(headEnd, headEnd + (int) argument);
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (int at = headEnd; message.at(at) != 0xff; ) {
            CborItem chunk = new CborItem(source, at, number);
            joined.writeBytes(chunk.content().toByteArray());
            at = chunk.end();
        }
        return Bytes.copyOf(joined.toByteArray());
    }

    int end() {
        if (major == 2 || major == 3) {
            return isIndefinite() ? CborHead.endOf(message, start) : headEnd + (int) argument;
        }
        if (major < 2 || major == 7) {
            return headEnd;
        }
        return source.has(number, start) ? source.end(number) : CborHead.endOf(message, start);
    }

    private int firstInside() {
        return source.has(number, start) ? number + 1 : number;
    }

    private int following() {
        return source.has(number, start) ? source.next(number) : number;
    }

    /** Items inside an array or a tag; keys and values in turn inside a map. */
    Iterable<CborItem> children() {
        return Children::new;
    }

    private boolean isIndefinite() {
        return info == CborHead.INDEFINITE;
    }

    /** Walks through the items inside. */
    private final class Children implements Iterator<CborItem> {
        private int next = headEnd;
        private int container = firstInside();
        private long left = major == 5 ? 2 * argument : major == 6 ? 1 : argument;

        @Override
        public boolean hasNext() {
            return isIndefinite() ? message.at(next) != 0xff : left > 0;
        }

        @Override
        public CborItem next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            CborItem item = new CborItem(source, next, container);
            next = item.end();
            container = item.following();
            left--;
            return item;
        }
    }
}
