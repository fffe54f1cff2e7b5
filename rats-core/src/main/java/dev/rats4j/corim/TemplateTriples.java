package dev.rats4j.corim;

import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the triples of a template. */
final class TemplateTriples {

    private TemplateTriples() {}

    /** The member {@code triples}. */
    static Triples read(JsonObject parent) throws MalformedMessageException {
        JsonObject json = TemplateMembers.section(
                parent,
                "triples",
                "reference-values",
                "endorsed-values",
                "identity-keys",
                "attester-verification-keys",
                "dependencies",
                "memberships",
                "coswids",
                "conditional-endorsement-series",
                "conditional-endorsements",
                "extensions");
        Triples.Builder triples = Triples.builder()
                .reference(valueTriples(json, "reference-values"))
                .endorsed(valueTriples(json, "endorsed-values"))
                .identity(keyTriples(json, "identity-keys"))
                .attestKey(keyTriples(json, "attester-verification-keys"))
                .dependency(objects(json, "dependencies", triple -> domain(triple, "trustees")))
                .membership(objects(json, "memberships", triple -> domain(triple, "members")))
                .coswid(objects(json, "coswids", TemplateTriples::coswid))
                .conditionalEndorsementSeries(objects(json, "conditional-endorsement-series", TemplateTriples::series))
                .conditionalEndorsement(objects(json, "conditional-endorsements", TemplateTriples::conditional));
        for (Map.Entry<Long, Bytes> extension : TemplateMembers.extensions(json).entrySet()) {
            triples.extension(extension.getKey(), extension.getValue());
        }
        return TemplateMembers.made(triples::build, detail -> json.malformed("extensions", detail));
    }

    private interface Reader<T> {
        T read(JsonObject json) throws MalformedMessageException;
    }

    /** The objects of an array of at least one; none if there is no such member. */
    private static <T> List<T> objects(JsonObject parent, String name, Reader<T> reader)
            throws MalformedMessageException {
        List<T> read = new ArrayList<>();
        if (parent.has(name)) {
            for (JsonObject json : TemplateMembers.objects(parent, name)) {
                read.add(reader.read(json));
            }
        }
        return read;
    }

    private static <T> List<T> required(JsonObject parent, String name, Reader<T> reader)
            throws MalformedMessageException {
        TemplateMembers.array(parent, name);
        return objects(parent, name, reader);
    }

    private static DomainTriple domain(JsonObject json, String others) throws MalformedMessageException {
        TemplateMembers.expectOnly(json, "domain", others);
        Environment domain = environment(json, "domain");
        return new DomainTriple(domain, required(json, others, TemplateTriples::environment));
    }

    private static CoswidTriple coswid(JsonObject json) throws MalformedMessageException {
        TemplateMembers.expectOnly(json, "environment", "tag-ids");
        Environment environment = environment(json, "environment");
        return new CoswidTriple(environment, TemplateMembers.list(json, "tag-ids", TemplateTriples::tagId));
    }

    private static TagId tagId(JsonValue value, TemplateMembers.Place place) throws MalformedMessageException {
        if (value instanceof JsonString text) {
            return TagId.of(text.value());
        }
        if (value instanceof JsonObject object) {
            return new TagId.Uuid(
                    TemplateType.readId(object, TemplateType.TAG_IDS).value());
        }
        throw place.malformed("is a " + value.type() + ", not a string or {\"type\", \"value\"}");
    }

    private static ConditionalEndorsementSeriesTriple series(JsonObject json) throws MalformedMessageException {
        TemplateMembers.expectOnly(json, "condition", "series");
        JsonObject condition =
                TemplateMembers.section(json, "condition", "environment", "measurements", "authorized-by");
        Environment environment = environment(condition, "environment");
        List<Measurement> claims = objects(condition, "measurements", TemplateMeasurements::read);
        List<CryptoKey> authorizedBy = optionalKeys(condition, "authorized-by");
        return new ConditionalEndorsementSeriesTriple(
                environment, claims, authorizedBy, required(json, "series", TemplateTriples::step));
    }

    private static ConditionalEndorsementSeriesTriple.Step step(JsonObject json) throws MalformedMessageException {
        TemplateMembers.expectOnly(json, "condition", "addition");
        return new ConditionalEndorsementSeriesTriple.Step(
                required(json, "condition", TemplateMeasurements::read),
                required(json, "addition", TemplateMeasurements::read));
    }

    private static ConditionalEndorsementTriple conditional(JsonObject json) throws MalformedMessageException {
        TemplateMembers.expectOnly(json, "conditions", "endorsements");
        return new ConditionalEndorsementTriple(
                required(json, "conditions", TemplateTriples::stateful),
                required(json, "endorsements", TemplateTriples::valueTriple));
    }

    private static StatefulEnvironment stateful(JsonObject json) throws MalformedMessageException {
        ValueTriple triple = valueTriple(json);
        return new StatefulEnvironment(triple.environment(), triple.measurements());
    }

    private static List<ValueTriple> valueTriples(JsonObject triples, String name) throws MalformedMessageException {
        return objects(triples, name, TemplateTriples::valueTriple);
    }

    private static ValueTriple valueTriple(JsonObject json) throws MalformedMessageException {
        TemplateMembers.expectOnly(json, "environment", "measurements");
        Environment environment = environment(json, "environment");
        return new ValueTriple(environment, required(json, "measurements", TemplateMeasurements::read));
    }

    private static List<KeyTriple> keyTriples(JsonObject triples, String name) throws MalformedMessageException {
        return objects(triples, name, TemplateTriples::keyTriple);
    }

    private static KeyTriple keyTriple(JsonObject triple) throws MalformedMessageException {
        TemplateMembers.expectOnly(triple, "environment", "keys", "conditions");
        Environment environment = environment(triple, "environment");
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

    private static Environment environment(JsonObject parent, String name) throws MalformedMessageException {
        return environment(TemplateMembers.section(parent, name, "class", "instance", "group"));
    }

    private static Environment environment(JsonObject json) throws MalformedMessageException {
        TemplateMembers.expectOnly(json, "class", "instance", "group");
        if (json.members().isEmpty()) {
            throw json.malformed("class", "is missing, at least one of class, instance, group");
        }
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

    static OptionalLong optionalUnsigned(JsonObject json, String name) throws MalformedMessageException {
        return json.has(name) ? OptionalLong.of(TemplateMembers.unsigned(json, name)) : OptionalLong.empty();
    }
}
