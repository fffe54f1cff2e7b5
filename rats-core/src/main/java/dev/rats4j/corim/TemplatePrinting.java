package dev.rats4j.corim;

import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;

/** Writes a CoRIM as a template. */
final class TemplatePrinting {

    interface Printer<T> {
        JsonValue print(T value) throws MalformedMessageException;
    }

    private TemplatePrinting() {}

    static JsonObject corim(Corim corim) throws MalformedMessageException {
        JsonObject.Builder json = JsonObject.builder().put("corim-id", tagId(corim.id()));
        corim.profile().ifPresent(profile -> json.put("profile", profile));
        corim.validity().ifPresent(validity -> json.put("validity", validity(validity)));
        putEntities(json, corim.entities(), TemplateReading.CORIM_ROLES);
        putUnlessEmpty(json, "dependent-rims", corim.dependentRims(), TemplatePrinting::locator);
        json.put("tags", array(corim.tags(), TemplatePrinting::tag));
        return TemplateValues.putExtensions(json, corim.extensions()).build();
    }

    private static JsonObject locator(CorimLocator locator) throws MalformedMessageException {
        JsonObject.Builder json = JsonObject.builder().put("href", JsonArray.ofStrings(locator.hrefs()));
        putUnlessEmpty(json, "thumbprint", locator.thumbprints(), TemplateDigests::print);
        return json.build();
    }

    private static JsonObject tag(ConciseTag tag) throws MalformedMessageException {
        if (tag instanceof CoswidTag software) {
            return JsonObject.builder()
                    .put("coswid", TemplateCoswid.print(software.coswid()))
                    .build();
        }
        if (tag instanceof ConciseTagList list) {
            return JsonObject.builder().put("tag-list", tagList(list)).build();
        }
        if (tag instanceof EncodedTag encoded) {
            return JsonObject.builder()
                    .put("tag", encoded.tag())
                    .put("content", encoded.content().toHex())
                    .build();
        }
        return comid((Comid) tag);
    }

    private static JsonObject tagList(ConciseTagList list) throws MalformedMessageException {
        return JsonObject.builder()
                .put("tag-identity", identity(list.identity()))
                .put("tags", array(list.tags(), TemplatePrinting::identity))
                .put("validity", validity(list.validity()))
                .build();
    }

    private static JsonObject identity(TagIdentity identity) {
        JsonObject.Builder json = JsonObject.builder().put("id", tagId(identity.id()));
        identity.version().ifPresent(version -> json.put("version", version));
        return json.build();
    }

    static <T> JsonArray array(List<T> values, Printer<T> printer) throws MalformedMessageException {
        List<JsonValue> printed = new ArrayList<>();
        for (T value : values) {
            printed.add(printer.print(value));
        }
        return JsonArray.of(printed);
    }

    static <T> void putUnlessEmpty(JsonObject.Builder json, String name, List<T> values, Printer<T> printer)
            throws MalformedMessageException {
        if (!values.isEmpty()) {
            json.put(name, array(values, printer));
        }
    }

    static JsonValue tagId(TagId id) {
        return id instanceof TagId.Text text
                ? new JsonString(text.value())
                : JsonObject.builder()
                        .put("type", "uuid")
                        .put("value", id.toString())
                        .build();
    }

    private static JsonObject validity(Validity validity) {
        JsonObject.Builder json = JsonObject.builder();
        validity.notBefore().ifPresent(start -> json.put("not-before", start.toString()));
        return json.put("not-after", validity.notAfter().toString()).build();
    }

    private static void putEntities(JsonObject.Builder json, List<CorimEntity> entities, List<String> roles)
            throws MalformedMessageException {
        putUnlessEmpty(json, "entities", entities, entity -> {
            JsonObject.Builder printed = JsonObject.builder().put("name", entity.name());
            entity.registrationId().ifPresent(uri -> printed.put("regid", uri));
            List<String> names = entity.roles().stream()
                    .map(role -> roles.get(role.intValue()))
                    .toList();
            printed.put("roles", JsonArray.ofStrings(names));
            return TemplateValues.putExtensions(printed, entity.extensions()).build();
        });
    }

    private static JsonObject comid(Comid comid) throws MalformedMessageException {
        JsonObject.Builder json = JsonObject.builder();
        comid.language().ifPresent(language -> json.put("language", language));
        json.put("tag-identity", identity(comid.identity()));
        putEntities(json, comid.entities(), TemplateReading.COMID_ROLES);
        putUnlessEmpty(
                json,
                "linked-tags",
                comid.linkedTags(),
                link -> JsonObject.builder()
                        .put("id", tagId(link.id()))
                        .put("relation", TemplateReading.label(link.relation()))
                        .build());
        json.put("triples", TemplatePrintedTriples.print(comid.triples()));
        return TemplateValues.putExtensions(json, comid.extensions()).build();
    }
}
