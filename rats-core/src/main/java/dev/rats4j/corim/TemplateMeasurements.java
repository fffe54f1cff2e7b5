package dev.rats4j.corim;

import dev.rats4j.json.JsonNumber;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Reads the measurements of a template. */
final class TemplateMeasurements {

    private static final long OLD_MASK = 5;
    private static final String ALLOWED = Stream.concat(
                    LongStream.range(0, 16)
                            .mapToObj(CodePoint::typed)
                            .flatMap(Optional::stream)
                            .map(CodePoint::name)
                            .sorted(),
                    Stream.of("a number"))
            .collect(Collectors.joining(", "));
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
        return new Measurement(readKey(json), values.build(), TemplateTriples.optionalKeys(json, "authorized-by"));
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
                values.put(CodePoint.CRYPTO_KEYS, new CodePoint.CryptoKeys(TemplateTriples.keys(json, name)));
            case "int-range" -> values.put(CodePoint.INT_RANGE, intRange(json));
            case "version" -> values.put(CodePoint.VERSION, TemplateValues.version(json));
            case "flags" -> values.put(CodePoint.FLAGS, TemplateValues.flags(json));
            case "mac-addr" -> values.put(CodePoint.MAC_ADDR, TemplateValues.macAddress(json));
            case "ip-addr" -> values.put(CodePoint.IP_ADDR, TemplateValues.ipAddress(json));
            case "serial-number" -> values.put(CodePoint.SERIAL_NUMBER, json.string(name));
            case "ueid" -> values.put(CodePoint.UEID, TemplateValues.ueid(json));
            case "uuid" -> values.put(CodePoint.UUID, new CodePoint.Uuid(TemplateType.uuid(json, name)));
            case "integrity-registers" -> values.put(CodePoint.INTEGRITY_REGISTERS, TemplateValues.registers(json));
            default -> values.put(CodePoint.encoded(number(json, name)), TemplateType.cbor(json, name));
        }
    }

    private static long number(JsonObject json, String name) throws MalformedMessageException {
        if (!NUMBER.matcher(name).matches() || new BigInteger(name).bitLength() > 63) {
            throw json.malformed(name, "is none of " + ALLOWED);
        }
        long number = Long.parseLong(name);
        if (number == OLD_MASK) {
            throw json.malformed(name, "is written as raw-value");
        }
        Optional<CodePoint<?>> typed = CodePoint.typed(number);
        if (typed.isPresent()) {
            throw json.malformed(name, "is written as " + typed.get().name());
        }
        return number;
    }

    private static CodePoint.Svn svn(JsonObject json) throws MalformedMessageException {
        if (json.value("svn") instanceof JsonObject condition) {
            TemplateMembers.expectOnly(condition, "minimum", "untagged");
            if (condition.has("untagged")) {
                TemplateMembers.expectOnly(condition, "untagged");
                return new CodePoint.Svn(TemplateMembers.unsigned64(condition, "untagged"), false, true);
            }
            return new CodePoint.Svn(TemplateMembers.unsigned64(condition, "minimum"), true);
        }
        if (!(json.value("svn") instanceof JsonNumber)) {
            throw json.malformed("svn", "is neither a number nor {\"minimum\"} nor {\"untagged\"}");
        }
        return new CodePoint.Svn(TemplateMembers.unsigned64(json, "svn"), false);
    }

    private static CodePoint.Digests digests(JsonObject json) throws MalformedMessageException {
        return TemplateValues.digests(json);
    }

    private static CodePoint.RawValue rawValue(JsonObject json) throws MalformedMessageException {
        if (json.value("raw-value") instanceof JsonObject masked) {
            TemplateMembers.expectOnly(masked, "value", "mask", "separate-mask");
            Bytes value = TemplateMembers.hex(masked, "value");
            Bytes mask = TemplateMembers.hex(masked, "mask");
            if (mask.length() != value.length()) {
                throw masked.malformed("mask", mask.length() + " bytes, as many as the value: " + value.length());
            }
            boolean separate = masked.optionalBool("separate-mask").orElse(false);
            return new CodePoint.RawValue(value, Optional.of(mask), separate);
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
