package dev.rats4j.eat;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;

/** Who made the hardware, RFC 9711, 4.2.3. */
public sealed interface OemId {

    /** Three ways, told apart by type and length. */
    ClaimCodec<OemId> CODEC = ClaimCodec.of(OemId::read, OemId::write);

    /** A Private Enterprise Number of IANA. */
    record Pen(long number) implements OemId {
        /** Refuses negative numbers. */
        public Pen {
            if (number < 0) {
                throw new IllegalArgumentException("a negative enterprise number");
            }
        }
    }

    /** An identifier of IEEE (MA-L, CID), 3 bytes. */
    record Ieee(Bytes value) implements OemId {
        /** Refuses other lengths. */
        public Ieee {
            if (value.length() != 3) {
                throw new IllegalArgumentException("not 3 bytes");
            }
        }
    }

    /** 16 random bytes that the maker keeps. */
    record Random(Bytes value) implements OemId {
        /** Refuses other lengths. */
        public Random {
            if (value.length() != 16) {
                throw new IllegalArgumentException("not 16 bytes");
            }
        }
    }

    private static OemId read(EatValue value) throws MalformedMessageException {
        if (value.isInteger()) {
            return new Pen(value.unsigned());
        }
        Bytes bytes = value.bytes();
        return switch (bytes.length()) {
            case 3 -> new Ieee(bytes);
            case 16 -> new Random(bytes);
            default -> throw value.malformed("has " + bytes.length() + " bytes, neither 3 nor 16");
        };
    }

    private static EatValue write(OemId id, EatFormat format) {
        if (id instanceof Pen pen) {
            return format.integer(pen.number());
        }
        return format.bytes(id instanceof Ieee ieee ? ieee.value() : ((Random) id).value());
    }
}
