package dev.rats4j.cddl;

/** What a value was written in. It decides the features of those names, which RFC 9711 and others choose labels by. */
enum Notation {
    /** CBOR: feature {@code cbor}. */
    CBOR,
    /** JSON: feature {@code json}. */
    JSON;

    boolean hasFeature(String name) {
        return !name.equals(this == CBOR ? "json" : "cbor");
    }
}
