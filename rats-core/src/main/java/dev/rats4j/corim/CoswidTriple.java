package dev.rats4j.corim;

import java.util.List;

/**
 * A coswid-triple-record: CoSWID tags that are about an environment.
 *
 * @param environment what they are about
 * @param tagIds tag-ids of the CoSWIDs, at least one
 */
public record CoswidTriple(Environment environment, List<TagId> tagIds) {

    /** Copies the list; refuses the empty one. */
    public CoswidTriple {
        tagIds = List.copyOf(tagIds);
        if (tagIds.isEmpty()) {
            throw new IllegalArgumentException("a CoSWID triple names at least one tag");
        }
    }
}
