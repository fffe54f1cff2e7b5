package dev.rats4j.corim;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonBoolean;
import dev.rats4j.json.JsonNumber;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Values of a template and their text: versions, flags, addresses, registers. */
final class TemplateValues {

    private static final Pattern MAC = Pattern.compile("[0-9a-fA-F]{2}((:[0-9a-fA-F]{2}){5}|(:[0-9a-fA-F]{2}){7})");
    private static final String OCTET = "(0|1[0-9]{0,2}|2([0-4][0-9]?|5[0-5]?|[6-9])?|[3-9][0-9]?)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F]{4}(:[0-9a-fA-F]{4}){7}");

    private TemplateValues() {}

    static CodePoint.Version version(JsonObject parent) throws MalformedMessageException {
        JsonObject json = parent.object("version");
        TemplateMembers.expectOnly(json, "version", "scheme");
        String version = json.string("version");
        return new CodePoint.Version(version, json.has("scheme") ? Optional.of(key(json, "scheme")) : Optional.empty());
    }

    /** An integer or a text. */
    static CborKey key(JsonObject json, String name) throws MalformedMessageException {
        JsonValue value = json.value(name);
        if (value instanceof JsonString text) {
            return CborKey.of(text.value());
        }
        if (value instanceof JsonNumber) {
            return CborKey.of(json.integer(name));
        }
        throw json.malformed(name, "is a " + value.type() + ", neither a number nor a string");
    }

    static JsonValue print(CborKey key) {
        return key instanceof CborKey.Int number
                ? JsonNumber.of(number.value())
                : new JsonString(((CborKey.Text) key).value());
    }

    static CodePoint.Flags flags(JsonObject parent) throws MalformedMessageException {
        JsonObject json = parent.object("flags");
        Map<Flag, Boolean> values = new EnumMap<>(Flag.class);
        for (Flag flag : Flag.values()) {
            Optional<Boolean> value = json.optionalBool(TemplateReading.label(flag));
            value.ifPresent(set -> values.put(flag, set));
        }
        String[] names = Stream.concat(Stream.of(Flag.values()).map(TemplateReading::label), Stream.of("extensions"))
                .toArray(String[]::new);
        TemplateMembers.expectOnly(json, names);
        if (json.members().isEmpty()) {
            throw parent.malformed("flags", "is empty, at least one of " + String.join(", ", names));
        }
        Map<Long, Bytes> extensions = TemplateMembers.extensions(json);
        return TemplateMembers.made(
                () -> new CodePoint.Flags(values, extensions), detail -> json.malformed("extensions", detail));
    }

    static JsonObject print(CodePoint.Flags flags) {
        JsonObject.Builder json = JsonObject.builder();
        for (Flag flag : Flag.values()) {
            if (flags.values().containsKey(flag)) {
                json.put(
                        TemplateReading.label(flag),
                        JsonBoolean.of(Boolean.TRUE.equals(flags.values().get(flag))));
            }
        }
        return putExtensions(json, flags.extensions()).build();
    }

    /** The member {@code extensions}, if there are any. */
    static JsonObject.Builder putExtensions(JsonObject.Builder json, Map<Long, Bytes> extensions) {
        if (!extensions.isEmpty()) {
            JsonObject.Builder items = JsonObject.builder();
            new TreeMap<>(extensions).forEach((number, item) -> items.put(Long.toString(number), item.toHex()));
            json.put("extensions", items.build());
        }
        return json;
    }

    static CodePoint.MacAddress macAddress(JsonObject json) throws MalformedMessageException {
        String text = json.string("mac-addr");
        if (!MAC.matcher(text).matches()) {
            throw json.malformed("mac-addr", "is not 6 or 8 pairs of hexadecimal digits with colons");
        }
        return new CodePoint.MacAddress(Bytes.fromHex(text.replace(":", "")));
    }

    static String print(CodePoint.MacAddress address) {
        return grouped(address.value(), 2);
    }

    private static String grouped(Bytes value, int digits) {
        String hex = value.toHex();
        return IntStream.range(0, hex.length() / digits)
                .mapToObj(i -> hex.substring(i * digits, (i + 1) * digits))
                .collect(Collectors.joining(":"));
    }

    static CodePoint.IpAddress ipAddress(JsonObject json) throws MalformedMessageException {
        String text = json.string("ip-addr");
        if (IPV6.matcher(text).matches()) {
            return new CodePoint.IpAddress(Bytes.fromHex(text.replace(":", "")));
        }
        if (!IPV4.matcher(text).matches()) {
            throw json.malformed(
                    "ip-addr", "is neither four numbers with dots nor eight groups of four hexadecimal digits");
        }
        return new CodePoint.IpAddress(Bytes.of(
                Stream.of(text.split("\\.", -1)).mapToInt(Integer::parseInt).toArray()));
    }

    static String print(CodePoint.IpAddress address) {
        Bytes value = address.value();
        return value.length() == 16
                ? grouped(value, 4)
                : IntStream.range(0, value.length())
                        .mapToObj(i -> Integer.toString(value.at(i)))
                        .collect(Collectors.joining("."));
    }

    static CodePoint.Ueid ueid(JsonObject json) throws MalformedMessageException {
        Bytes value = TemplateMembers.hex(json, "ueid");
        return TemplateMembers.made(() -> new CodePoint.Ueid(value), detail -> json.malformed("ueid", detail));
    }

    static CodePoint.Digests digests(JsonObject json) throws MalformedMessageException {
        return new CodePoint.Digests(TemplateMembers.list(json, "digests", TemplateDigests::read));
    }

    static CodePoint.IntegrityRegisters registers(JsonObject parent) throws MalformedMessageException {
        Map<CborKey, CodePoint.Digests> registers = new LinkedHashMap<>();
        for (JsonObject json : TemplateMembers.objects(parent, "integrity-registers")) {
            TemplateMembers.expectOnly(json, "id", "digests");
            CborKey id = key(json, "id");
            if (id instanceof CborKey.Int number && number.value() < 0) {
                throw json.malformed("id", "is negative, 0 or more");
            }
            if (registers.put(id, digests(json)) != null) {
                throw json.malformed("id", "is there twice");
            }
        }
        return new CodePoint.IntegrityRegisters(registers);
    }

    /** Registers in the order of their encoding. */
    static List<Map.Entry<CborKey, CodePoint.Digests>> sorted(CodePoint.IntegrityRegisters registers) {
        List<Map.Entry<CborKey, CodePoint.Digests>> entries =
                new ArrayList<>(registers.registers().entrySet());
        entries.sort(
                (one, other) -> one.getKey().encoded().compareTo(other.getKey().encoded()));
        return entries;
    }

    /** An array of texts. */
    static JsonArray texts(List<String> texts) {
        return JsonArray.ofStrings(texts);
    }
}
