package dev.rats4j.cli.input;

import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are written whole or not at all. */
public final class OutputFile {

    private OutputFile() {}

    /**
     * Writes a file.
     *
     * @param overwrite whether a file that is there is replaced
     */
    public static void write(Path path, Bytes content, boolean overwrite) throws InputException {
        check(path, overwrite);
        try {
            replace(path.toAbsolutePath(), content);
        } catch (IOException e) {
            throw new InputException(
                    path + " cannot be written (" + e.getClass().getSimpleName() + "); look at its folder.");
        }
    }

    /** Refuses a place where nothing can be written, before any work is done for it. */
    public static void check(Path path, boolean overwrite) throws InputException {
        if (Files.isDirectory(path)) {
            throw new InputException(path + " is a directory; name a file in it.");
        }
        if (Files.isRegularFile(path) && !overwrite) {
            throw new InputException(path + " is there already; name another file, or replace it with --force.");
        }
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new InputException("There is no folder " + folder + ".");
        }
    }

    private static void replace(Path path, Bytes content) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            Files.write(path, content.toByteArray()); // a device or pipe, for example /dev/stdout
            return;
        }
        String name = "." + path.getFileName() + "." + ProcessHandle.current().pid() + ".tmp";
        Path unfinished = path.resolveSibling(name);
        try {
            Files.write(unfinished, content.toByteArray(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            move(unfinished, path);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
