package dev.rats4j.dsse.oms;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A model in a directory, or in one file. What is no regular file is an error: a link, unless links are followed, a pipe, a device.
 * Who compares a directory that others can write to meanwhile has compared nothing.
 */
public final class ModelDirectory implements ModelFiles {

    private static final int MAX_FILES = 1_000_000;
    private static final int MAX_DEPTH = 64;

    private final Path root;
    private final Set<String> left;
    private final boolean followLinks;

    private ModelDirectory(Path root, Set<String> left, boolean followLinks) {
        this.root = root;
        this.left = Set.copyOf(left);
        this.followLinks = followLinks;
    }

    /**
     * A directory or file.
     *
     * @param leaveOut paths of files that do not belong to the model, such as its signature
     */
    public static ModelDirectory of(Path root, Set<String> leaveOut) {
        return new ModelDirectory(root, leaveOut, false);
    }

    /** The same directory, with symbolic links followed; links that lead in circles are an error. */
    public ModelDirectory followingLinks() {
        return new ModelDirectory(root, left, true);
    }

    @Override
    public List<String> names() throws IOException {
        if (Files.isRegularFile(root, options())) {
            return List.of(".");
        }
        List<String> names = new ArrayList<>();
        FileVisitOption[] visit =
                followLinks ? new FileVisitOption[] {FileVisitOption.FOLLOW_LINKS} : new FileVisitOption[0];
        try (Stream<Path> walk = Files.walk(root, MAX_DEPTH, visit)) {
            for (Iterator<Path> paths = walk.iterator(); paths.hasNext(); ) {
                add(names, paths.next());
            }
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
        return names;
    }

    private void add(List<String> names, Path path) throws IOException {
        String name = name(path);
        if (left.contains(name)) {
            return;
        }
        if (Files.isRegularFile(path, options())) {
            if (names.size() == MAX_FILES) {
                throw new IOException("more than " + MAX_FILES + " files");
            }
            names.add(name);
        } else if (!Files.isDirectory(path, options())) {
            throw new IOException("neither a file nor a directory: " + name);
        } else if (root.relativize(path).getNameCount() == MAX_DEPTH) {
            throw new IOException("more than " + MAX_DEPTH + " levels: " + name);
        }
    }

    /** Part by part: none is more than one name to the file system, and links on the way are followed only if links are. */
    private Path below(String name) throws IOException {
        Path path = root;
        for (String part : name.split("/", -1)) {
            Path single;
            try {
                single = root.getFileSystem().getPath(part);
            } catch (InvalidPathException e) {
                throw new IOException("no name of this file system: " + name, e);
            }
            if (single.getRoot() != null || single.getNameCount() != 1) {
                throw new IOException("no name of this file system: " + name);
            }
            if (!path.equals(root) && !Files.isDirectory(path, options())) {
                throw new IOException("no file: " + name);
            }
            path = path.resolve(single);
        }
        return path;
    }

    private String name(Path path) {
        List<String> parts = new ArrayList<>();
        root.relativize(path).forEach(part -> parts.add(part.toString()));
        return String.join("/", parts);
    }

    private LinkOption[] options() {
        return followLinks ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
    }

    @Override
    public InputStream open(String name) throws IOException {
        if (!ModelResource.isName(name)) {
            throw new IOException("no path below the root of the model");
        }
        Path path = name.equals(".") ? root : below(name);
        if (!Files.isRegularFile(path, options())) {
            throw new IOException("no file: " + name);
        }
        return followLinks ? Files.newInputStream(path) : Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
    }
}
