package dev.rats4j.cli.input;

import dev.rats4j.cli.content.ContentKind;
import dev.rats4j.cli.content.Likeness;
import dev.rats4j.cli.content.Recognised;
import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file that was read whole.
 *
 * @param name as the user wrote it
 * @param content at least one byte
 * @param kind what it is, by its content
 * @param likeness what it seems meant to be, although it is not quite that
 */
public record InputFile(String name, Bytes content, ContentKind kind, Optional<Likeness> likeness) {

    /** Most bytes of a file: 64 MiB. */
    public static final int MAX_LENGTH = 64 << 20;

    /** Reads a file. */
    public static InputFile read(Path path) throws InputException {
        return read(path, MAX_LENGTH, "no evidence is");
    }

    /**
     * Reads a file of a kind that is shorter.
     *
     * @param most bytes
     * @param why in words, after "which"
     */
    public static InputFile read(Path path, int most, String why) throws InputException {
        Bytes content = content(path, most, why);
        if (content.isEmpty()) {
            throw new InputException(path + " is empty.");
        }
        Recognised recognised = Recognised.of(content);
        return new InputFile(path.toString(), content, recognised.kind(), recognised.likeness());
    }

    /** Reads files in order. */
    public static List<InputFile> readAll(List<Path> paths) throws InputException {
        List<InputFile> files = new ArrayList<>();
        for (Path path : paths) {
            files.add(read(path));
        }
        return files;
    }

    /** Refuses a file that somebody else is going to read, if it is not there or may not be read. */
    public static void requireReadable(Path path) throws InputException {
        if (Files.isDirectory(path)) {
            throw new InputException(path + " is a directory; name a file in it.");
        }
        if (!Files.exists(path)) {
            throw new InputException("There is no file " + path + ".");
        }
        if (!Files.isReadable(path)) {
            throw new InputException(path + " may not be read; look at its permissions.");
        }
    }

    private static Bytes content(Path path, int most, String why) throws InputException {
        if (Files.isDirectory(path)) {
            throw new InputException(path + " is a directory; name the files in it.");
        }
        try {
            if (Files.isRegularFile(path) && Files.size(path) > most) {
                throw tooLong(path, most, why);
            }
            try (InputStream in = Files.newInputStream(path)) {
                byte[] content = in.readNBytes(most + 1);
                if (content.length > most) {
                    throw tooLong(path, most, why);
                }
                return Bytes.copyOf(content);
            }
        } catch (NoSuchFileException e) {
            throw new InputException("There is no file " + path + ".");
        } catch (AccessDeniedException e) {
            throw new InputException(path + " may not be read; look at its permissions.");
        } catch (IOException e) {
            throw new InputException(path + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private static InputException tooLong(Path path, int most, String why) {
        return new InputException(path + " is longer than " + (most >> 20) + " MiB, which " + why + ".");
    }

    /** The file cannot be used for a purpose. */
    public InputException unfit(String why) {
        String what = likeness.map(like ->
                        like.kind().label() + ", malformed: " + like.reason().getMessage())
                .orElse(kind.label());
        return new InputException(name + " is " + what + "; " + why);
    }
}
