package dev.rats4j.tee;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonNumber;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/**
 * Claims in the private JSON of another implementation: names instead of numbers, byte strings in base64. It is no format of any
 * document, so it is turned into claims in CBOR by names, and the reader of those judges. Text that is no base64 where bytes belong stays
 * text, which the reader refuses for its type. Names that the table does not have are left out.
 */
public final class ClaimsFile {

    private static final Set<String> TEXTS = Set.of(
            "eat-profile",
            "psa-profile",
            "psa-verification-service-indicator",
            "psa-certification-reference",
            "cca-platform-profile",
            "cca-platform-service-indicator",
            "cca-platform-hash-algo-id",
            "cca-realm-profile",
            "cca-realm-hash-algo-id",
            "cca-realm-public-key-hash-algo-id",
            "measurement-type",
            "version",
            "measurement-description");
    private static final Map<String, Long> COMPONENT = Map.of(
            "measurement-type", 1L,
            "measurement-value", 2L,
            "version", 4L,
            "signer-id", 5L,
            "measurement-description", 6L);

    private ClaimsFile() {}

    /** The claims of a file whose names a table gives numbers. */
    public static Bytes toCbor(Bytes file, Map<String, Long> numbers) throws MalformedMessageException {
        return map(Json.parseObject(file, JsonLimits.STANDARD), numbers);
    }

    private static Bytes map(JsonObject object, Map<String, Long> numbers) {
        Cbor.MapBuilder map = Cbor.map();
        object.members().forEach((name, value) -> {
            if (numbers.containsKey(name)) {
                map.put(numbers.getOrDefault(name, 0L), value(name, value));
            }
        });
        return map.encode();
    }

    private static Bytes value(String name, JsonValue value) {
        if (value instanceof JsonNumber number) {
            return Cbor.integer(number.value().longValueExact());
        }
        if (value instanceof JsonArray array) {
            return Cbor.array(
                    array.values().stream().map(element -> value(name, element)).toList());
        }
        if (value instanceof JsonObject object) {
            return map(object, COMPONENT);
        }
        String text = ((JsonString) value).value();
        return TEXTS.contains(name) ? Cbor.text(text) : bytes(text);
    }

    private static Bytes bytes(String text) {
        try {
            return Cbor.bytes(Bytes.copyOf(Base64.getDecoder().decode(text)));
        } catch (IllegalArgumentException e) {
            return Cbor.text(text);
        }
    }
}
