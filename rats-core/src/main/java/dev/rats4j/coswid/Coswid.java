package dev.rats4j.coswid;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;

/**
 * A concise-swid-tag, RFC 9393, 2.3.
 *
 * <p>The RFC wants an entity that is the tag creator. Examples of RFC 9711 have none, so it is not enforced: ask {@link #tagCreator()}.
 *
 * @param tagId the identifier
 * @param content the rest; it has tag-version, software-name and an entity
 */
public record Coswid(SwidTagId tagId, SwidContent content) {

    /** Tag of a CoSWID, {@code SWID} in ASCII. CoRIM has another, 505, around the encoded map. */
    public static final long TAG = 1398229316;
    /** Media type. */
    public static final String MEDIA_TYPE = "application/swid+cbor";

    /** Version scheme: numbers with dots between. */
    public static final SwidTerm MULTIPART_NUMERIC = SwidTerm.of(1);
    /** Version scheme: the same with letters at the end. */
    public static final SwidTerm MULTIPART_NUMERIC_SUFFIX = SwidTerm.of(2);
    /** Version scheme: sorted as texts. */
    public static final SwidTerm ALPHANUMERIC = SwidTerm.of(3);
    /** Version scheme: one decimal number. */
    public static final SwidTerm DECIMAL = SwidTerm.of(4);
    /** Version scheme: semantic versions. */
    public static final SwidTerm SEMVER = SwidTerm.of(16384);

    /** Refuses content that lacks something a tag needs. */
    public Coswid {
        Optional<String> missing = missing(content);
        if (missing.isPresent()) {
            throw new IllegalArgumentException("a tag has " + missing.get());
        }
    }

    private static Optional<String> missing(SwidContent content) {
        if (content.tagVersion().isEmpty()) {
            return Optional.of("tag-version (12)");
        }
        if (content.softwareName().isEmpty()) {
            return Optional.of("software-name (1)");
        }
        return content.entities().isEmpty() ? Optional.of("entity (2)") : Optional.empty();
    }

    /** tag-version. */
    public long tagVersion() {
        return content.tagVersion().orElseThrow();
    }

    /** software-name. */
    public String softwareName() {
        return content.softwareName().orElseThrow();
    }

    /** The entities; at least one. */
    public List<SwidEntity> entities() {
        return content.entities();
    }

    /** The first entity with the role of the tag creator. */
    public Optional<SwidEntity> tagCreator() {
        return entities().stream()
                .filter(entity -> entity.roles().contains(SwidEntity.TAG_CREATOR))
                .findFirst();
    }

    /**
     * Decodes a tag, with or without the CBOR tag {@link #TAG}.
     *
     * @throws MalformedMessageException for anything else, and nothing else for any bytes
     */
    public static Coswid decode(Bytes message) throws MalformedMessageException {
        return read(CborItem.decode(message, CborProfile.WELL_FORMED));
    }

    /** The same for an item of a checked message. */
    public static Coswid read(CborItem item) throws MalformedMessageException {
        String name = "concise-swid-tag";
        SwidMap map = new SwidMap(item.isTagged(TAG) ? item.tagContent(name) : item, name);
        SwidTagId tagId = map.required(SwidContent.TAG_ID, "tag-id", SwidTagId::read);
        SwidContent content = SwidContent.read(map);
        Optional<String> missing = missing(content);
        if (missing.isPresent()) {
            throw map.malformed("lacks " + missing.get());
        }
        return new Coswid(tagId, content);
    }

    /** The map in deterministic encoding, without a CBOR tag. */
    public Bytes encode() {
        return content.write().put(SwidContent.TAG_ID, tagId.encoded()).with(content.attributes());
    }

    /** The same under the CBOR tag {@link #TAG}. */
    public Bytes encodeTagged() {
        return Cbor.tagged(TAG, encode());
    }
}
