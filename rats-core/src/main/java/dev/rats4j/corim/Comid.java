package dev.rats4j.corim;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.rats4j.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A concise-mid-tag.
 *
 * @param language language of its texts, for people
 * @param identity tag-identity
 * @param entities who made it, possibly nobody
 * @param linkedTags tags that it adds to or replaces, possibly none
 * @param triples what it says
 * @param extensions entries that the draft does not define, by number: encoded items
 */
public record Comid(
        Optional<String> language,
        TagIdentity identity,
        List<CorimEntity> entities,
        List<LinkedTag> linkedTags,
        Triples triples,
        Map<Long, Bytes> extensions)
        implements ConciseTag {

    /** The CBOR tag. */
    public static final long TAG = 506;

    /** Copies the lists. */
    public Comid {
        entities = List.copyOf(entities);
        linkedTags = List.copyOf(linkedTags);
        extensions = Extensions.copyOf(extensions, 4);
    }

    /** Starts a tag without triples. */
    public static Builder builder(TagId id) {
        return new Builder(TagIdentity.of(id));
    }

    /** Starts a tag without triples. */
    public static Builder builder(TagIdentity identity) {
        return new Builder(identity);
    }

    @Override
    public long tag() {
        return TAG;
    }

    /** The tag-id. */
    public TagId id() {
        return identity.id();
    }

    /** The tag-version, 0 if it was absent. */
    public long version() {
        return identity.version().orElse(0);
    }

    /** reference-triples. */
    public List<ValueTriple> referenceValues() {
        return triples.reference();
    }

    /** endorsed-triples. */
    public List<ValueTriple> endorsedValues() {
        return triples.endorsed();
    }

    /** attest-key-triples. */
    public List<KeyTriple> attestKeys() {
        return triples.attestKey();
    }

    /** A builder that holds everything of this tag. */
    public Builder toBuilder() {
        Builder builder = new Builder(identity).triples(triples);
        builder.language = language;
        builder.entities.addAll(entities);
        builder.linkedTags.addAll(linkedTags);
        builder.extensions.putAll(extensions);
        return builder;
    }

    /** Collects the parts of a tag. */
    public static final class Builder {
        private final TagIdentity identity;
        private Optional<String> language = Optional.empty();
        private final List<CorimEntity> entities = new ArrayList<>();
        private final List<LinkedTag> linkedTags = new ArrayList<>();
        private Optional<Triples> triples = Optional.empty();
        private final Map<Long, Bytes> extensions = new TreeMap<>();

        private Builder(TagIdentity identity) {
            this.identity = identity;
        }

        /** Names the language of its texts. */
        @CanIgnoreReturnValue
        public Builder language(String tag) {
            language = Optional.of(tag);
            return this;
        }

        /** Adds somebody who made it. */
        @CanIgnoreReturnValue
        public Builder entity(CorimEntity entity) {
            entities.add(entity);
            return this;
        }

        /** Adds a link to another tag. */
        @CanIgnoreReturnValue
        public Builder linkedTag(LinkedTag link) {
            linkedTags.add(link);
            return this;
        }

        /** Says what it says; replaces what was set before. */
        @CanIgnoreReturnValue
        public Builder triples(Triples all) {
            triples = Optional.of(all);
            return this;
        }

        /** Adds an entry that the draft does not define: one encoded item. */
        @CanIgnoreReturnValue
        public Builder extension(long number, Bytes item) {
            extensions.put(number, Extensions.item(item));
            return this;
        }

        /** The tag; there must be triples. */
        public Comid build() {
            return new Comid(
                    language,
                    identity,
                    entities,
                    linkedTags,
                    triples.orElseThrow(() -> new IllegalArgumentException("a CoMID has at least one triple")),
                    extensions);
        }
    }
}
