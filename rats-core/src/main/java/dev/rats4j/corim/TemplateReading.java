package dev.rats4j.corim;

import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.MalformedMessageException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads a template down to the environments and keys of its triples. */
final class TemplateReading {

    /** Names of roles, at the place of their number. An empty name is no role. */
    static final List<String> CORIM_ROLES = List.of("", "manifest-creator", "manifest-signer");

    static final List<String> COMID_ROLES = List.of("tag-creator", "creator", "maintainer");

    private static final Pattern TIME = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3])(:[0-5][0-9]){2}" + "(Z|[+-][0-9]{2}:[0-9]{2})");

    private TemplateReading() {}

    static Corim corim(JsonObject json) throws MalformedMessageException {
        TemplateMembers.expectOnly(json, "corim-id", "profile", "validity", "entities", "tags");
        TagId id = tagId(json, "corim-id");
        Optional<String> profile = json.optionalString("profile");
        Optional<Validity> validity = json.has("validity") ? Optional.of(validity(json)) : Optional.empty();
        List<CorimEntity> entities = entities(json, CORIM_ROLES);
        List<ConciseTag> tags = new ArrayList<>();
        for (JsonObject tag : TemplateMembers.objects(json, "tags")) {
            tags.add(comid(tag));
        }
        return new Corim(id, tags, List.of(), profile, validity, entities, Map.of());
    }

    private static TagId tagId(JsonObject parent, String name) throws MalformedMessageException {
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
                TemplateMembers.expectOnly(entity, "name", "regid", "roles");
                entities.add(new CorimEntity(
                        entity.string("name"), entity.optionalString("regid"), roleNumbers(entity, roles)));
            }
        }
        return entities;
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
        TemplateMembers.expectOnly(json, "tag-identity", "entities", "triples");
        JsonObject identity = json.object("tag-identity");
        TemplateMembers.expectOnly(identity, "id", "version");
        TagId id = tagId(identity, "id");
        long version = identity.has("version") ? TemplateMembers.unsigned(identity, "version") : 0;
        TagIdentity tagIdentity = version == 0 ? TagIdentity.of(id) : TagIdentity.of(id, version);
        JsonObject triples = TemplateMembers.section(
                json, "triples", "reference-values", "endorsed-values", "attester-verification-keys");
        Triples all = Triples.builder()
                .reference(valueTriples(triples, "reference-values"))
                .endorsed(valueTriples(triples, "endorsed-values"))
                .attestKey(keyTriples(triples, "attester-verification-keys"))
                .build();
        return new Comid(Optional.empty(), tagIdentity, entities(json, COMID_ROLES), List.of(), all, Map.of());
    }

    private static List<ValueTriple> valueTriples(JsonObject triples, String name) throws MalformedMessageException {
        List<ValueTriple> read = new ArrayList<>();
        if (triples.has(name)) {
            for (JsonObject triple : TemplateMembers.objects(triples, name)) {
                TemplateMembers.expectOnly(triple, "environment", "measurements");
                Environment environment = environment(triple);
                List<Measurement> measurements = new ArrayList<>();
                for (JsonObject measurement : TemplateMembers.objects(triple, "measurements")) {
                    measurements.add(TemplateMeasurements.read(measurement));
                }
                read.add(new ValueTriple(environment, measurements));
            }
        }
        return read;
    }

    private static List<KeyTriple> keyTriples(JsonObject triples, String name) throws MalformedMessageException {
        List<KeyTriple> read = new ArrayList<>();
        if (triples.has(name)) {
            for (JsonObject triple : TemplateMembers.objects(triples, name)) {
                read.add(keyTriple(triple));
            }
        }
        return read;
    }

    private static KeyTriple keyTriple(JsonObject triple) throws MalformedMessageException {
        TemplateMembers.expectOnly(triple, "environment", "keys", "conditions");
        Environment environment = environment(triple);
        List<CryptoKey> keys = keys(triple, "keys");
        Optional<MeasuredElement> key = Optional.empty();
        List<CryptoKey> authorizedBy = List.of();
        if (triple.has("conditions")) {
            JsonObject conditions = TemplateMembers.section(triple, "conditions", "key", "authorized-by");
            key = TemplateMeasurements.readKey(conditions);
            authorizedBy = optionalKeys(conditions, "authorized-by");
        }
        return new KeyTriple(environment, keys, key, authorizedBy);
    }

    static List<CryptoKey> optionalKeys(JsonObject parent, String name) throws MalformedMessageException {
        return parent.has(name) ? keys(parent, name) : List.of();
    }

    static List<CryptoKey> keys(JsonObject parent, String name) throws MalformedMessageException {
        List<CryptoKey> keys = new ArrayList<>();
        for (JsonObject key : TemplateMembers.objects(parent, name)) {
            keys.add(TemplateType.readKey(key));
        }
        return keys;
    }

    private static Environment environment(JsonObject parent) throws MalformedMessageException {
        JsonObject json = TemplateMembers.section(parent, "environment", "class", "instance", "group");
        return new Environment(
                json.has("class") ? Optional.of(environmentClass(json)) : Optional.empty(),
                json.has("instance")
                        ? Optional.of(TemplateType.readInstance(json.object("instance")))
                        : Optional.empty(),
                json.has("group")
                        ? Optional.of(TemplateType.readId(json.object("group"), TemplateType.GROUP_IDS))
                        : Optional.empty());
    }

    private static EnvironmentClass environmentClass(JsonObject parent) throws MalformedMessageException {
        JsonObject json = TemplateMembers.section(parent, "class", "id", "vendor", "model", "layer", "index");
        return new EnvironmentClass(
                json.has("id")
                        ? Optional.of(TemplateType.readId(json.object("id"), TemplateType.CLASS_IDS))
                        : Optional.empty(),
                json.optionalString("vendor"),
                json.optionalString("model"),
                optionalUnsigned(json, "layer"),
                optionalUnsigned(json, "index"));
    }

    private static OptionalLong optionalUnsigned(JsonObject json, String name) throws MalformedMessageException {
        return json.has(name) ? OptionalLong.of(TemplateMembers.unsigned(json, name)) : OptionalLong.empty();
    }
}
