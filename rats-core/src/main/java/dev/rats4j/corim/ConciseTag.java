package dev.rats4j.corim;

/** A concise-tag-type-choice: one of the tags that a CoRIM carries. */
public sealed interface ConciseTag permits Comid, CoswidTag, ConciseTagList, EncodedTag {

    /** The CBOR tag: 505 CoSWID, 506 CoMID, 508 tag list, and those of extensions. */
    long tag();
}
