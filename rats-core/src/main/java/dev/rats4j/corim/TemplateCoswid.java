package dev.rats4j.corim;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.coswid.Coswid;
import dev.rats4j.coswid.DirectoryEntry;
import dev.rats4j.coswid.PathElements;
import dev.rats4j.coswid.ResourceCollection;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonBoolean;
import dev.rats4j.json.JsonNumber;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CoSWIDs of a template: the members of {@link TemplateCoswidShapes} by name, members of extensions as encoded items. */
final class TemplateCoswid {

    /** Directories in directories; a template has 64 levels in all. */
    private static final int DEEPEST = 16;

    private TemplateCoswid() {}

    /** The member {@code coswid}. The reader of CBOR decides what a tag is. */
    static Coswid read(JsonObject parent) throws MalformedMessageException {
        Bytes encoded = map(parent.object("coswid"), TemplateCoswidShapes.TAG);
        try {
            return Coswid.read(CborItem.decode(encoded, CborProfile.WELL_FORMED));
        } catch (MalformedMessageException e) {
            throw parent.malformed("coswid", "is no CoSWID: " + e.getMessage());
        }
    }

    private static Bytes map(JsonObject json, String shape) throws MalformedMessageException {
        List<TemplateCoswidShapes.Member> members = TemplateCoswidShapes.of(shape);
        List<String> names = new ArrayList<>();
        Cbor.MapBuilder map = Cbor.map();
        for (TemplateCoswidShapes.Member member : members) {
            names.add(member.name());
            if (json.has(member.name())) {
                map.put(member.key(), member.many() ? many(json, member) : item(json, member));
            }
        }
        names.add("extensions");
        TemplateMembers.expectOnly(json, names.toArray(String[]::new));
        if (json.has("extensions")) {
            for (JsonObject extension : TemplateMembers.objects(json, "extensions")) {
                TemplateMembers.expectOnly(extension, "key", "item");
                CborKey key = TemplateValues.key(extension, "key");
                Bytes item = TemplateType.cbor(extension, "item");
                TemplateMembers.made(() -> map.put(key, item), detail -> extension.malformed("key", detail));
            }
        }
        return map.encode();
    }

    /** An array of one is written as its element. */
    private static Bytes many(JsonObject json, TemplateCoswidShapes.Member member) throws MalformedMessageException {
        JsonArray array = TemplateMembers.array(json, member.name());
        List<Bytes> items = new ArrayList<>();
        if (member.kind() == TemplateCoswidShapes.Kind.MAP) {
            for (JsonObject object : array.objects()) {
                items.add(map(object, member.shape()));
            }
        } else {
            for (JsonValue value : array.values()) {
                int index = items.size();
                items.add(term(value, detail -> array.malformed(index, detail)));
            }
        }
        return items.size() == 1 ? items.get(0) : Cbor.array(items);
    }

    private static Bytes term(JsonValue value, TemplateMembers.Place place) throws MalformedMessageException {
        if (value instanceof JsonString text) {
            return Cbor.text(text.value());
        }
        if (value instanceof JsonNumber number) {
            return Cbor.integer(number.asLong().orElseThrow(() -> place.malformed("is not an integer of 64 bits")));
        }
        throw place.malformed("is a " + value.type() + ", neither a number nor a string");
    }

    private static Bytes item(JsonObject json, TemplateCoswidShapes.Member member) throws MalformedMessageException {
        String name = member.name();
        TemplateMembers.Place place = detail -> json.malformed(name, detail);
        return switch (member.kind()) {
            case TEXT -> Cbor.text(json.string(name));
            case BOOL -> Cbor.bool(json.bool(name));
            case INTEGER -> Cbor.integer(json.integer(name));
            case TIME -> Cbor.tagged(1, Cbor.integer(json.integer(name)));
            case TERM -> term(json.value(name), place);
            case HEX -> Cbor.bytes(TemplateMembers.hex(json, name));
            case HASH -> TemplateDigests.read(json.value(name), place).encoded();
            case MAP -> map(json.object(name), member.shape());
            case TAG_ID -> CorimWriter.writeId(TemplateReading.tagId(json, name));
            case URI -> uri(json, name);
        };
    }

