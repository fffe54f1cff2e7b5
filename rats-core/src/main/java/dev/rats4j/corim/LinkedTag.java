package dev.rats4j.corim;

/**
 * A linked-tag-map.
 *
 * @param id linked-tag-id
 * @param relation tag-rel
 */
public record LinkedTag(TagId id, Relation relation) {

    /** A tag-rel-type-choice. */
    public enum Relation {
        /** This tag adds to the linked one. */
        SUPPLEMENTS(0),
        /** This tag stands for the linked one. */
        REPLACES(1);

        private final int number;

        Relation(int number) {
            this.number = number;
        }

        /** The number in the CDDL. */
        public int number() {
            return number;
        }
    }
}
