package dev.rats4j.dsse.oms;

import dev.rats4j.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** Files of a model in memory. */
record MemoryFiles(Map<String, Bytes> files) implements ModelFiles {

    @Override
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    @Override
    public InputStream open(String name) throws IOException {
        Bytes content = files.get(name);
        if (content == null) {
            throw new IOException("no file: " + name);
        }
        return new ByteArrayInputStream(content.toByteArray());
    }
}
