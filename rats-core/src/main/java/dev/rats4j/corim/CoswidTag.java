package dev.rats4j.corim;

import dev.rats4j.coswid.Coswid;

/**
 * A CoSWID in a CoRIM.
 *
 * @param coswid the concise-swid-tag
 */
public record CoswidTag(Coswid coswid) implements ConciseTag {

    /** The CBOR tag in a CoRIM. */
    public static final long TAG = 505;

    @Override
    public long tag() {
        return TAG;
    }
}
