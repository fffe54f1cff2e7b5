package dev.rats4j.cli.input;

import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are written whole or not at all. */
public final class OutputFile {

    private OutputFile() {}

    /**
     * Writes a file.
     *
     * @param overwrite whether a file that is there is replaced
     */
    public static void write(Path path, Bytes content, boolean overwrite) throws InputException {
        if (Files.isDirectory(path)) {
            throw new InputException(path + " is a directory; name a file in it.");
        }
        if (Files.exists(path) && !overwrite) {
            throw new InputException(path + " is there already; name another file, or replace it with --force.");
        }
        try {
            replace(path.toAbsolutePath(), content);
        } catch (IOException e) {
            throw new InputException(
                    path + " cannot be written (" + e.getClass().getSimpleName() + "); look at its folder.");
        }
    }

    private static void replace(Path path, Bytes content) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            Files.write(path, content.toByteArray()); // a device or pipe, for example /dev/stdout
            return;
        }
        Path folder = path.getParent();
        Path unfinished = Files.createTempFile(folder, ".rats", ".tmp");
        try {
            Files.write(unfinished, content.toByteArray());
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
