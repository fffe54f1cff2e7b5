package dev.rats4j.dsse.oms;

import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.Digest;

/** Hashes files as a serialization says, in a constant amount of memory per file and piece. */
final class ModelHashing {

    private static final int BUFFER = 1 << 16;
    private static final int MAX_PIECES = 1_000_000;

    private final ModelFiles files;
    private final ModelSerialization serialization;

    ModelHashing(ModelFiles files, ModelSerialization serialization) {
        this.files = files;
        this.serialization = serialization;
    }

    /** The resources of a file: one, or its pieces, none for an empty file. Fails for a name that no manifest has. */
    List<ModelResource> resources(String name) throws IOException {
        requireName(name);
        if (serialization.shardSize().isEmpty()) {
            return List.of(new ModelResource(name, whole(name)));
        }
        return pieces(name, serialization.shardSize().getAsLong());
    }

    private static void requireName(String name) throws IOException {
        if (!ModelResource.isName(name)) {
            throw new IOException("a file or piece whose name no manifest has");
        }
    }

    private Bytes whole(String name) throws IOException {
        Digest function = serialization.hash().newFunction();
        byte[] buffer = new byte[BUFFER];
        try (InputStream content = files.open(name)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                function.update(buffer, 0, read);
            }
        }
        return ModelHash.finish(function);
    }

    private List<ModelResource> pieces(String name, long size) throws IOException {
        List<ModelResource> pieces = new ArrayList<>();
        byte[] buffer = new byte[BUFFER];
        long start = 0;
        try (InputStream content = files.open(name)) {
            while (true) {
                Digest function = serialization.hash().newFunction();
                long length = 0;
                while (length < size) {
                    int read = content.read(buffer, 0, (int) Math.min(BUFFER, size - length));
                    if (read < 0) {
                        break;
                    }
                    function.update(buffer, 0, read);
                    length += read;
                }
                if (length > 0) {
                    if (pieces.size() == MAX_PIECES) {
                        throw new IOException("more than " + MAX_PIECES + " pieces of " + name);
                    }
                    String piece = name + ":" + start + ":" + (start + length);
                    requireName(piece);
                    pieces.add(new ModelResource(piece, ModelHash.finish(function)));
                }
                if (length < size) {
                    return pieces;
                }
                start += length;
            }
        }
    }
}
