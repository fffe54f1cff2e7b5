package dev.rats4j.eat;

import dev.rats4j.wire.Bytes;

/**
 * A Universal Entity ID, RFC 9711, 4.2.1: 7 to 33 bytes, the first of which is the type. What is received is opaque, also if its length is
 * not that of its type: who compares identifiers compares all bytes. What is made here has the lengths of the types.
 */
public record Ueid(Bytes value) {

    private static final int SHORTEST = 7;
    private static final int LONGEST = 33;

    /** Random, 128, 192 or 256 bits. */
    public static final int RANDOM = 1;
    /** EUI-48 or EUI-64 of IEEE. */
    public static final int EUI = 2;
    /** IMEI. */
    public static final int IMEI = 3;

    static final ClaimCodec<Ueid> CODEC = ClaimCodec.of(
            value -> new Ueid(ClaimCodec.bytes(SHORTEST, LONGEST).read(value)),
            (ueid, format) -> format.bytes(ueid.value));

    /** Refuses other lengths. */
    public Ueid {
        if (value.length() < SHORTEST || value.length() > LONGEST) {
            throw new IllegalArgumentException("an UEID of " + value.length() + " bytes");
        }
    }

    /** Type 1, of 16, 24 or 32 random bytes that the entity keeps. */
    public static Ueid ofRandom(Bytes random) {
        return typed(RANDOM, random, 16, 24, 32);
    }

    /** Type 2, of the 6 bytes of an EUI-48 or the 8 bytes of an EUI-60 or EUI-64. */
    public static Ueid ofEui(Bytes eui) {
        return typed(EUI, eui, 6, 8);
    }

    /** Type 3, of the 14 digits of TAC and serial number of an IMEI, in ASCII. */
    public static Ueid ofImei(String digits) {
        if (!digits.matches("[0-9]{14}")) {
            throw new IllegalArgumentException("not 14 digits");
        }
        return typed(IMEI, Bytes.ofUtf8(digits), 14);
    }

    private static Ueid typed(int type, Bytes content, int... lengths) {
        for (int length : lengths) {
            if (length == content.length()) {
                return new Ueid(Bytes.concat(Bytes.of(type), content));
            }
        }
        throw new IllegalArgumentException("type " + type + " has other lengths than " + content.length());
    }

    /** The first byte. */
    public int type() {
        return value.at(0);
    }

    /** The length only: it identifies a device. */
    @Override
    public String toString() {
        return "UEID of " + value.length() + " bytes";
    }
}
