package dev.rats4j.coswid;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file-entry, RFC 9393, 2.9.2.
 *
 * @param item name and place
 * @param size bytes, below 2^63
 * @param version file-version
 * @param hash digest of the content; the algorithm is a number
 * @param attributes global attributes and extensions
 */
public record FileEntry(
        FileSystemItem item,
        OptionalLong size,
        Optional<String> version,
        Optional<NamedDigest> hash,
        SwidAttributes attributes) {

    static final long HASH = 7;
    private static final long SIZE = 20;
    private static final long VERSION = 21;

    /** Refuses negative sizes and algorithms by name. */
    public FileEntry {
        if (size.orElse(0) < 0) {
            throw new IllegalArgumentException("a size is unsigned");
        }
        SwidMembers.requireNumbered(hash);
        attributes.requireOutside(
                HASH,
                SIZE,
                VERSION,
                FileSystemItem.KEY,
                FileSystemItem.LOCATION,
                FileSystemItem.NAME,
                FileSystemItem.ROOT);
    }

    /** A file by name and content. */
    public static FileEntry of(String name, NamedDigest hash) {
        return new FileEntry(
                FileSystemItem.of(name),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.of(hash),
                SwidAttributes.NONE);
    }

    static FileEntry read(CborItem item, String field) throws MalformedMessageException {
        SwidMap map = new SwidMap(item, "file-entry");
        return new FileEntry(
                FileSystemItem.read(map),
                map.unsigned(SIZE, "size"),
                map.text(VERSION, "file-version"),
                map.hash(HASH, "hash"),
                map.attributes());
    }

    Bytes encoded() {
        return item.write()
                .number(SIZE, size)
                .text(VERSION, version)
                .hash(HASH, hash)
                .with(attributes);
    }
}
