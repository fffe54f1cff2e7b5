package dev.rats4j.corim;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonNumber;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Checked members of a template. Every refusal names the path and what is allowed. */
final class TemplateMembers {

    /** Makes the exception for one place. */
    interface Place {
        MalformedMessageException malformed(String detail);
    }

    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,18}");

    private TemplateMembers() {}

    static void expectOnly(JsonObject object, String... names) throws MalformedMessageException {
        List<String> allowed = Arrays.asList(names);
        for (String name : object.members().keySet()) {
            if (!allowed.contains(name)) {
                throw object.malformed(name, "is none of " + String.join(", ", allowed));
            }
        }
    }

    /** An object that has at least one member and no others than these. */
    static JsonObject section(JsonObject parent, String name, String... names) throws MalformedMessageException {
        JsonObject object = parent.object(name);
        expectOnly(object, names);
        if (object.members().isEmpty()) {
            throw parent.malformed(name, "is empty, at least one of " + String.join(", ", names));
        }
        return object;
    }

    static JsonArray array(JsonObject parent, String name) throws MalformedMessageException {
        JsonArray array = parent.array(name);
        if (array.values().isEmpty()) {
            throw parent.malformed(name, "is empty, at least one element");
        }
        return array;
    }

    static List<JsonObject> objects(JsonObject parent, String name) throws MalformedMessageException {
        return array(parent, name).objects();
    }

    static long unsigned(JsonObject parent, String name) throws MalformedMessageException {
        long value = parent.integer(name);
        if (value < 0) {
            throw parent.malformed(name, "is negative, 0 or more");
        }
        return value;
    }

    /** From 0 to 2^64-1. */
    static BigInteger unsigned64(JsonObject parent, String name) throws MalformedMessageException {
        BigInteger value = bigInteger(parent.number(name), detail -> parent.malformed(name, detail));
        if (value.signum() < 0) {
            throw parent.malformed(name, "is negative, 0 or more");
        }
        return value;
    }

    static Optional<BigInteger> bigInteger(JsonObject parent, String name) throws MalformedMessageException {
        return parent.has(name)
                ? Optional.of(bigInteger(parent.value(name), detail -> parent.malformed(name, detail)))
                : Optional.empty();
    }

    static BigInteger bigInteger(JsonValue value, Place place) throws MalformedMessageException {
        if (!(value instanceof JsonNumber number) || number.value().scale() > 0) {
            throw place.malformed("is not an integer");
        }
        BigInteger integer = number.value().toBigIntegerExact();
        if (!CodePoint.IntRange.isInt(integer)) {
            throw place.malformed("is not an integer from -2^64 to 2^64-1");
        }
        return integer;
    }

    static Bytes hex(JsonObject parent, String name) throws MalformedMessageException {
        return hex(parent.string(name), detail -> parent.malformed(name, detail));
    }

    static Bytes hex(String text, Place place) throws MalformedMessageException {
        boolean digits = text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80);
        if (!digits || text.length() % 2 != 0) {
            throw place.malformed("is not pairs of hexadecimal digits");
        }
        return Bytes.fromHex(text);
    }

    /** Reads one value of an array. */
    interface Reader<T> {
        T read(JsonValue value, Place place) throws MalformedMessageException;
    }

    /** An array of at least one value. */
    static <T> List<T> list(JsonObject parent, String name, Reader<T> reader) throws MalformedMessageException {
        JsonArray array = array(parent, name);
        List<T> values = new ArrayList<>();
        for (JsonValue value : array.values()) {
            int index = values.size();
            values.add(reader.read(value, detail -> array.malformed(index, detail)));
        }
        return values;
    }

    /** The same, or no values if there is no such member. */
    static <T> List<T> optionalList(JsonObject parent, String name, Reader<T> reader) throws MalformedMessageException {
        return parent.has(name) ? list(parent, name, reader) : List.of();
    }

    /** The member {@code extensions}: encoded items by number, kept as they are. */
    static Map<Long, Bytes> extensions(JsonObject parent) throws MalformedMessageException {
        if (!parent.has("extensions")) {
            return Map.of();
        }
        JsonObject json = parent.object("extensions");
        if (json.members().isEmpty()) {
            throw parent.malformed("extensions", "is empty, at least one number");
        }
        Map<Long, Bytes> extensions = new TreeMap<>();
        for (String name : json.members().keySet()) {
            if (!NUMBER.matcher(name).matches() || new BigInteger(name).bitLength() > 63) {
                throw json.malformed(name, "is not the number of an extension");
            }
            extensions.put(Long.parseLong(name), item(json, name));
        }
        return extensions;
    }

    /** One encoded item in hexadecimal digits, as it is. */
    static Bytes item(JsonObject parent, String name) throws MalformedMessageException {
        Bytes encoded = hex(parent, name);
        try {
            return CborItem.decode(encoded, CborProfile.WELL_FORMED).encoded();
        } catch (MalformedMessageException e) {
            throw parent.malformed(name, "is not one CBOR item: " + e.getMessage());
        }
    }

    /** Makes a value of the model; what it refuses is malformed here. */
    interface Maker<T> {
        T make();
    }

    /** The constructor's complaint with the path of the template. */
    static <T> T made(Maker<T> maker, Place place) throws MalformedMessageException {
        try {
            return maker.make();
        } catch (IllegalArgumentException e) {
            throw place.malformed(String.valueOf(e.getMessage()));
        }
    }
}
