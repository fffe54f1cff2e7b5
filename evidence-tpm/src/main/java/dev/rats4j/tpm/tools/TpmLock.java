package dev.rats4j.tpm.tools;

import dev.rats4j.AttesterException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * One user of a TPM at a time: among the threads of this JVM by a lock in memory, among JVMs of one user by a lock on a file.
 *
 * <p>TPMs share {@value #STRIPES} locks by the hash of their name, so that neither memory nor files grow with the number of TPMs.
 * Two TPMs with one lock only wait for each other; nobody holds two.
 */
final class TpmLock {

    private static final int STRIPES = 64;
    private static final long POLL_MILLIS = 5;
    private static final ReentrantLock[] LOCKS =
            Stream.generate(() -> new ReentrantLock(true)).limit(STRIPES).toArray(ReentrantLock[]::new);
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    private TpmLock() {}

    /** Work that needs the TPM for itself. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws AttesterException, InterruptedException;
    }

    /** Does some work while nobody else holds the lock; waits at most {@code patience} for it. */
    static <T> T holding(Tcti tcti, Duration patience, Work<T> work) throws AttesterException, InterruptedException {
        int stripe = Math.floorMod(tcti.configuration().hashCode(), STRIPES);
        long deadline = System.nanoTime() + patience.toNanos();
        if (!LOCKS[stripe].tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw busy(tcti);
        }
        try (FileChannel channel = open(stripe)) {
            await(channel, deadline, tcti);
            return work.run();
        } catch (IOException e) {
            throw PrivateDirectory.failure("cannot lock the TPM", e);
        } finally {
            LOCKS[stripe].unlock();
        }
    }

    /** Polls: an interrupted blocking lock would close the channel and lose the interruption. Closing the channel unlocks. */
    private static FileLock await(FileChannel channel, long deadline, Tcti tcti)
            throws IOException, AttesterException, InterruptedException {
        FileLock lock = channel.tryLock();
        while (lock == null) {
            if (System.nanoTime() - deadline > 0) {
                throw busy(tcti);
            }
            Thread.sleep(POLL_MILLIS);
            lock = channel.tryLock();
        }
        return lock;
    }

    private static AttesterException busy(Tcti tcti) {
        return new AttesterException(
                tcti.configuration(), -1, "in use by others for too long", "Try later, or raise the lock time-out.");
    }

    private static FileChannel open(int stripe) throws IOException {
        Path directory = Path.of(
                System.getProperty("java.io.tmpdir", "/tmp"),
                "rats4j-lock-" + System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9]", "_"));
        try {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(PRIVATE));
        } catch (FileAlreadyExistsException e) {
            requireOwn(directory);
        }
        return FileChannel.open(
                directory.resolve("tpm-" + stripe),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** Somebody else could have made a directory of this name, with traps in it. */
    private static void requireOwn(Path directory) throws IOException {
        PosixFileAttributes found =
                Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isDirectory()
                || !found.permissions().equals(PRIVATE)
                || !found.owner().equals(Files.getOwner(Path.of("/proc/self")))) {
            throw new IOException(directory + " is not a private directory of this user");
        }
    }
}
