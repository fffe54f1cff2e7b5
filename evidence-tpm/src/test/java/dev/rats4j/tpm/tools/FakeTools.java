package dev.rats4j.tpm.tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A directory of shell scripts that stand in for tools. */
record FakeTools(Path directory) {

    FakeTools script(String name, String... lines) throws IOException {
        Path file = directory.resolve(name);
        Files.write(file, ("#!/bin/sh\n" + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return this;
    }

    /** The fakes first, then the real ones. */
    List<Path> beforeSystem() {
        return List.of(directory, Path.of("/usr/bin"), Path.of("/usr/local/bin"));
    }
}
