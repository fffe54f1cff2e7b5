package dev.rats4j.coswid;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/**
 * A link-entry, RFC 9393, 2.7.
 *
 * @param artifact absolute path of what is linked, for installation media
 * @param href where it is; {@code swid:} and a tag-id for other tags
 * @param media a media query
 * @param ownership how much this software owns of what is linked
 * @param rel the relation; a number from -256 to 64436, or the name of a relation of the IANA registry
 * @param mediaType media type of what is linked
 * @param use whether it is needed
 * @param attributes global attributes and extensions
 */
public record SwidLink(
        Optional<String> artifact,
        SwidUri href,
        Optional<String> media,
        Optional<SwidTerm> ownership,
        SwidTerm rel,
        Optional<String> mediaType,
        Optional<SwidTerm> use,
        SwidAttributes attributes) {

    /** Ownership: uninstalled as well, unless others use it. */
    public static final SwidTerm ABANDON = SwidTerm.of(1);
    /** Ownership: uninstalled as well. */
    public static final SwidTerm PRIVATE = SwidTerm.of(2);
    /** Ownership: shared with others. */
    public static final SwidTerm SHARED = SwidTerm.of(3);

    /** Relation: a former tag of the software. */
    public static final SwidTerm ANCESTOR = SwidTerm.of(1);
    /** Relation: a component. */
    public static final SwidTerm COMPONENT = SwidTerm.of(2);
    /** Relation: a feature that can be switched on. */
    public static final SwidTerm FEATURE = SwidTerm.of(3);
    /** Relation: what installs it. */
    public static final SwidTerm INSTALLATION_MEDIA = SwidTerm.of(4);
    /** Relation: the installer needed. */
    public static final SwidTerm PACKAGE_INSTALLER = SwidTerm.of(5);
    /** Relation: what this is a part of. */
    public static final SwidTerm PARENT = SwidTerm.of(6);
    /** Relation: what this patch patches. */
    public static final SwidTerm PATCHES = SwidTerm.of(7);
    /** Relation: what has to be there before. */
    public static final SwidTerm REQUIRES = SwidTerm.of(8);
    /** Relation: other software of interest. */
    public static final SwidTerm SEE_ALSO = SwidTerm.of(9);
    /** Relation: what this replaces. */
    public static final SwidTerm SUPERSEDES = SwidTerm.of(10);
    /** Relation: a tag that adds to this one, or the tag that this one adds to. */
    public static final SwidTerm SUPPLEMENTAL = SwidTerm.of(11);

    /** Use: may be left out. */
    public static final SwidTerm OPTIONAL = SwidTerm.of(1);
    /** Use: needed. */
    public static final SwidTerm REQUIRED = SwidTerm.of(2);
    /** Use: wanted unless declined. */
    public static final SwidTerm RECOMMENDED = SwidTerm.of(3);

    private static final long LOWEST_REL = -256;
    private static final long HIGHEST_REL = 64436;

    private static final long MEDIA = 10;
    private static final long ARTIFACT = 37;
    private static final long HREF = 38;
    private static final long OWNERSHIP = 39;
    private static final long REL = 40;
    private static final long MEDIA_TYPE = 41;
    private static final long USE = 42;

    /** Refuses numbers of relations outside their range. */
    public SwidLink {
        if (!isRelation(rel)) {
            throw new IllegalArgumentException("relation " + rel + " is out of range");
        }
        attributes.requireOutside(MEDIA, ARTIFACT, HREF, OWNERSHIP, REL, MEDIA_TYPE, USE);
    }

    private static boolean isRelation(SwidTerm rel) {
        return !(rel instanceof SwidTerm.Code number)
                || (number.value() >= LOWEST_REL && number.value() <= HIGHEST_REL);
    }

    /** A link with nothing but its relation. */
    public static SwidLink of(SwidTerm rel, String href) {
        return new SwidLink(
                Optional.empty(),
                SwidUri.of(href),
                Optional.empty(),
                Optional.empty(),
                rel,
                Optional.empty(),
                Optional.empty(),
                SwidAttributes.NONE);
    }

    static SwidLink read(CborItem item, String field) throws MalformedMessageException {
        SwidMap map = new SwidMap(item, field);
        return new SwidLink(
                map.text(ARTIFACT, "artifact"),
                map.required(HREF, "href", SwidUri::read),
                map.text(MEDIA, "media"),
                map.optional(OWNERSHIP, "ownership", SwidTerm::read),
                map.required(REL, "rel", SwidLink::readRelation),
                map.text(MEDIA_TYPE, "media-type"),
                map.optional(USE, "use", SwidTerm::read),
                map.attributes());
    }

    private static SwidTerm readRelation(CborItem item, String field) throws MalformedMessageException {
        SwidTerm rel = SwidTerm.read(item, field);
        if (!isRelation(rel)) {
            throw item.malformed(field, rel + " is not from -256 to 64436");
        }
        return rel;
    }

    Bytes encoded() {
        return new SwidMembers()
                .text(ARTIFACT, artifact)
                .put(HREF, href.encoded())
                .text(MEDIA, media)
                .put(OWNERSHIP, ownership, SwidTerm::encoded)
                .put(REL, rel.encoded())
                .text(MEDIA_TYPE, mediaType)
                .put(USE, use, SwidTerm::encoded)
                .with(attributes);
    }
}
