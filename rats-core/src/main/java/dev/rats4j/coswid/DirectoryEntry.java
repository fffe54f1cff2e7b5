package dev.rats4j.coswid;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/**
 * A directory-entry, RFC 9393, 2.9.2.
 *
 * @param item name and place
 * @param elements what is inside, path-elements
 * @param hash digest, by the reference integrity extension; the algorithm is a number
 * @param attributes global attributes and extensions
 */
public record DirectoryEntry(
        FileSystemItem item, Optional<PathElements> elements, Optional<NamedDigest> hash, SwidAttributes attributes) {

    private static final long PATH_ELEMENTS = 26;

    /** Refuses algorithms by name. */
    public DirectoryEntry {
        SwidMembers.requireNumbered(hash);
        attributes.requireOutside(
                FileEntry.HASH,
                PATH_ELEMENTS,
                FileSystemItem.KEY,
                FileSystemItem.LOCATION,
                FileSystemItem.NAME,
                FileSystemItem.ROOT);
    }

    /** A directory with what is inside. */
    public static DirectoryEntry of(String name, PathElements elements) {
        return new DirectoryEntry(
                FileSystemItem.of(name), Optional.of(elements), Optional.empty(), SwidAttributes.NONE);
    }

    static DirectoryEntry read(CborItem item, String field) throws MalformedMessageException {
        SwidMap map = new SwidMap(item, "directory-entry");
        return new DirectoryEntry(
                FileSystemItem.read(map),
                map.optional(PATH_ELEMENTS, "path-elements", PathElements::read),
                map.hash(FileEntry.HASH, "hash"),
                map.attributes());
    }

    Bytes encoded() {
        return item.write()
                .put(PATH_ELEMENTS, elements, PathElements::encoded)
                .hash(FileEntry.HASH, hash)
                .with(attributes);
    }
}
