package dev.rats4j.cli.input;

import dev.rats4j.wire.Bytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that a command writes: looked at before any work, and written after the answer was given, all or none. */
public final class Outputs {

    private final List<Path> inputs;
    private final List<OutputFile> files = new ArrayList<>();

    /**
     * @param inputs files that are read, and therefore not written
     */
    public Outputs(Collection<Path> inputs) {
        this.inputs = List.copyOf(inputs);
    }

    /** Gives the answer; if that fails, nothing is written. */
    @FunctionalInterface
    public interface Answer {
        /** Gives it. */
        void give() throws InputException;
    }

    /**
     * Adds a file, or refuses a place where nothing can be written, or where something would be lost.
     *
     * @param option that names it; each once
     * @param overwrite whether a file that is there is replaced
     */
    public Outputs add(String option, Path path, boolean overwrite) throws InputException {
        OutputFile file = new OutputFile(option, path, overwrite);
        for (OutputFile other : files) {
            if (file.isSame(other.path())) {
                throw new InputException(
                        other.option() + " and " + option + " name the same file, " + path + "; name two.");
            }
        }
        for (Path input : inputs) {
            if (file.isSame(input)) {
                throw new InputException(
                        option + " " + path + " would replace " + input + ", which is read; name another file.");
            }
        }
        files.add(file);
        return this;
    }

    /** The same, if there is a path. */
    public Outputs add(String option, Optional<Path> path, boolean overwrite) throws InputException {
        return path.isPresent() ? add(option, path.get(), overwrite) : this;
    }

    /**
     * Prepares all files, gives the answer, and puts the files in their places.
     *
     * @param contents by option; files without content are left alone
     */
    public void write(Map<String, Bytes> contents, Answer answer) throws InputException {
        Map<OutputFile, Optional<Path>> prepared = new LinkedHashMap<>();
        try {
            for (OutputFile file : files) {
                Bytes content = contents.get(file.option());
                if (content != null) {
                    prepared.put(file, file.prepare(content));
                }
            }
            answer.give();
            finish(prepared, contents, false);
            finish(prepared, contents, true);
        } finally {
            prepared.values().forEach(path -> path.ifPresent(OutputFile::remove));
        }
    }

    /** Devices first: if one is full, no file was touched. */
    private static void finish(Map<OutputFile, Optional<Path>> prepared, Map<String, Bytes> contents, boolean isFile)
            throws InputException {
        for (Map.Entry<OutputFile, Optional<Path>> entry : prepared.entrySet()) {
            Bytes content = contents.get(entry.getKey().option());
            if (content != null && entry.getValue().isPresent() == isFile) {
                entry.getKey().finish(entry.getValue(), content);
            }
        }
    }
}
