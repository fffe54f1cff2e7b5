package dev.rats4j.cbor;

/** Keys that somebody chose so that a hash table has trouble with them: all of one type have one hash code. */
public final class CollidingKeys {

    private static final int BITS = 18;

    private CollidingKeys() {}

    /** The text with this number, below 2^18. */
    public static String text(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = BITS - 1; bit >= 0; bit--) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    /** The integer of 64 bits with this number. */
    public static long integer(int number) {
        return (long) number << 32 | (number ^ 0x1234567);
    }
}