    private static Bytes uri(JsonObject json, String name) throws MalformedMessageException {
        if (json.value(name) instanceof JsonObject plain) {
            TemplateMembers.expectOnly(plain, "untagged");
            return Cbor.text(plain.string("untagged"));
        }
        return CorimWriter.writeUri(json.string(name));
    }

    static JsonObject print(Coswid coswid) throws MalformedMessageException {
        return print(CborItem.decode(coswid.encode(), CborProfile.DETERMINISTIC), TemplateCoswidShapes.TAG);
    }

    private static JsonObject print(CborItem item, String shape) throws MalformedMessageException {
        CborMap map = item.map(shape);
        JsonObject.Builder json = JsonObject.builder();
        for (TemplateCoswidShapes.Member member : TemplateCoswidShapes.of(shape)) {
            Optional<CborItem> value = map.optional(member.key());
            if (value.isPresent()) {
                json.put(member.name(), member.many() ? printMany(value.get(), member) : print(value.get(), member));
            }
        }
        List<JsonObject> extensions = new ArrayList<>();
        for (Map.Entry<CborKey, CborItem> other : map.others().entrySet()) {
            extensions.add(JsonObject.builder()
                    .put("key", TemplateValues.print(other.getKey()))
                    .put("item", other.getValue().encoded().toHex())
                    .build());
        }
        return extensions.isEmpty()
                ? json.build()
                : json.put("extensions", JsonArray.of(extensions)).build();
    }

    private static JsonArray printMany(CborItem value, TemplateCoswidShapes.Member member)
            throws MalformedMessageException {
        List<JsonValue> printed = new ArrayList<>();
        if (value.kind() == CborItem.Kind.ARRAY) {
            for (CborItem element : value.elements(member.name())) {
                printed.add(print(element, member));
            }
        } else {
            printed.add(print(value, member));
        }
        return JsonArray.of(printed);
    }

    private static JsonValue print(CborItem item, TemplateCoswidShapes.Member member) throws MalformedMessageException {
        String name = member.name();
        return switch (member.kind()) {
            case TEXT -> new JsonString(item.text(name));
            case BOOL -> JsonBoolean.of(item.bool(name));
            case INTEGER -> JsonNumber.of(item.integer(name));
            case TIME -> JsonNumber.of(item.tagContent(name).integer(name));
            case TERM -> TemplateValues.print(item.key());
            case HEX -> new JsonString(item.bytes(name).toHex());
            case HASH -> TemplateDigests.print(NamedDigest.read(item, name));
            case MAP -> print(item, member.shape());
            case TAG_ID -> TemplatePrinting.tagId(CorimItems.readTagId(item, name));
            case URI ->
                item.kind() == CborItem.Kind.TAG
                        ? new JsonString(item.tagContent(name).text(name))
                        : JsonObject.builder().put("untagged", item.text(name)).build();
        };
    }

    /** Whether directories are nested deeper than a template allows. */
    static boolean isTooDeep(Coswid coswid) {
        ResourceCollection resources = coswid.content()
                .payload()
                .map(payload -> payload.resources())
                .or(() -> coswid.content().evidence().map(evidence -> evidence.resources()))
                .orElse(ResourceCollection.of(PathElements.NONE));
        return depth(resources.paths()) > DEEPEST;
    }

    private static int depth(PathElements paths) {
        int deepest = 0;
        for (DirectoryEntry directory : paths.directories()) {
            deepest = Math.max(
                    deepest, 1 + directory.elements().map(TemplateCoswid::depth).orElse(0));
        }
        return deepest;
    }
}
