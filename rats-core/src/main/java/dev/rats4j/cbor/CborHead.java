package dev.rats4j.cbor;

import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;

/**
 * The head of an item, RFC 8949, 3.
 *
 * @param major 0 to 7
 * @param info low five bits of the first byte
 * @param argument unsigned; a value of 2^63 or more is negative in Java
 * @param end offset behind the head
 */
record CborHead(int major, int info, long argument, int end) {

    private static final int INDEFINITE = 31;

    static CborHead read(Bytes message, int at) throws MalformedMessageException {
        if (at >= message.length()) {
            throw new MalformedMessageException("CBOR", at, "ends too early");
        }
        int first = message.at(at);
        int info = first & 0x1f;
        int major = first >> 5;
        return info < 24 ? new CborHead(major, info, info, at + 1) : readLong(message, at, major, info);
    }

    private static CborHead readLong(Bytes message, int at, int major, int info) throws MalformedMessageException {
        if (info < 28) {
            ByteReader in = ByteReader.startingAt(message, at + 1);
            long argument = switch (info) {
                case 24 -> in.u8("CBOR");
                case 25 -> in.u16("CBOR");
                case 26 -> in.u32("CBOR");
                default -> in.u64("CBOR");
            };
            return new CborHead(major, info, argument, in.position());
        }
        boolean mayBeIndefinite = (major >= 2 && major <= 5) || major == 7;
        if (info != INDEFINITE || !mayBeIndefinite) {
            throw new MalformedMessageException("CBOR", at, "reserved additional information " + info);
        }
        return new CborHead(major, info, 0, at + 1);
    }

    boolean isIndefinite() {
        return info == INDEFINITE;
    }

    boolean isMinimal() {
        return switch (info) {
            case 24 -> argument >= 24;
            case 25 -> argument >= 1 << 8;
            case 26 -> argument >= 1 << 16;
            case 27 -> argument < 0 || argument >= 1L << 32;
            default -> true;
        };
    }
}
