package dev.rats4j.coswid;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A software-meta-entry, RFC 9393, 2.8.
 *
 * @param texts the members that are texts
 * @param entitlementDataRequired whether a right to use has to be proven
 * @param generator the tool that wrote the tag, by the tag-id of its own tag
 * @param attributes global attributes and extensions
 */
public record SoftwareMeta(
        Map<Member, String> texts,
        Optional<Boolean> entitlementDataRequired,
        Optional<SwidTagId> generator,
        SwidAttributes attributes) {

    /** Members that are texts. */
    public enum Member {
        /** Trial, serialized, licensed... */
        ACTIVATION_STATUS(43),
        /** Volume, retail... */
        CHANNEL_TYPE(44),
        /** The version as people call it. */
        COLLOQUIAL_VERSION(45),
        /** A long description. */
        DESCRIPTION(46),
        /** The edition. */
        EDITION(47),
        /** A vendor's key for entitlements. */
        ENTITLEMENT_KEY(49),
        /** An identifier that stays over versions. */
        PERSISTENT_ID(51),
        /** The product. */
        PRODUCT(52),
        /** The family of products. */
        PRODUCT_FAMILY(53),
        /** Between versions. */
        REVISION(54),
        /** A short description. */
        SUMMARY(55),
        /** Code of the UNSPSC. */
        UNSPSC_CODE(56),
        /** Version of the UNSPSC. */
        UNSPSC_VERSION(57);

        private final long key;

        Member(long key) {
            this.key = key;
        }

        /** The name in the CDDL. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    private static final long ENTITLEMENT_DATA_REQUIRED = 48;
    private static final long GENERATOR = 50;

    /** Copies. */
    public SoftwareMeta {
        EnumMap<Member, String> copy = new EnumMap<>(Member.class);
        copy.putAll(texts);
        texts = Collections.unmodifiableMap(copy);
        attributes.requireOutside(43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57);
    }

    /** Only texts. */
    public static SoftwareMeta of(Map<Member, String> texts) {
        return new SoftwareMeta(texts, Optional.empty(), Optional.empty(), SwidAttributes.NONE);
    }

    static SoftwareMeta read(CborItem item, String field) throws MalformedMessageException {
        SwidMap map = new SwidMap(item, field);
        EnumMap<Member, String> texts = new EnumMap<>(Member.class);
        for (Member member : Member.values()) {
            Optional<String> text = map.text(member.key, member.label());
            text.ifPresent(value -> texts.put(member, value));
        }
        return new SoftwareMeta(
                texts,
                map.bool(ENTITLEMENT_DATA_REQUIRED, "entitlement-data-required"),
                map.optional(GENERATOR, "generator", SwidTagId::read),
                map.attributes());
    }

    Bytes encoded() {
        SwidMembers members = new SwidMembers()
                .bool(ENTITLEMENT_DATA_REQUIRED, entitlementDataRequired)
                .put(GENERATOR, generator, SwidTagId::encoded);
        texts.forEach((member, text) -> members.put(member.key, Cbor.text(text)));
        return members.with(attributes);
    }
}
