package dev.rats4j.corim;

import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a template down to its tags. */
final class TemplateReading {

    /** Names of roles, at the place of their number. An empty name is no role. */
    static final List<String> CORIM_ROLES = List.of("", "manifest-creator", "manifest-signer");

    static final List<String> COMID_ROLES = List.of("tag-creator", "creator", "maintainer");

    private static final Pattern TIME = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3])(:[0-5][0-9]){2}" + "(Z|[+-][0-9]{2}:[0-9]{2})");

    private TemplateReading() {}

    static Corim corim(JsonObject json) throws MalformedMessageException {
        TemplateMembers.expectOnly(
                json, "corim-id", "profile", "validity", "entities", "tags", "dependent-rims", "extensions");
        TagId id = tagId(json, "corim-id");
        Optional<String> profile = json.optionalString("profile");
        Optional<Validity> validity = json.has("validity") ? Optional.of(validity(json)) : Optional.empty();
        List<CorimEntity> entities = entities(json, CORIM_ROLES);
        List<ConciseTag> tags = new ArrayList<>();
        for (JsonObject tag : TemplateMembers.objects(json, "tags")) {
            tags.add(tag(tag));
        }
        Map<Long, Bytes> extensions = TemplateMembers.extensions(json);
        List<CorimLocator> rims = TemplateMembers.optionalList(json, "dependent-rims", TemplateReading::locator);
        return TemplateMembers.made(
                () -> new Corim(id, tags, rims, profile, validity, entities, extensions),
                detail -> json.malformed("extensions", detail));
    }

    private static ConciseTag tag(JsonObject json) throws MalformedMessageException {
        if (json.has("coswid")) {
            TemplateMembers.expectOnly(json, "coswid");
            return new CoswidTag(TemplateCoswid.read(json));
        }
        if (json.has("tag-list")) {
            TemplateMembers.expectOnly(json, "tag-list");
            return tagList(json.object("tag-list"));
        }
        if (json.has("tag")) {
            TemplateMembers.expectOnly(json, "tag", "content");
            long tag = TemplateMembers.unsigned(json, "tag");
            Bytes content = TemplateMembers.item(json, "content");
            return TemplateMembers.made(() -> new EncodedTag(tag, content), detail -> json.malformed("tag", detail));
        }
        return comid(json);
    }

    private static ConciseTagList tagList(JsonObject json) throws MalformedMessageException {
        TemplateMembers.expectOnly(json, "tag-identity", "tags", "validity");
        TagIdentity identity = identity(json.object("tag-identity"));
        List<TagIdentity> tags = new ArrayList<>();
        for (JsonObject tag : TemplateMembers.objects(json, "tags")) {
            tags.add(identity(tag));
        }
        return new ConciseTagList(identity, tags, validity(json));
    }

    private static TagIdentity identity(JsonObject json) throws MalformedMessageException {
        TemplateMembers.expectOnly(json, "id", "version");
        return new TagIdentity(tagId(json, "id"), TemplateTriples.optionalUnsigned(json, "version"));
    }

    private static CorimLocator locator(JsonValue value, TemplateMembers.Place place) throws MalformedMessageException {
        if (!(value instanceof JsonObject json)) {
            throw place.malformed("is a " + value.type() + ", an object belongs here");
        }
        TemplateMembers.expectOnly(json, "href", "thumbprint");
        return new CorimLocator(
                TemplateMembers.array(json, "href").strings(),
                TemplateMembers.optionalList(json, "thumbprint", TemplateDigests::read));
    }

    static TagId tagId(JsonObject parent, String name) throws MalformedMessageException {
        JsonValue value = parent.value(name);
        if (value instanceof JsonString text) {
            return TagId.of(text.value());
        }
        return new TagId.Uuid(TemplateType.readId(typed(parent, name, "a string"), TemplateType.TAG_IDS)
                .value());
    }

    private static JsonObject typed(JsonObject parent, String name, String otherwise) throws MalformedMessageException {
        if (parent.value(name) instanceof JsonObject object) {
            return object;
        }
        throw parent.malformed(
                name, "is a " + parent.value(name).type() + ", not " + otherwise + " or {\"type\", \"value\"}");
    }

    private static Validity validity(JsonObject parent) throws MalformedMessageException {
        JsonObject json = parent.object("validity");
        TemplateMembers.expectOnly(json, "not-before", "not-after");
        Optional<Instant> notBefore = json.has("not-before") ? Optional.of(time(json, "not-before")) : Optional.empty();
        Instant notAfter = time(json, "not-after");
        if (notBefore.filter(notAfter::isBefore).isPresent()) {
            throw json.malformed("not-after", "is before not-before");
        }
        return new Validity(notBefore, notAfter);
    }

    private static Instant time(JsonObject json, String name) throws MalformedMessageException {
        String text = json.string(name);
        try {
            if (TIME.matcher(text).matches()) { // Instant.parse alone takes 24:00:00 and leap seconds
                Instant time = Instant.parse(text);
                if (Validity.isTime(time.getEpochSecond())) {
                    return time;
                }
            }
        } catch (DateTimeException e) {
            // refused below with the same words
        }
        throw json.malformed(name, "is not a time like 2030-12-31T23:59:59Z, whole seconds, from 1970 to 9999");
    }

    private static List<CorimEntity> entities(JsonObject parent, List<String> roles) throws MalformedMessageException {
        List<CorimEntity> entities = new ArrayList<>();
        if (parent.has("entities")) {
            for (JsonObject entity : TemplateMembers.objects(parent, "entities")) {
                entities.add(entity(entity, roles));
            }
        }
        return entities;
    }

    private static CorimEntity entity(JsonObject json, List<String> roles) throws MalformedMessageException {
        TemplateMembers.expectOnly(json, "name", "regid", "roles", "extensions");
        String name = json.string("name");
        Optional<String> regid = json.optionalString("regid");
        List<Long> numbers = roleNumbers(json, roles);
        Map<Long, Bytes> extensions = TemplateMembers.extensions(json);
        return TemplateMembers.made(
                () -> new CorimEntity(name, regid, numbers, extensions),
                detail -> json.malformed("extensions", detail));
    }

    private static List<Long> roleNumbers(JsonObject entity, List<String> roles) throws MalformedMessageException {
        JsonArray array = TemplateMembers.array(entity, "roles");
        List<Long> numbers = new ArrayList<>();
        for (String role : array.strings()) {
            int number = role.isEmpty() ? -1 : roles.indexOf(role);
            if (number < 0) {
                List<String> named =
                        roles.stream().filter(name -> !name.isEmpty()).toList();
                throw array.malformed(numbers.size(), "is none of " + String.join(", ", named));
            }
            numbers.add((long) number);
        }
        return numbers;
    }

    private static Comid comid(JsonObject json) throws MalformedMessageException {
        TemplateMembers.expectOnly(
                json, "language", "tag-identity", "entities", "linked-tags", "triples", "extensions");
        Optional<String> language = json.optionalString("language");
        TagIdentity identity = identity(json.object("tag-identity"));
        List<CorimEntity> entities = entities(json, COMID_ROLES);
        List<LinkedTag> links = new ArrayList<>();
        if (json.has("linked-tags")) {
            for (JsonObject link : TemplateMembers.objects(json, "linked-tags")) {
                links.add(linkedTag(link));
            }
        }
        Triples triples = TemplateTriples.read(json);
        Map<Long, Bytes> extensions = TemplateMembers.extensions(json);
        return TemplateMembers.made(
                () -> new Comid(language, identity, entities, links, triples, extensions),
                detail -> json.malformed("extensions", detail));
    }

    private static LinkedTag linkedTag(JsonObject json) throws MalformedMessageException {
        TemplateMembers.expectOnly(json, "id", "relation");
        TagId id = tagId(json, "id");
        String name = json.string("relation");
        for (LinkedTag.Relation relation : LinkedTag.Relation.values()) {
            if (label(relation).equals(name)) {
                return new LinkedTag(id, relation);
            }
        }
        throw json.malformed("relation", "is none of supplements, replaces");
    }

    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
