package dev.rats4j.corim;

import java.util.List;

/**
 * A concise-tl-tag: the tags that count together, and for how long.
 *
 * @param identity tag-identity
 * @param tags tags-list, at least one
 * @param validity tl-validity
 */
public record ConciseTagList(TagIdentity identity, List<TagIdentity> tags, Validity validity) implements ConciseTag {

    /** The CBOR tag. */
    public static final long TAG = 508;

    /** Copies the list; refuses the empty one. */
    public ConciseTagList {
        tags = List.copyOf(tags);
        if (tags.isEmpty()) {
            throw new IllegalArgumentException("a tag list names at least one tag");
        }
    }

    @Override
    public long tag() {
        return TAG;
    }
}
