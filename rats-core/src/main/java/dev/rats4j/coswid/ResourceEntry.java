package dev.rats4j.coswid;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/**
 * A resource-entry, RFC 9393, 2.9.2.
 *
 * @param type what it is, for example {@code regkey}
 * @param hash digest, by the reference integrity extension; the algorithm is a number
 * @param attributes global attributes and extensions, which name the resource
 */
public record ResourceEntry(String type, Optional<NamedDigest> hash, SwidAttributes attributes) {

    private static final long TYPE = 29;

    /** Refuses algorithms by name. */
    public ResourceEntry {
        SwidMembers.requireNumbered(hash);
        attributes.requireOutside(TYPE, FileEntry.HASH);
    }

    static ResourceEntry read(CborItem item, String field) throws MalformedMessageException {
        SwidMap map = new SwidMap(item, "resource-entry");
        return new ResourceEntry(
                map.required(TYPE, "type", CborItem::text), map.hash(FileEntry.HASH, "hash"), map.attributes());
    }

    Bytes encoded() {
        return new SwidMembers()
                .put(TYPE, Cbor.text(type))
                .hash(FileEntry.HASH, hash)
                .with(attributes);
    }
}
