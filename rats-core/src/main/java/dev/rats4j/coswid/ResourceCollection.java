package dev.rats4j.coswid;

import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What payload and evidence have in common, the group resource-collection of RFC 9393, 2.9.2; all may be empty.
 *
 * @param paths directories and files
 * @param processes process
 * @param resources resource
 */
public record ResourceCollection(PathElements paths, List<ProcessEntry> processes, List<ResourceEntry> resources) {

    static final long PROCESS = 18;
    static final long RESOURCE = 19;

    /** Copies. */
    public ResourceCollection {
        processes = List.copyOf(processes);
        resources = List.copyOf(resources);
    }

    /** Only files and directories. */
    public static ResourceCollection of(PathElements paths) {
        return new ResourceCollection(paths, List.of(), List.of());
    }

    /** The files of all directories, however deep; those of the outermost first. */
    public List<FileEntry> allFiles() {
        List<FileEntry> files = new ArrayList<>();
        Deque<PathElements> open = new ArrayDeque<>(List.of(paths));
        while (!open.isEmpty()) {
            PathElements next = open.remove();
            files.addAll(next.files());
            next.directories().forEach(directory -> directory.elements().ifPresent(open::add));
        }
        return files;
    }

    static ResourceCollection read(SwidMap map) throws MalformedMessageException {
        return new ResourceCollection(
                PathElements.read(map),
                map.oneOrMore(PROCESS, "process", ProcessEntry::read),
                map.oneOrMore(RESOURCE, "resource", ResourceEntry::read));
    }

    SwidMembers write() {
        return paths.write()
                .oneOrMore(PROCESS, processes, ProcessEntry::encoded)
                .oneOrMore(RESOURCE, resources, ResourceEntry::encoded);
    }
}
