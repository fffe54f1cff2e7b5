package dev.rats4j.dsse.oms;

import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How the files of a model were listed and hashed, OMS 1.0, {@code serialization}.
 *
 * @param hash of all files
 * @param shardSize bytes of a piece if files are hashed in pieces (method {@code shards}); empty for whole files ({@code files})
 * @param allowSymlinks whether symbolic links were followed
 * @param ignorePaths files and directories, from the root of the model, that the signature leaves out
 */
public record ModelSerialization(
        ModelHash hash, OptionalLong shardSize, boolean allowSymlinks, List<String> ignorePaths) {

    private static final int MAX_PATHS = 4096;
    private static final Set<String> MEMBERS =
            Set.of("method", "hash_type", "shard_size", "allow_symlinks", "ignore_paths");

    /** Whole files with SHA-256, without links, none left out. */
    public static final ModelSerialization STANDARD =
            new ModelSerialization(ModelHash.SHA256, OptionalLong.empty(), false, List.of());

    /** Copies the list, and refuses pieces without size. */
    public ModelSerialization {
        ignorePaths = List.copyOf(ignorePaths);
        if (shardSize.isPresent() && shardSize.getAsLong() < 1) {
            throw new IllegalArgumentException("pieces of no bytes");
        }
    }

    static ModelSerialization of(JsonObject json) throws MalformedMessageException {
        json.expectOnly(MEMBERS);
        ModelHash hash = ModelHash.named(json.string("hash_type"))
                .orElseThrow(() -> json.malformed("hash_type", "is none of sha256, blake2b, blake3"));
        Optional<JsonArray> ignored = json.optionalArray("ignore_paths");
        List<String> paths = ignored.isPresent() ? ignored.get().strings() : List.of();
        if (paths.size() > MAX_PATHS || paths.contains("")) {
            throw json.malformed("ignore_paths", "has an empty path, or more than " + MAX_PATHS);
        }
        return new ModelSerialization(hash, shardSize(json), json.bool("allow_symlinks"), paths);
    }

    private static OptionalLong shardSize(JsonObject json) throws MalformedMessageException {
        Optional<Long> size = json.optionalInteger("shard_size");
        switch (json.string("method")) {
            case "files" -> {
                if (size.isPresent()) {
                    throw json.malformed("shard_size", "is there, and files are hashed whole");
                }
                return OptionalLong.empty();
            }
            case "shards" -> {
                if (size.isEmpty() || size.get() < 1) {
                    throw json.malformed("shard_size", "is missing, or below 1");
                }
                return OptionalLong.of(size.get());
            }
            default -> throw json.malformed("method", "is neither files nor shards");
        }
    }

    /** Whether the signature leaves a file out: it is one of the paths, or below one. */
    public boolean isIgnored(String name) {
        return ignoring().test(name);
    }

    /** The same for many files, in a time that does not depend on the number of paths. */
    Predicate<String> ignoring() {
        Set<String> paths = ignorePaths.stream()
                .map(path -> path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
                .collect(Collectors.toSet());
        return name -> {
            for (int end = name.length(); end > 0; end = name.lastIndexOf('/', end - 1)) {
                if (paths.contains(name.substring(0, end))) {
                    return true;
                }
            }
            return false;
        };
    }

    JsonObject toJson() {
        JsonObject.Builder builder = JsonObject.builder()
                .put("method", shardSize.isPresent() ? "shards" : "files")
                .put("hash_type", hash.text());
        shardSize.ifPresent(size -> builder.put("shard_size", size));
        builder.put("allow_symlinks", allowSymlinks);
        if (!ignorePaths.isEmpty()) {
            builder.put("ignore_paths", JsonArray.ofStrings(ignorePaths));
        }
        return builder.build();
    }
}
