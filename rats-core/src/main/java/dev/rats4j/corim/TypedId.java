package dev.rats4j.corim;

import dev.rats4j.wire.Bytes;

/**
 * An identifier that CoRIM writes as a tagged byte string: class, instance and group ids, and keys given as bytes.
 *
 * @param tag the CBOR tag, for example 560 (bytes), 37 (UUID), 111 (OID, contents without header), 550 (UEID)
 * @param value the tagged byte string
 */
public record TypedId(long tag, Bytes value) {

    /** Tag of an object identifier, RFC 9090. */
    public static final long OID = 111;
    /** Tag of a UUID. */
    public static final long UUID = 37;
    /** Tag of a UEID, RFC 9711. */
    public static final long UEID = 550;
    /** Tag of plain bytes. */
    public static final long BYTES = 560;

    /** Plain bytes, tag 560. */
    public static TypedId bytes(Bytes value) {
        return new TypedId(BYTES, value);
    }
}
