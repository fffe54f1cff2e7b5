package dev.rats4j.tpm.tools;

import dev.rats4j.AttesterException;
import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** A fresh directory that only this user can enter; gone with all it holds after {@link #close}. */
final class PrivateDirectory implements AutoCloseable {

    private final Path path;

    private PrivateDirectory(Path path) {
        this.path = path;
    }

    static PrivateDirectory create() throws AttesterException {
        try {
            // short, because socket paths of software TPMs may not exceed 107 bytes
            Path base = Path.of(System.getProperty("java.io.tmpdir", "/tmp")).toAbsolutePath();
            return new PrivateDirectory(Files.createTempDirectory(
                    base, "r4j", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
        } catch (IOException e) {
            throw failure("cannot make a directory for temporary files", e);
        }
    }

    Path path() {
        return path;
    }

    void write(String name, Bytes content) throws AttesterException {
        try {
            Files.write(path.resolve(name), content.toByteArray());
        } catch (IOException e) {
            throw failure("cannot write " + name, e);
        }
    }

    /** The content of a file that has 1 to {@code limit} bytes. */
    Bytes read(String name, int limit) throws AttesterException {
        return readFile(path.resolve(name), limit);
    }

    static Bytes readFile(Path file, int limit) throws AttesterException {
        // the size of files in /sys says nothing, so read one byte more than allowed
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(limit + 1);
            if (content.length == 0 || content.length > limit) {
                throw new AttesterException(
                        file.toString(),
                        -1,
                        content.length == 0 ? "is empty" : "has more than " + limit + " bytes",
                        "Check what wrote this file.");
            }
            return Bytes.copyOf(content);
        } catch (IOException e) {
            throw failure("cannot read " + file, e);
        }
    }

    static AttesterException failure(String problem, IOException cause) {
        AttesterException failure =
                new AttesterException("file system", -1, problem + ": " + cause, "Check permissions and free space.");
        failure.initCause(cause);
        return failure;
    }

    @Override
    public void close() throws AttesterException {
        try {
            Files.walkFileTree(path, new Deletion());
        } catch (IOException e) {
            throw failure("cannot remove " + path, e);
        }
    }

    /** Links are removed, not followed. Sockets may vanish meanwhile, when their owner ends. */
    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
