package dev.rats4j.dsse;

import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An artifact of any kind, in-toto ResourceDescriptor v1. Unknown members are ignored.
 *
 * @param name what it is called, not unique beyond its list
 * @param uri what it is
 * @param digest its digests
 * @param content the content itself, if it is small
 * @param downloadLocation where it is found, if not at {@code uri}; nothing here goes there
 * @param mediaType its type
 * @param annotations more about it, as its writer likes
 */
public record ResourceDescriptor(
        Optional<String> name,
        Optional<String> uri,
        Optional<DigestSet> digest,
        Optional<Bytes> content,
        Optional<String> downloadLocation,
        Optional<String> mediaType,
        Optional<JsonObject> annotations) {

    static final int MAX_LIST = 65_536;

    /** Something with a name and digests. */
    public static ResourceDescriptor of(String name, DigestSet digest) {
        return new ResourceDescriptor(
                Optional.of(name),
                Optional.empty(),
                Optional.of(digest),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Something with an address and digests. */
    public static ResourceDescriptor at(String uri, DigestSet digest) {
        return new ResourceDescriptor(
                Optional.empty(),
                Optional.of(uri),
                Optional.of(digest),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static ResourceDescriptor of(JsonObject json) throws MalformedMessageException {
        return new ResourceDescriptor(
                json.optionalString("name"),
                json.optionalString("uri"),
                json.has("digest") ? Optional.of(DigestSet.of(json, "digest")) : Optional.empty(),
                json.has("content") ? Optional.of(Base64Text.lenient(json, "content")) : Optional.empty(),
                json.optionalString("downloadLocation"),
                json.optionalString("mediaType"),
                json.optionalObject("annotations"));
    }

    static List<ResourceDescriptor> list(JsonObject parent, String member) throws MalformedMessageException {
        Optional<JsonArray> given = parent.optionalArray(member);
        if (given.isEmpty()) {
            return List.of();
        }
        if (given.get().values().size() > MAX_LIST) {
            throw parent.malformed(member, "has more than " + MAX_LIST + " entries");
        }
        List<ResourceDescriptor> all = new ArrayList<>();
        for (JsonObject json : given.get().objects()) {
            all.add(of(json));
        }
        return List.copyOf(all);
    }

    JsonObject toJson() {
        JsonObject.Builder builder = JsonObject.builder();
        name.ifPresent(text -> builder.put("name", text));
        uri.ifPresent(text -> builder.put("uri", text));
        digest.ifPresent(set -> builder.put("digest", set.toJson()));
        content.ifPresent(bytes -> builder.put("content", Base64Text.encode(bytes)));
        downloadLocation.ifPresent(text -> builder.put("downloadLocation", text));
        mediaType.ifPresent(text -> builder.put("mediaType", text));
        annotations.ifPresent(object -> builder.put("annotations", object));
        return builder.build();
    }

    static JsonArray toJson(List<ResourceDescriptor> descriptors) {
        return JsonArray.of(descriptors.stream().map(ResourceDescriptor::toJson).toList());
    }

    /** The name only. */
    @Override
    public String toString() {
        return "resource " + name.or(() -> uri).orElse("without a name");
    }
}
