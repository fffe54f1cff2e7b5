package dev.rats4j.bom;

import dev.rats4j.crypto.Digest;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One part of a product, CycloneDX 1.7. Members that are not named here are in {@link #json}.
 *
 * @param type for example {@code machine-learning-model} or {@code data}
 * @param name without its group
 * @param version of the component
 * @param reference its name within the document ({@code bom-ref})
 * @param packageUrl its package URL ({@code purl})
 * @param hashes of its content
 * @param modelCard what is said about a model, uninterpreted
 * @param components those that it is made of
 * @param json all of it
 */
public record BomComponent(
        String type,
        String name,
        Optional<String> version,
        Optional<String> reference,
        Optional<String> packageUrl,
        List<BomHash> hashes,
        Optional<JsonObject> modelCard,
        List<BomComponent> components,
        JsonObject json) {

    /** The type of a model. */
    public static final String MODEL = "machine-learning-model";

    private static final Set<String> TYPES = Set.of(
            "application",
            "framework",
            "library",
            "container",
            "platform",
            "operating-system",
            "device",
            "device-driver",
            "firmware",
            "file",
            MODEL,
            "data",
            "cryptographic-asset");
    private static final int MAX_HASHES = 64;
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{2,128}");

    /** Copies the lists. */
    public BomComponent {
        hashes = List.copyOf(hashes);
        components = List.copyOf(components);
    }

    static List<BomComponent> list(JsonObject parent) throws MalformedMessageException {
        Optional<JsonArray> given = parent.optionalArray("components");
        List<BomComponent> all = new ArrayList<>();
        if (given.isPresent()) {
            for (JsonObject json : given.get().objects()) {
                all.add(of(json));
            }
        }
        return all;
    }

    static BomComponent of(JsonObject json) throws MalformedMessageException {
        String type = json.string("type");
        if (!TYPES.contains(type)) {
            throw json.malformed("type", "is no type of a component");
        }
        return new BomComponent(
                type,
                json.string("name"),
                json.optionalString("version"),
                json.optionalString("bom-ref"),
                json.optionalString("purl"),
                hashes(json),
                json.optionalObject("modelCard"),
                list(json),
                json);
    }

    private static List<BomHash> hashes(JsonObject json) throws MalformedMessageException {
        Optional<JsonArray> given = json.optionalArray("hashes");
        List<BomHash> all = new ArrayList<>();
        if (given.isPresent()) {
            if (given.get().values().size() > MAX_HASHES) {
                throw json.malformed("hashes", "are more than " + MAX_HASHES);
            }
            for (JsonObject hash : given.get().objects()) {
                all.add(hash(hash));
            }
        }
        return all;
    }

    private static BomHash hash(JsonObject json) throws MalformedMessageException {
        String algorithm = json.string("alg");
        int length = BomHash.length(algorithm);
        if (length < 0) {
            throw json.malformed("alg", "is no algorithm of the format");
        }
        String content = json.string("content");
        if (content.length() != 2 * length || !HEX.matcher(content).matches()) {
            throw json.malformed("content", "is not " + length + " bytes in hexadecimal digits");
        }
        return new BomHash(algorithm, Bytes.fromHex(content.toLowerCase(Locale.ROOT)));
    }

    /** What the model card says about use, limits, risks and fairness, uninterpreted. */
    public Optional<JsonObject> considerations() throws MalformedMessageException {
        return modelCard.isPresent() ? modelCard.get().optionalObject("considerations") : Optional.empty();
    }

    /** Whether this content has all hashes that can decide, and there is one at least. */
    public boolean isContent(Bytes content) {
        List<Digest> digests =
                hashes.stream().flatMap(hash -> hash.digest().stream()).toList();
        return !digests.isEmpty()
                && digests.stream()
                        .allMatch(digest -> digest.algorithm().digest(content).equals(digest));
    }

    /** The type and name only. */
    @Override
    public String toString() {
        return type + " " + name;
    }
}
