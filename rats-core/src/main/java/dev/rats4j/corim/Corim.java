package dev.rats4j.corim;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An unsigned-corim-map: reference values and endorsements of one author, before anybody said who that is.
 *
 * @param id id
 * @param tags concise tags, at least one
 * @param dependentRims CoRIMs that this one needs, possibly none
 * @param profile URI, or OID in dotted notation, that fixes the meaning of the content
 * @param validity rim-validity
 * @param entities who made it, possibly nobody
 * @param extensions entries that the draft does not define, by number: encoded items
 */
public record Corim(
        TagId id,
        List<ConciseTag> tags,
        List<CorimLocator> dependentRims,
        Optional<String> profile,
        Optional<Validity> validity,
        List<CorimEntity> entities,
        Map<Long, Bytes> extensions) {

    /** Tag of an unsigned CoRIM. */
    public static final long TAG = 501;

    /** Media type of an unsigned CoRIM. */
    public static final String MEDIA_TYPE = "application/rim+cbor";

    /** Copies the lists; refuses a CoRIM without tags. */
    public Corim {
        tags = List.copyOf(tags);
        dependentRims = List.copyOf(dependentRims);
        entities = List.copyOf(entities);
        extensions = Extensions.copyOf(extensions, 5);
        if (tags.isEmpty()) {
            throw new IllegalArgumentException("a CoRIM has at least one tag");
        }
    }

    /** Starts a CoRIM without tags. */
    public static Builder builder(TagId id) {
        return new Builder(id);
    }

    /** Decodes an unsigned CoRIM, tag 501, with the type choices of the draft alone. */
    public static Corim decode(Bytes message) throws MalformedMessageException {
        return decode(message, CorimProfiles.NONE);
    }

    /**
     * Decodes an unsigned CoRIM, tag 501.
     *
     * @param profiles profiles whose own type choices are read in a CoRIM that names one of them; nothing else of them is checked here
     */
    public static Corim decode(Bytes message, CorimProfiles profiles) throws MalformedMessageException {
        return CorimReader.read(CborItem.decode(message, CborProfile.WELL_FORMED), profiles);
    }

    /** The unsigned CoRIM, tag 501; deterministic if its extensions are. */
    public Bytes encode() {
        return CorimWriter.write(this);
    }

    /** The CoMIDs among the tags, in their order. */
    public List<Comid> comids() {
        List<Comid> comids = new ArrayList<>(tags.size());
        for (ConciseTag tag : tags) {
            if (tag instanceof Comid comid) {
                comids.add(comid);
            }
        }
        return List.copyOf(comids);
    }

    /** A builder that holds everything of this CoRIM. */
    public Builder toBuilder() {
        Builder builder = new Builder(id);
        builder.tags.addAll(tags);
        builder.dependentRims.addAll(dependentRims);
        builder.profile = profile;
        builder.validity = validity;
        builder.entities.addAll(entities);
        builder.extensions.putAll(extensions);
        return builder;
    }

    /** Collects the parts of a CoRIM. */
    public static final class Builder {
        private final TagId id;
        private final List<ConciseTag> tags = new ArrayList<>();
        private final List<CorimLocator> dependentRims = new ArrayList<>();
        private Optional<String> profile = Optional.empty();
        private Optional<Validity> validity = Optional.empty();
        private final List<CorimEntity> entities = new ArrayList<>();
        private final Map<Long, Bytes> extensions = new TreeMap<>();

        private Builder(TagId id) {
            this.id = id;
        }

        /** Adds a tag. */
        @CanIgnoreReturnValue
        public Builder tag(ConciseTag tag) {
            tags.add(tag);
            return this;
        }

        /** Adds a CoRIM that this one needs. */
        @CanIgnoreReturnValue
        public Builder dependentRim(CorimLocator locator) {
            dependentRims.add(locator);
            return this;
        }

        /** Names the profile: a URI, or an OID in dotted notation. */
        @CanIgnoreReturnValue
        public Builder profile(String identifier) {
            profile = Optional.of(identifier);
            return this;
        }

        /** Says when it counts. */
        @CanIgnoreReturnValue
        public Builder validity(Validity period) {
            validity = Optional.of(period);
            return this;
        }

        /** Adds somebody who made it. */
        @CanIgnoreReturnValue
        public Builder entity(CorimEntity entity) {
            entities.add(entity);
            return this;
        }

        /** Adds an entry that the draft does not define: one encoded item. */
        @CanIgnoreReturnValue
        public Builder extension(long number, Bytes item) {
            extensions.put(number, Extensions.item(item));
            return this;
        }

        /** The CoRIM; there must be a tag. */
        public Corim build() {
            return new Corim(id, tags, dependentRims, profile, validity, entities, extensions);
        }
    }
}
