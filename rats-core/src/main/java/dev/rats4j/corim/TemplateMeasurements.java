package dev.rats4j.corim;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonNumber;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the measurements of a template. */
final class TemplateMeasurements {

    private static final Map<Long, String> NAMED = Map.of(
            CodePoint.SVN.number(),
            "svn",
            CodePoint.DIGESTS.number(),
            "digests",
            CodePoint.RAW_VALUE.number(),
            "raw-value",
            5L,
            "raw-value",
            CodePoint.NAME.number(),
            "name",
            CodePoint.CRYPTO_KEYS.number(),
            "cryptokeys",
            CodePoint.INT_RANGE.number(),
            "int-range");

    private static final String ALLOWED =
            NAMED.values().stream().distinct().sorted().collect(Collectors.joining(", ")) + " or a number";
    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,18}");

    private TemplateMeasurements() {}

    static Measurement read(JsonObject json) throws MalformedMessageException {
        TemplateMembers.expectOnly(json, "key", "value", "authorized-by");
        JsonObject value = json.object("value");
        if (value.members().isEmpty()) {
            throw json.malformed("value", "is empty, at least one of " + ALLOWED);
        }
        MeasurementValues.Builder values = MeasurementValues.builder();
        for (String name : value.members().keySet()) {
            readValue(value, name, values);
        }
        return new Measurement(readKey(json), values.build(), TemplateReading.optionalKeys(json, "authorized-by"));
    }

    /** The member {@code key}. */
    static Optional<MeasuredElement> readKey(JsonObject parent) throws MalformedMessageException {
        if (!parent.has("key")) {
            return Optional.empty();
        }
        JsonValue key = parent.value("key");
        if (key instanceof JsonNumber) {
            return Optional.of(MeasuredElement.of(TemplateMembers.unsigned(parent, "key")));
        }
        if (key instanceof JsonString text) {
            return Optional.of(MeasuredElement.of(text.value()));
        }
        if (key instanceof JsonObject object) {
            return Optional.of(new MeasuredElement.Id(TemplateType.readId(object, TemplateType.ELEMENTS)));
        }
        throw parent.malformed("key", "is a " + key.type() + ", not a number, a string or {\"type\", \"value\"}");
    }

    private static void readValue(JsonObject json, String name, MeasurementValues.Builder values)
            throws MalformedMessageException {
        switch (name) {
            case "svn" -> values.put(CodePoint.SVN, svn(json));
            case "digests" -> values.put(CodePoint.DIGESTS, digests(json));
            case "raw-value" -> values.put(CodePoint.RAW_VALUE, rawValue(json));
            case "name" -> values.put(CodePoint.NAME, json.string(name));
            case "cryptokeys" ->
                values.put(CodePoint.CRYPTO_KEYS, new CodePoint.CryptoKeys(TemplateReading.keys(json, name)));
            case "int-range" -> values.put(CodePoint.INT_RANGE, intRange(json));
            default -> put(values, number(json, name), json, name);
        }
    }

    /** The reader of CBOR decides what a value is; its complaint gets the path of the template. */
    private static void put(MeasurementValues.Builder values, long number, JsonObject json, String name)
            throws MalformedMessageException {
        CborItem item = CborItem.decode(TemplateType.cbor(json, name), CborProfile.WELL_FORMED);
        try {
            values.put(ValueReader.one(number, item));
        } catch (MalformedMessageException e) {
            throw json.malformed(name, "is no value of this code point: " + e.getMessage());
        }
    }

    static boolean isNamed(long number) {
        return NAMED.containsKey(number);
    }

    private static long number(JsonObject json, String name) throws MalformedMessageException {
        if (!NUMBER.matcher(name).matches() || new BigInteger(name).bitLength() > 63) {
            throw json.malformed(name, "is none of " + ALLOWED);
        }
        long number = Long.parseLong(name);
        if (NAMED.containsKey(number)) {
            throw json.malformed(name, "is written as " + NAMED.get(number));
        }
        return number;
    }

    private static CodePoint.Svn svn(JsonObject json) throws MalformedMessageException {
        if (json.value("svn") instanceof JsonObject condition) {
            TemplateMembers.expectOnly(condition, "minimum");
            return new CodePoint.Svn(TemplateMembers.unsigned64(condition, "minimum"), true);
        }
        if (!(json.value("svn") instanceof JsonNumber)) {
            throw json.malformed("svn", "is neither a number nor {\"minimum\"}");
        }
        return new CodePoint.Svn(TemplateMembers.unsigned64(json, "svn"), false);
    }

    private static CodePoint.Digests digests(JsonObject json) throws MalformedMessageException {
        JsonArray array = TemplateMembers.array(json, "digests");
        List<NamedDigest> digests = new ArrayList<>();
        for (JsonValue value : array.values()) {
            int index = digests.size();
            digests.add(TemplateDigests.read(value, detail -> array.malformed(index, detail)));
        }
        return new CodePoint.Digests(digests);
    }

    private static CodePoint.RawValue rawValue(JsonObject json) throws MalformedMessageException {
        if (json.value("raw-value") instanceof JsonObject masked) {
            TemplateMembers.expectOnly(masked, "value", "mask");
            Bytes value = TemplateMembers.hex(masked, "value");
            Bytes mask = TemplateMembers.hex(masked, "mask");
            if (mask.length() != value.length()) {
                throw masked.malformed("mask", mask.length() + " bytes, as many as the value: " + value.length());
            }
            return new CodePoint.RawValue(value, Optional.of(mask));
        }
        if (!(json.value("raw-value") instanceof JsonString)) {
            throw json.malformed("raw-value", "is neither a string nor {\"value\", \"mask\"}");
        }
        return new CodePoint.RawValue(TemplateMembers.hex(json, "raw-value"), Optional.empty());
    }

    private static CodePoint.IntRange intRange(JsonObject json) throws MalformedMessageException {
        if (json.value("int-range") instanceof JsonObject range) {
            TemplateMembers.expectOnly(range, "minimum", "maximum");
            Optional<BigInteger> minimum = TemplateMembers.bigInteger(range, "minimum");
            Optional<BigInteger> maximum = TemplateMembers.bigInteger(range, "maximum");
            if (minimum.isPresent() && maximum.isPresent() && minimum.get().compareTo(maximum.get()) > 0) {
                throw range.malformed("maximum", "is below the minimum");
            }
            return new CodePoint.IntRange(minimum, maximum);
        }
        if (!(json.value("int-range") instanceof JsonNumber number)) {
            throw json.malformed("int-range", "is neither a number nor {\"minimum\", \"maximum\"}");
        }
        Optional<BigInteger> exact =
                Optional.of(TemplateMembers.bigInteger(number, detail -> json.malformed("int-range", detail)));
        return new CodePoint.IntRange(exact, exact);
    }
}
