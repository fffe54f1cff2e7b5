package dev.rats4j.draft.coserv;

import dev.rats4j.corim.TagId;

/**
 * A rim-selector-id.
 *
 * @param kind what the identifier names
 * @param id a text or a UUID
 */
public record ManifestSelector(Kind kind, TagId id) {

    /** What is named. */
    public enum Kind {
        /** A CoMID in a CoRIM. */
        COMID(0),
        /** A CoSWID, alone or in a CoRIM. */
        COSWID(1),
        /** A CoRIM. */
        CORIM(2);

        private final long number;

        Kind(long number) {
            this.number = number;
        }

        long number() {
            return number;
        }
    }
}
