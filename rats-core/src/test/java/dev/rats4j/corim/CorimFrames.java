package dev.rats4j.corim;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.wire.Bytes;

/** Sound CoRIMs around one part that a test changes. */
final class CorimFrames {

    static final Bytes ID = Cbor.text("id");
    static final Bytes ZERO = Cbor.integer(0);
    static final Bytes NONE = Cbor.array();
    static final Bytes EMPTY_MAP = Cbor.map().encode();
    static final Bytes KEY = Cbor.tagged(554, Cbor.text("key"));
    static final Bytes BYTES = Cbor.tagged(560, Cbor.bytes(Bytes.of(1, 2)));
    static final Bytes UUID = Cbor.bytes(Bytes.fromHex("00112233445566778899aabbccddeeff"));
    static final Bytes CLASS = map(0, map(1, Cbor.text("ACME")));
    static final Bytes VALUES = map(11, Cbor.text("name"));

    static Bytes map(long key, Bytes value) {
        return Cbor.map().put(key, value).encode();
    }

    static Bytes map(long key, Bytes value, long other, Bytes otherValue) {
        return Cbor.map().put(key, value).put(other, otherValue).encode();
    }

    static Bytes tag(Bytes comid) {
        return Cbor.tagged(506, Cbor.bytes(comid));
    }

    static Bytes comid(Bytes triples) {
        return tag(map(1, map(0, ID), 4, triples));
    }

    static Bytes valueTriple(Bytes environment, Bytes measurement) {
        return map(0, Cbor.array(Cbor.array(environment, Cbor.array(measurement))));
    }

    static Bytes corim(Bytes tag) {
        return Cbor.tagged(501, map(0, ID, 1, Cbor.array(tag)));
    }

    static Bytes corimWith(long key, Bytes value) {
        return Cbor.tagged(
                501,
                Cbor.map()
                        .put(0, ID)
                        .put(1, Cbor.array(comid(valueTriple(CLASS, map(1, VALUES)))))
                        .put(key, value)
                        .encode());
    }

    static Bytes comidWith(long key, Bytes value) {
        return corim(tag(Cbor.map()
                .put(1, map(0, ID))
                .put(4, valueTriple(CLASS, map(1, VALUES)))
                .put(key, value)
                .encode()));
    }

    static Bytes triples(Bytes triples) {
        return corim(comid(triples));
    }

    static Bytes environment(Bytes environment) {
        return triples(valueTriple(environment, map(1, VALUES)));
    }

    static Bytes measurement(Bytes measurement) {
        return triples(valueTriple(CLASS, measurement));
    }

    static Bytes value(long key, Bytes value) {
        return measurement(map(1, map(key, value)));
    }

    static Bytes keyTriple(Bytes... parts) {
        return triples(map(3, Cbor.array(Cbor.array(parts))));
    }

    static Bytes time(Bytes number) {
        return corimWith(4, map(1, Cbor.tagged(1, number)));
    }

    static Bytes entity(Bytes entity) {
        return corimWith(5, Cbor.array(entity));
    }

    private CorimFrames() {}
}
