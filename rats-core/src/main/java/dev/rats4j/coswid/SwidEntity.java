package dev.rats4j.coswid;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;

/**
 * An entity-entry, RFC 9393, 2.6.
 *
 * @param name entity-name
 * @param registrationId reg-id
 * @param roles at least one
 * @param thumbprint digest of the entity's public key certificate
 * @param attributes global attributes and extensions
 */
public record SwidEntity(
        String name,
        Optional<SwidUri> registrationId,
        List<SwidTerm> roles,
        Optional<NamedDigest> thumbprint,
        SwidAttributes attributes) {

    /** Wrote the tag. */
    public static final SwidTerm TAG_CREATOR = SwidTerm.of(1);
    /** Wrote the software. */
    public static final SwidTerm SOFTWARE_CREATOR = SwidTerm.of(2);
    /** Bundles software of others. */
    public static final SwidTerm AGGREGATOR = SwidTerm.of(3);
    /** Distributes. */
    public static final SwidTerm DISTRIBUTOR = SwidTerm.of(4);
    /** Licenses. */
    public static final SwidTerm LICENSOR = SwidTerm.of(5);
    /** Maintains. */
    public static final SwidTerm MAINTAINER = SwidTerm.of(6);

    private static final long NAME = 31;
    private static final long REG_ID = 32;
    private static final long ROLE = 33;
    private static final long THUMBPRINT = 34;

    /** Refuses entities without a role. */
    public SwidEntity {
        roles = List.copyOf(roles);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("an entity has a role");
        }
        SwidMembers.requireNumbered(thumbprint);
        attributes.requireOutside(NAME, REG_ID, ROLE, THUMBPRINT);
    }

    /** An entity with name and roles. */
    public static SwidEntity of(String name, SwidTerm... roles) {
        return new SwidEntity(name, Optional.empty(), List.of(roles), Optional.empty(), SwidAttributes.NONE);
    }

    static SwidEntity read(CborItem item, String field) throws MalformedMessageException {
        SwidMap map = new SwidMap(item, field);
        String name = map.required(NAME, "entity-name", CborItem::text);
        Optional<SwidUri> registrationId = map.optional(REG_ID, "reg-id", SwidUri::read);
        List<SwidTerm> roles = map.oneOrMore(ROLE, "role", SwidTerm::read);
        if (roles.isEmpty()) {
            throw map.malformed("lacks role (33)");
        }
        Optional<NamedDigest> thumbprint = map.hash(THUMBPRINT, "thumbprint");
        return new SwidEntity(name, registrationId, roles, thumbprint, map.attributes());
    }

    Bytes encoded() {
        return new SwidMembers()
                .put(NAME, Cbor.text(name))
                .put(REG_ID, registrationId, SwidUri::encoded)
                .oneOrMore(ROLE, roles, SwidTerm::encoded)
                .hash(THUMBPRINT, thumbprint)
                .with(attributes);
    }
}
