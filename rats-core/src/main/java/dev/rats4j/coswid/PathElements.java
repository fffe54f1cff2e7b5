package dev.rats4j.coswid;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;

/**
 * Directories and files next to each other, the group path-elements-group of RFC 9393, 2.9.2; both may be empty.
 *
 * @param directories directory
 * @param files file
 */
public record PathElements(List<DirectoryEntry> directories, List<FileEntry> files) {

    /** Nothing. */
    public static final PathElements NONE = new PathElements(List.of(), List.of());

    static final long DIRECTORY = 16;
    static final long FILE = 17;

    /** Copies. */
    public PathElements {
        directories = List.copyOf(directories);
        files = List.copyOf(files);
    }

    /** Only files. */
    public static PathElements of(List<FileEntry> files) {
        return new PathElements(List.of(), files);
    }

    static PathElements read(CborItem item, String field) throws MalformedMessageException {
        SwidMap map = new SwidMap(item, field);
        PathElements elements = read(map);
        map.expectNoOthers();
        return elements;
    }

    static PathElements read(SwidMap map) throws MalformedMessageException {
        return new PathElements(
                map.oneOrMore(DIRECTORY, "directory", DirectoryEntry::read),
                map.oneOrMore(FILE, "file", FileEntry::read));
    }

    SwidMembers write() {
        return new SwidMembers()
                .oneOrMore(DIRECTORY, directories, DirectoryEntry::encoded)
                .oneOrMore(FILE, files, FileEntry::encoded);
    }

    Bytes encoded() {
        return write().encode();
    }
}
