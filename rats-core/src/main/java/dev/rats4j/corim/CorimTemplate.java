package dev.rats4j.corim;

import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;

/**
 * A CoRIM as JSON that people write. The shape is in {@code docs/schemas/corim-template.schema.json}: names in place of numbers,
 * digests as {@code sha-256:<hex>}, times in ISO 8601, typed values as {@code {"type", "value"}}; what the draft does not define
 * under its number as hexadecimal CBOR. Every part of a CoRIM has a form, except for types that only a profile knows.
 *
 * <p>What is printed compiles to the same CBOR.
 */
public final class CorimTemplate {

    private static final JsonLimits LIMITS = JsonLimits.ofBytes(1 << 24);

    private CorimTemplate() {}

    /**
     * Reads a template of at most 16 MiB.
     *
     * @throws MalformedMessageException if it is not one; the field is the JSON path, the detail says what is allowed there
     */
    public static Corim compile(Bytes json) throws MalformedMessageException {
        return TemplateReading.corim(Json.parseObject(json, LIMITS));
    }

    /**
     * Writes a template, indented, in UTF-8.
     *
     * @throws IllegalStateException if there are {@link #unprintable} parts: they would be lost
     * @throws IllegalArgumentException if the CoRIM holds values that its own decoder refuses
     */
    public static Bytes print(Corim corim) {
        List<String> unprintable = unprintable(corim);
        if (!unprintable.isEmpty()) {
            throw new IllegalStateException("would lose " + unprintable);
        }
        try {
            Corim readable = Corim.decode(corim.encode());
            return Bytes.ofUtf8(Json.pretty(TemplatePrinting.corim(readable)));
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("is no CoRIM that can be read again", e);
        }
    }

    /** Parts of a CoRIM that have no form in a template, by name. */
    public static List<String> unprintable(Corim corim) {
        return TemplateCoverage.missing(corim);
    }
}
