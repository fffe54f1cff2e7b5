package dev.rats4j.dsse.oms;

import dev.rats4j.dsse.DigestSet;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A file of a model, or a piece of one.
 *
 * @param name path from the root of the model with {@code /} between its parts; of a piece with {@code :start:end} after it, the end
 *     exclusive; {@code .} for a model that is one file
 * @param digest with the hash function of the manifest
 */
public record ModelResource(String name, Bytes digest) {

    /** The order of a manifest: by code points, not by UTF-16. */
    static final Comparator<String> ORDER = (one, other) ->
            Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());

    private static final int MAX_NAME = 4096;

    /** Refuses names that no file below the root has. */
    public ModelResource {
        if (!isName(name)) {
            throw new IllegalArgumentException("no name of a file of a model");
        }
    }

    /** Whether a path stays below its root and is written in its one way. */
    static boolean isName(String name) {
        if (name.equals(".")) {
            return true;
        }
        if (name.isEmpty() || name.length() > MAX_NAME || name.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            return false;
        }
        return List.of(name.split("/", -1)).stream()
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    static ModelResource of(JsonObject json, ModelHash hash) throws MalformedMessageException {
        String name = json.string("name");
        if (!isName(name)) {
            throw json.malformed("name", "is no path below the root of the model");
        }
        if (!json.string("algorithm").equals(hash.text())) {
            throw json.malformed("algorithm", "is not that of the manifest");
        }
        String digest = json.string("digest");
        if (!DigestSet.isHex(digest, hash.length())) {
            throw json.malformed("digest", "is not " + hash.length() + " bytes in lower-case hexadecimal digits");
        }
        return new ModelResource(name, Bytes.fromHex(digest));
    }

    JsonObject toJson(ModelHash hash) {
        return JsonObject.builder()
                .put("name", name)
                .put("algorithm", hash.text())
                .put("digest", digest.toHex())
                .build();
    }

    /** The name only. */
    @Override
    public String toString() {
        return name;
    }
}
