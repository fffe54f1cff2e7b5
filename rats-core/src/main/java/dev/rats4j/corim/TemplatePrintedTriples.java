package dev.rats4j.corim;

import static dev.rats4j.corim.TemplatePrinting.array;
import static dev.rats4j.corim.TemplatePrinting.putUnlessEmpty;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.json.JsonNumber;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** Writes triples as parts of a template. */
final class TemplatePrintedTriples {

    private TemplatePrintedTriples() {}

    static JsonObject print(Triples triples) throws MalformedMessageException {
        JsonObject.Builder json = JsonObject.builder();
        putUnlessEmpty(json, "reference-values", triples.reference(), TemplatePrintedTriples::valueTriple);
        putUnlessEmpty(json, "endorsed-values", triples.endorsed(), TemplatePrintedTriples::valueTriple);
        putUnlessEmpty(json, "identity-keys", triples.identity(), TemplatePrintedTriples::keyTriple);
        putUnlessEmpty(json, "attester-verification-keys", triples.attestKey(), TemplatePrintedTriples::keyTriple);
        putUnlessEmpty(json, "dependencies", triples.dependency(), triple -> domain(triple, "trustees"));
        putUnlessEmpty(json, "memberships", triples.membership(), triple -> domain(triple, "members"));
        putUnlessEmpty(json, "coswids", triples.coswid(), TemplatePrintedTriples::coswid);
        putUnlessEmpty(
                json,
                "conditional-endorsement-series",
                triples.conditionalEndorsementSeries(),
                TemplatePrintedTriples::series);
        putUnlessEmpty(
                json,
                "conditional-endorsements",
                triples.conditionalEndorsement(),
                TemplatePrintedTriples::conditional);
        return TemplateValues.putExtensions(json, triples.extensions()).build();
    }

    private static JsonObject domain(DomainTriple triple, String others) throws MalformedMessageException {
        return JsonObject.builder()
                .put("domain", environment(triple.domain()))
                .put(others, array(triple.others(), TemplatePrintedTriples::environment))
                .build();
    }

    private static JsonObject coswid(CoswidTriple triple) throws MalformedMessageException {
        return JsonObject.builder()
                .put("environment", environment(triple.environment()))
                .put("tag-ids", array(triple.tagIds(), TemplatePrinting::tagId))
                .build();
    }

    private static JsonObject series(ConditionalEndorsementSeriesTriple triple) throws MalformedMessageException {
        JsonObject.Builder condition = JsonObject.builder().put("environment", environment(triple.environment()));
        putUnlessEmpty(condition, "measurements", triple.claims(), TemplatePrintedTriples::measurement);
        putUnlessEmpty(condition, "authorized-by", triple.authorizedBy(), TemplateType::print);
        return JsonObject.builder()
                .put("condition", condition.build())
                .put(
                        "series",
                        array(
                                triple.series(),
                                step -> JsonObject.builder()
                                        .put("condition", measurements(step.condition()))
                                        .put("addition", measurements(step.addition()))
                                        .build()))
                .build();
    }

    private static JsonObject conditional(ConditionalEndorsementTriple triple) throws MalformedMessageException {
        return JsonObject.builder()
                .put(
                        "conditions",
                        array(
                                triple.conditions(),
                                condition -> JsonObject.builder()
                                        .put("environment", environment(condition.environment()))
                                        .put("measurements", measurements(condition.claims()))
                                        .build()))
                .put("endorsements", array(triple.endorsements(), TemplatePrintedTriples::valueTriple))
                .build();
    }

    private static JsonValue measurements(List<Measurement> measurements) throws MalformedMessageException {
        return array(measurements, TemplatePrintedTriples::measurement);
    }

    private static JsonObject valueTriple(ValueTriple triple) throws MalformedMessageException {
        return JsonObject.builder()
                .put("environment", environment(triple.environment()))
                .put("measurements", array(triple.measurements(), TemplatePrintedTriples::measurement))
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
            values.put(entry.codePoint().name(), value(entry.value()));
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
            return svn(svn);
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
        if (value instanceof CodePoint.Version version) {
            return version(version);
        }
        if (value instanceof CodePoint.Flags flags) {
            return TemplateValues.print(flags);
        }
        return value instanceof CodePoint.IntegrityRegisters registers
                ? array(TemplateValues.sorted(registers), TemplatePrintedTriples::register)
                : new JsonString(text(value));
    }

    private static String text(Object value) {
        if (value instanceof CodePoint.MacAddress address) {
            return TemplateValues.print(address);
        }
        if (value instanceof CodePoint.IpAddress address) {
            return TemplateValues.print(address);
        }
        if (value instanceof CodePoint.Uuid uuid) {
            return new TagId.Uuid(uuid.value()).toString();
        }
        if (value instanceof CodePoint.Ueid ueid) {
            return ueid.value().toHex();
        }
        return value instanceof String text ? text : ((Bytes) value).toHex();
    }

    private static JsonValue svn(CodePoint.Svn svn) {
        if (svn.minimum() || svn.untagged()) {
            return JsonObject.builder()
                    .put(svn.minimum() ? "minimum" : "untagged", number(svn.value()))
                    .build();
        }
        return number(svn.value());
    }

    private static JsonValue version(CodePoint.Version version) {
        JsonObject.Builder json = JsonObject.builder().put("version", version.version());
        version.scheme().ifPresent(scheme -> json.put("scheme", TemplateValues.print(scheme)));
        return json.build();
    }

    private static JsonObject register(Map.Entry<CborKey, CodePoint.Digests> register)
            throws MalformedMessageException {
        return JsonObject.builder()
                .put("id", TemplateValues.print(register.getKey()))
                .put("digests", array(register.getValue().entries(), TemplateDigests::print))
                .build();
    }

    private static JsonValue rawValue(CodePoint.RawValue raw) {
        String hex = raw.value().toHex();
        if (raw.mask().isEmpty()) {
            return new JsonString(hex);
        }
        JsonObject.Builder json = JsonObject.builder()
                .put("value", hex)
                .put("mask", raw.mask().get().toHex());
        return raw.separateMask() ? json.put("separate-mask", true).build() : json.build();
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
