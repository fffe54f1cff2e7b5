package dev.rats4j.corim;

import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonNumber;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Writes a CoRIM as a template. */
final class TemplatePrinting {

    private interface Printer<T> {
        JsonValue print(T value) throws MalformedMessageException;
    }

    private TemplatePrinting() {}

    static JsonObject corim(Corim corim) throws MalformedMessageException {
        JsonObject.Builder json = JsonObject.builder().put("corim-id", tagId(corim.id()));
        corim.profile().ifPresent(profile -> json.put("profile", profile));
        corim.validity().ifPresent(validity -> json.put("validity", validity(validity)));
        putEntities(json, corim.entities(), TemplateReading.CORIM_ROLES);
        return json.put("tags", array(corim.comids(), TemplatePrinting::comid)).build();
    }

    private static <T> JsonArray array(List<T> values, Printer<T> printer) throws MalformedMessageException {
        List<JsonValue> printed = new ArrayList<>();
        for (T value : values) {
            printed.add(printer.print(value));
        }
        return JsonArray.of(printed);
    }

    private static <T> void putUnlessEmpty(JsonObject.Builder json, String name, List<T> values, Printer<T> printer)
            throws MalformedMessageException {
        if (!values.isEmpty()) {
            json.put(name, array(values, printer));
        }
    }

    private static JsonValue tagId(TagId id) {
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
            return printed.put("roles", JsonArray.ofStrings(names)).build();
        });
    }

    private static JsonObject comid(Comid comid) throws MalformedMessageException {
        JsonObject.Builder identity = JsonObject.builder().put("id", tagId(comid.id()));
        if (comid.version() != 0) {
            identity.put("version", comid.version());
        }
        JsonObject.Builder json = JsonObject.builder().put("tag-identity", identity.build());
        putEntities(json, comid.entities(), TemplateReading.COMID_ROLES);
        JsonObject.Builder triples = JsonObject.builder();
        putUnlessEmpty(triples, "reference-values", comid.referenceValues(), TemplatePrinting::valueTriple);
        putUnlessEmpty(triples, "endorsed-values", comid.endorsedValues(), TemplatePrinting::valueTriple);
        putUnlessEmpty(triples, "attester-verification-keys", comid.attestKeys(), TemplatePrinting::keyTriple);
        return json.put("triples", triples.build()).build();
    }

    private static JsonObject valueTriple(ValueTriple triple) throws MalformedMessageException {
        return JsonObject.builder()
                .put("environment", environment(triple.environment()))
                .put("measurements", array(triple.measurements(), TemplatePrinting::measurement))
                .build();
    }

    private static JsonObject keyTriple(KeyTriple triple) throws MalformedMessageException {
        JsonObject.Builder json = JsonObject.builder()
                .put("environment", environment(triple.environment()))
                .put("keys", array(triple.keys(), TemplateType::print));
        JsonObject.Builder conditions = JsonObject.builder();
        if (triple.key().isPresent()) {
            conditions.put("key", key(triple.key().get()));
        }
        putUnlessEmpty(conditions, "authorized-by", triple.authorizedBy(), TemplateType::print);
        JsonObject printed = conditions.build();
        return printed.members().isEmpty()
                ? json.build()
                : json.put("conditions", printed).build();
    }

    private static JsonObject environment(Environment environment) throws MalformedMessageException {
        JsonObject.Builder json = JsonObject.builder();
        if (environment.environmentClass().isPresent()) {
            json.put("class", environmentClass(environment.environmentClass().get()));
        }
        if (environment.instance().isPresent()) {
            json.put(
                    "instance",
                    environment.instance().get() instanceof Environment.InstanceId named
                            ? TemplateType.print(named.id())
                            : TemplateType.print(((Environment.InstanceKey)
                                            environment.instance().get())
                                    .key()));
        }
        if (environment.group().isPresent()) {
            json.put("group", TemplateType.print(environment.group().get()));
        }
        return json.build();
    }

    private static JsonObject environmentClass(EnvironmentClass value) throws MalformedMessageException {
        JsonObject.Builder json = JsonObject.builder();
        if (value.id().isPresent()) {
            json.put("id", TemplateType.print(value.id().get()));
        }
        value.vendor().ifPresent(vendor -> json.put("vendor", vendor));
        value.model().ifPresent(model -> json.put("model", model));
        value.layer().ifPresent(layer -> json.put("layer", layer));
        value.index().ifPresent(index -> json.put("index", index));
        return json.build();
    }

    private static JsonObject measurement(Measurement measurement) throws MalformedMessageException {
        JsonObject.Builder json = JsonObject.builder();
        if (measurement.key().isPresent()) {
            json.put("key", key(measurement.key().get()));
        }
        JsonObject.Builder values = JsonObject.builder();
        for (MeasurementValues.Entry entry : measurement.values().entries().values()) {
            boolean named = TemplateMeasurements.isNamed(entry.codePoint().number());
            values.put(
                    named
                            ? entry.codePoint().name()
                            : Long.toString(entry.codePoint().number()),
                    named
                            ? value(entry.value())
                            : new JsonString(
                                    MeasurementWriter.writeValue(entry.value()).toHex()));
        }
        json.put("value", values.build());
        putUnlessEmpty(json, "authorized-by", measurement.authorizedBy(), TemplateType::print);
        return json.build();
    }

    private static JsonValue key(MeasuredElement key) throws MalformedMessageException {
        if (key instanceof MeasuredElement.Numbered number) {
            return JsonNumber.of(number.value());
        }
        return key instanceof MeasuredElement.Text text
                ? new JsonString(text.value())
                : TemplateType.print(((MeasuredElement.Id) key).id());
    }

    private static JsonValue value(Object value) throws MalformedMessageException {
        if (value instanceof CodePoint.Svn svn) {
            return svn.minimum()
                    ? JsonObject.builder().put("minimum", number(svn.value())).build()
                    : number(svn.value());
        }
        if (value instanceof CodePoint.Digests digests) {
            return array(digests.entries(), TemplateDigests::print);
        }
        if (value instanceof CodePoint.RawValue raw) {
            return rawValue(raw);
        }
        if (value instanceof CodePoint.CryptoKeys keys) {
            return array(keys.entries(), TemplateType::print);
        }
        if (value instanceof CodePoint.IntRange range) {
            return intRange(range);
        }
        return new JsonString(value instanceof String text ? text : ((Bytes) value).toHex());
    }

    private static JsonValue rawValue(CodePoint.RawValue raw) {
        String hex = raw.value().toHex();
        return raw.mask().isEmpty()
                ? new JsonString(hex)
                : JsonObject.builder()
                        .put("value", hex)
                        .put("mask", raw.mask().get().toHex())
                        .build();
    }

    private static JsonValue intRange(CodePoint.IntRange range) {
        if (range.minimum().isPresent() && range.minimum().equals(range.maximum())) {
            return number(range.minimum().get());
        }
        JsonObject.Builder json = JsonObject.builder();
        range.minimum().ifPresent(end -> json.put("minimum", number(end)));
        range.maximum().ifPresent(end -> json.put("maximum", number(end)));
        return json.build();
    }

    private static JsonNumber number(BigInteger value) {
        return new JsonNumber(new BigDecimal(value));
    }
}
