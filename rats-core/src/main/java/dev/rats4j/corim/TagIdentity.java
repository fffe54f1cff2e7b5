package dev.rats4j.corim;

import java.util.OptionalLong;

/**
 * A tag-identity-map.
 *
 * @param id tag-id
 * @param version tag-version, unsigned; absent means 0
 */
public record TagIdentity(TagId id, OptionalLong version) {

    /** Refuses a negative version. */
    public TagIdentity {
        if (version.orElse(0) < 0) {
            throw new IllegalArgumentException("a tag-version is unsigned");
        }
    }

    /** The first version of a tag. */
    public static TagIdentity of(TagId id) {
        return new TagIdentity(id, OptionalLong.empty());
    }

    /** A version of a tag. */
    public static TagIdentity of(TagId id, long version) {
        return new TagIdentity(id, OptionalLong.of(version));
    }
}
