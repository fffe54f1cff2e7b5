package dev.rats4j.cbor;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;

/**
 * The head of an item, RFC 8949, 3: a byte with major type and additional information, and up to eight bytes of an argument. Values, not
 * objects: heads are read in the innermost loop.
 */
final class CborHead {

    static final int INDEFINITE = 31;

    /** Bytes of the argument for additional information 24 to 27. */
    private static final int FIRST_LONG = 24;

    private CborHead() {}

    /**
     * The first byte of a head that is there as a whole and uses no reserved value.
     *
     * @throws MalformedMessageException if not
     */
    static int check(Bytes message, int at) throws MalformedMessageException {
        if (at >= message.length()) {
            throw new MalformedMessageException("CBOR", at, "ends too early");
        }
        int first = message.at(at);
        int info = info(first);
        int missing = at + 1 + argumentLength(info) - message.length();
        if (missing > 0) {
            throw new MalformedMessageException("CBOR", at + 1, "ends too early");
        }
        int major = major(first);
        boolean mayBeIndefinite = (major >= 2 && major <= 5) || major == 7;
        if (info > 27 && (info != INDEFINITE || !mayBeIndefinite)) {
            throw new MalformedMessageException("CBOR", at, "reserved additional information " + info);
        }
        return first;
    }

    /** 0 to 7. */
    static int major(int first) {
        return first >> 5;
    }

    /** Low five bits. */
    static int info(int first) {
        return first & 0x1f;
    }

    /** Bytes of the argument behind the first byte. */
    static int argumentLength(int info) {
        return info >= FIRST_LONG && info < FIRST_LONG + 4 ? 1 << (info - FIRST_LONG) : 0;
    }

    /** Offset behind a head that was checked. */
    static int end(int at, int info) {
        return at + 1 + argumentLength(info);
    }

    /** The argument of a head that was checked, unsigned: a value of 2^63 or more is negative in Java. Zero for indefinite lengths. */
    static long argument(Bytes message, int at, int info) {
        if (info < FIRST_LONG) {
            return info;
        }
        return switch (info) {
            case FIRST_LONG -> message.at(at + 1);
            case FIRST_LONG + 1 -> message.at(at + 1) << 8 | message.at(at + 2);
            case FIRST_LONG + 2 -> four(message, at + 1);
            case FIRST_LONG + 3 -> four(message, at + 1) << 32 | four(message, at + 5);
            default -> 0;
        };
    }

    private static long four(Bytes message, int at) {
        return (long) message.at(at) << 24 | message.at(at + 1) << 16 | message.at(at + 2) << 8 | message.at(at + 3);
    }

    /** Whether an argument is written in its shortest form. */
    static boolean isMinimal(int info, long argument) {
        return switch (info) {
            case 24 -> argument >= 24;
            case 25 -> argument >= 1 << 8;
            case 26 -> argument >= 1 << 16;
            case 27 -> argument < 0 || argument >= 1L << 32;
            default -> true;
        };
    }

    /** Offset behind an item that was checked before. */
    static int endOf(Bytes message, int start) {
        long open = 1; // items still to be skipped
        int at = start;
        while (open > 0) {
            int first = message.at(at);
            int info = info(first);
            long argument = argument(message, at, info);
            at = end(at, info);
            open--;
            if (info == INDEFINITE) {
                at = endOfIndefinite(message, at);
            } else {
                switch (major(first)) {
                    case 2, 3 -> at += (int) argument;
                    case 4 -> open += argument;
                    case 5 -> open += 2 * argument;
                    case 6 -> open++;
                    default -> {
                        // numbers and simple values end with their head
                    }
                }
            }
        }
        return at;
    }

    private static int endOfIndefinite(Bytes message, int start) {
        int at = start;
        while (message.at(at) != 0xff) {
            at = endOf(message, at);
        }
        return at + 1;
    }
}
