package dev.rats4j.coswid;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything of a concise-swid-tag but its identifier, RFC 9393, 2.3. All is optional here: tags need some of it (see {@link Coswid}),
 * the abbreviated tags of Concise TA Stores do not.
 *
 * @param tagVersion tag-version, of 64 bits
 * @param corpus whether it describes what installs the software
 * @param patch whether it describes a patch
 * @param supplemental whether it adds to another tag
 * @param softwareName software-name
 * @param softwareVersion software-version
 * @param versionScheme how versions are ordered
 * @param media a media query: where the tag applies
 * @param softwareMeta software-meta
 * @param entities entity
 * @param links link
 * @param payload payload; a tag has this or evidence or none
 * @param evidence evidence
 * @param referenceMeasurement the reference integrity extension
 * @param attributes global attributes and other extensions
 */
public record SwidContent(
        OptionalLong tagVersion,
        Optional<Boolean> corpus,
        Optional<Boolean> patch,
        Optional<Boolean> supplemental,
        Optional<String> softwareName,
        Optional<String> softwareVersion,
        Optional<SwidTerm> versionScheme,
        Optional<String> media,
        List<SoftwareMeta> softwareMeta,
        List<SwidEntity> entities,
        List<SwidLink> links,
        Optional<SwidPayload> payload,
        Optional<SwidEvidence> evidence,
        Optional<ReferenceMeasurement> referenceMeasurement,
        SwidAttributes attributes) {

    static final long TAG_ID = 0;
    private static final long SOFTWARE_NAME = 1;
    private static final long ENTITY = 2;
    private static final long EVIDENCE = 3;
    private static final long LINK = 4;
    private static final long SOFTWARE_META = 5;
    private static final long PAYLOAD = 6;
    private static final long CORPUS = 8;
    private static final long PATCH = 9;
    private static final long MEDIA = 10;
    private static final long SUPPLEMENTAL = 11;
    private static final long TAG_VERSION = 12;
    private static final long SOFTWARE_VERSION = 13;
    private static final long VERSION_SCHEME = 14;
    private static final long REFERENCE_MEASUREMENT = 58;

    /** Refuses payload with evidence, and extensions under the keys of members. */
    public SwidContent {
        softwareMeta = List.copyOf(softwareMeta);
        entities = List.copyOf(entities);
        links = List.copyOf(links);
        if (payload.isPresent() && evidence.isPresent()) {
            throw new IllegalArgumentException("a tag has payload or evidence, not both");
        }
        attributes.requireOutside(0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 58);
    }

    /** Starts with nothing. */
    public static Builder builder() {
        return new Builder();
    }

    static SwidContent read(SwidMap map) throws MalformedMessageException {
        Optional<SwidPayload> payload = map.optional(PAYLOAD, "payload", SwidPayload::read);
        Optional<SwidEvidence> evidence = map.optional(EVIDENCE, "evidence", SwidEvidence::read);
        if (payload.isPresent() && evidence.isPresent()) {
            throw map.malformed("has payload and evidence");
        }
        return new SwidContent(
                map.integer(TAG_VERSION, "tag-version"),
                map.bool(CORPUS, "corpus"),
                map.bool(PATCH, "patch"),
                map.bool(SUPPLEMENTAL, "supplemental"),
                map.text(SOFTWARE_NAME, "software-name"),
                map.text(SOFTWARE_VERSION, "software-version"),
                map.optional(VERSION_SCHEME, "version-scheme", SwidTerm::read),
                map.text(MEDIA, "media"),
                map.oneOrMore(SOFTWARE_META, "software-meta", SoftwareMeta::read),
                map.oneOrMore(ENTITY, "entity", SwidEntity::read),
                map.oneOrMore(LINK, "link", SwidLink::read),
                payload,
                evidence,
                map.optional(REFERENCE_MEASUREMENT, "reference-measurement", ReferenceMeasurement::read),
                map.attributes());
    }

    SwidMembers write() {
        return new SwidMembers()
                .number(TAG_VERSION, tagVersion)
                .bool(CORPUS, corpus)
                .bool(PATCH, patch)
                .bool(SUPPLEMENTAL, supplemental)
                .text(SOFTWARE_NAME, softwareName)
                .text(SOFTWARE_VERSION, softwareVersion)
                .put(VERSION_SCHEME, versionScheme, SwidTerm::encoded)
                .text(MEDIA, media)
                .oneOrMore(SOFTWARE_META, softwareMeta, SoftwareMeta::encoded)
                .oneOrMore(ENTITY, entities, SwidEntity::encoded)
                .oneOrMore(LINK, links, SwidLink::encoded)
                .put(PAYLOAD, payload, SwidPayload::encoded)
                .put(EVIDENCE, evidence, SwidEvidence::encoded)
                .put(REFERENCE_MEASUREMENT, referenceMeasurement, ReferenceMeasurement::encoded);
    }

    /** Collects members. */
    public static final class Builder {
        private OptionalLong tagVersion = OptionalLong.empty();
        private Optional<Boolean> corpus = Optional.empty();
        private Optional<Boolean> patch = Optional.empty();
        private Optional<Boolean> supplemental = Optional.empty();
        private Optional<String> softwareName = Optional.empty();
        private Optional<String> softwareVersion = Optional.empty();
        private Optional<SwidTerm> versionScheme = Optional.empty();
        private Optional<String> media = Optional.empty();
        private List<SoftwareMeta> softwareMeta = List.of();
        private List<SwidEntity> entities = List.of();
        private List<SwidLink> links = List.of();
        private Optional<SwidPayload> payload = Optional.empty();
        private Optional<SwidEvidence> evidence = Optional.empty();
        private Optional<ReferenceMeasurement> referenceMeasurement = Optional.empty();
        private SwidAttributes attributes = SwidAttributes.NONE;

        private Builder() {}

        /** tag-version. */
        @CanIgnoreReturnValue
        public Builder tagVersion(long value) {
            tagVersion = OptionalLong.of(value);
            return this;
        }

        /** corpus. */
        @CanIgnoreReturnValue
        public Builder corpus(boolean value) {
            corpus = Optional.of(value);
            return this;
        }

        /** patch. */
        @CanIgnoreReturnValue
        public Builder patch(boolean value) {
            patch = Optional.of(value);
            return this;
        }

        /** supplemental. */
        @CanIgnoreReturnValue
        public Builder supplemental(boolean value) {
            supplemental = Optional.of(value);
            return this;
        }

        /** software-name. */
        @CanIgnoreReturnValue
        public Builder softwareName(String value) {
            softwareName = Optional.of(value);
            return this;
        }

        /** software-version. */
        @CanIgnoreReturnValue
        public Builder softwareVersion(String value) {
            softwareVersion = Optional.of(value);
            return this;
        }

        /** version-scheme. */
        @CanIgnoreReturnValue
        public Builder versionScheme(SwidTerm value) {
            versionScheme = Optional.of(value);
            return this;
        }

        /** media. */
        @CanIgnoreReturnValue
        public Builder media(String value) {
            media = Optional.of(value);
            return this;
        }

        /** software-meta. */
        @CanIgnoreReturnValue
        public Builder softwareMeta(List<SoftwareMeta> value) {
            softwareMeta = value;
            return this;
        }

        /** entity. */
        @CanIgnoreReturnValue
        public Builder entities(List<SwidEntity> value) {
            entities = value;
            return this;
        }

        /** link. */
        @CanIgnoreReturnValue
        public Builder links(List<SwidLink> value) {
            links = value;
            return this;
        }

        /** payload. */
        @CanIgnoreReturnValue
        public Builder payload(SwidPayload value) {
            payload = Optional.of(value);
            return this;
        }

        /** evidence. */
        @CanIgnoreReturnValue
        public Builder evidence(SwidEvidence value) {
            evidence = Optional.of(value);
            return this;
        }

        /** reference-measurement. */
        @CanIgnoreReturnValue
        public Builder referenceMeasurement(ReferenceMeasurement value) {
            referenceMeasurement = Optional.of(value);
            return this;
        }

        /** global attributes and extensions. */
        @CanIgnoreReturnValue
        public Builder attributes(SwidAttributes value) {
            attributes = value;
            return this;
        }

        /** The content. */
        public SwidContent build() {
            return new SwidContent(
                    tagVersion,
                    corpus,
                    patch,
                    supplemental,
                    softwareName,
                    softwareVersion,
                    versionScheme,
                    media,
                    softwareMeta,
                    entities,
                    links,
                    payload,
                    evidence,
                    referenceMeasurement,
                    attributes);
        }
    }
}
