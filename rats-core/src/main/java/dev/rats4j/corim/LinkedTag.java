package dev.rats4j.corim;

/**
 * A linked-tag-map.
 *
 * @param id linked-tag-id
 * @param relation tag-rel
 */
public record LinkedTag(TagId id, Relation relation) {

    /** A tag-rel-type-choice. The number is the ordinal. */
    public enum Relation {
        /** This tag adds to the linked one. */
        SUPPLEMENTS,
        /** This tag stands for the linked one. */
        REPLACES
    }
}
