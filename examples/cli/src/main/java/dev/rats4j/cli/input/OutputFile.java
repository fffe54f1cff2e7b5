package dev.rats4j.cli.input;

import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A place where a command writes: a file that is replaced as a whole, or a device or pipe. */
final class OutputFile {

    private static final Path KERNEL = Path.of("/proc");

    private final String option;
    private final Path path;
    private final Path real;
    private final boolean isSpecial;

    /**
     * Refuses a place where nothing can be written.
     *
     * @param option that names it, for messages
     * @param overwrite whether a file that is there is replaced
     */
    OutputFile(String option, Path path, boolean overwrite) throws InputException {
        this.option = option;
        this.path = path;
        try {
            isSpecial = isSpecial(path.toAbsolutePath());
            check(overwrite);
            real = real(path);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void check(boolean overwrite) throws InputException {
        if (Files.isDirectory(path)) {
            throw new InputException(path + " is a directory; name a file in it.");
        }
        if (Files.isRegularFile(path) && !overwrite && !isSpecial) {
            throw new InputException(path + " is there already; name another file, or replace it with --force.");
        }
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new InputException("There is no folder " + folder + ".");
        }
        if (folder != null && !isSpecial && !Files.isWritable(folder)) {
            throw new InputException("Nothing can be written to the folder " + folder + "; look at its permissions.");
        }
    }

    String option() {
        return option;
    }

    Path path() {
        return path;
    }

    /** Whether writing here would replace what is there under another path. Devices are never the same: nothing is lost there. */
    boolean isSame(Path other) {
        try {
            return !isSpecial && real.equals(real(other));
        } catch (IOException e) {
            return false; // it is not there, and whoever reads it says so
        }
    }

    /** Nothing is in place yet. The unfinished file; empty for a device. */
    Optional<Path> prepare(Bytes content) throws InputException {
        if (isSpecial) {
            return Optional.empty();
        }
        Path unfinished = real.resolveSibling(
                "." + real.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.write(unfinished, content.toByteArray(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return Optional.of(unfinished);
        } catch (IOException e) {
            remove(unfinished);
            throw unwritable(e);
        }
    }

    /** Puts a prepared file in its place, or writes to the device. */
    void finish(Optional<Path> prepared, Bytes content) throws InputException {
        try {
            if (prepared.isPresent()) {
                move(prepared.get(), real);
            } else { // appended: what else went to the same file by way of standard output stays
                Files.write(path, content.toByteArray(), StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    static void remove(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            // it stays, under a name that says what it is
        }
    }

    private InputException unwritable(IOException e) {
        return new InputException(
                path + " cannot be written (" + e.getClass().getSimpleName() + "); look at its folder.");
    }

    private static Path real(Path path) throws IOException {
        if (Files.exists(path)) {
            return path.toRealPath();
        }
        Path absolute = path.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        return folder == null ? absolute : folder.toRealPath().resolve(absolute.getFileName());
    }

    /** Devices, pipes, and what the kernel shows of open files, for example /dev/stdout, even if a file is behind it. */
    private static boolean isSpecial(Path path) throws IOException {
        Path folder = path.getParent();
        if (folder == null || !Files.exists(path)) {
            return false;
        }
        Path realFolder = folder.toRealPath();
        return realFolder.startsWith(KERNEL)
                || !(Files.isRegularFile(path) || Files.isDirectory(path))
                || (Files.isSymbolicLink(path) && isSpecial(realFolder.resolve(Files.readSymbolicLink(path))));
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
