package dev.rats4j.corim;

import dev.rats4j.wire.Bytes;

/**
 * A tag of a CoRIM that is not read any further: a CoTS (507), or an extension. It is kept and written as it came.
 *
 * @param tag the CBOR tag
 * @param content the item under it, encoded
 */
public record EncodedTag(long tag, Bytes content) implements ConciseTag {

    /** Tag of a concise trust anchor store. */
    public static final long COTS = 507;

    /** Refuses the tags that are read, and no tag at all. */
    public EncodedTag {
        if (tag < 0 || tag == CoswidTag.TAG || tag == Comid.TAG || tag == ConciseTagList.TAG) {
            throw new IllegalArgumentException("tag " + tag + " has a type of its own");
        }
    }
}
