package dev.rats4j.cbor;

/** How much freedom of encoding is accepted. Duplicates, depth and lengths are checked in both. */
public enum CborProfile {
    /** RFC 8949, 4.2.1, core deterministic encoding: what we emit. */
    DETERMINISTIC,
    /** Any well-formed encoding: longer integers, indefinite lengths, any order of keys; what others emit. */
    WELL_FORMED
}
