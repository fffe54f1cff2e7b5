package dev.rats4j.cli.input;

import dev.rats4j.cli.content.ContentKind;
import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that was read whole.
 *
 * @param name as the user wrote it
 * @param content at least one byte
 * @param kind what it is, by its content
 */
public record InputFile(String name, Bytes content, ContentKind kind) {

    /** Most bytes of a file: 64 MiB. */
    public static final int MAX_LENGTH = 64 << 20;

    /** Reads a file. */
    public static InputFile read(Path path) throws InputException {
        Bytes content = content(path);
        if (content.isEmpty()) {
            throw new InputException(path + " is empty.");
        }
        return new InputFile(path.toString(), content, ContentKind.of(content));
    }

    /** Reads files in order. */
    public static List<InputFile> readAll(List<Path> paths) throws InputException {
        List<InputFile> files = new ArrayList<>();
        for (Path path : paths) {
            files.add(read(path));
        }
        return files;
    }

    private static Bytes content(Path path) throws InputException {
        if (Files.isDirectory(path)) {
            throw new InputException(path + " is a directory; name the files in it.");
        }
        try {
            if (Files.isRegularFile(path) && Files.size(path) > MAX_LENGTH) {
                throw tooLong(path);
            }
            try (InputStream in = Files.newInputStream(path)) {
                byte[] content = in.readNBytes(MAX_LENGTH + 1);
                if (content.length > MAX_LENGTH) {
                    throw tooLong(path);
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

    private static InputException tooLong(Path path) {
        return new InputException(path + " is longer than 64 MiB, which no evidence is.");
    }

    /** The file cannot be used for a purpose. */
    public InputException unfit(String why) {
        return new InputException(name + " is " + kind.label() + "; " + why);
    }
}
