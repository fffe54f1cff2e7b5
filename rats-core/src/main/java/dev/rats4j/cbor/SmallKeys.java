package dev.rats4j.cbor;

/** The integer keys that nearly all maps have, made once. */
final class SmallKeys {

    private static final int LEAST = -32;
    private static final int MOST = 512;
    private static final CborKey.Int[] KEYS = keys();

    private SmallKeys() {}

    private static CborKey.Int[] keys() {
        CborKey.Int[] keys = new CborKey.Int[MOST - LEAST + 1];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = new CborKey.Int(i + LEAST);
        }
        return keys;
    }

    static CborKey.Int of(long value) {
        return value >= LEAST && value <= MOST ? KEYS[(int) value - LEAST] : new CborKey.Int(value);
    }
}
