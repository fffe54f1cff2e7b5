package dev.rats4j.corim;

import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonNumber;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Checked members of a template. Every refusal names the path and what is allowed. */
final class TemplateMembers {

    /** Makes the exception for one place. */
    interface Place {
        MalformedMessageException malformed(String detail);
    }

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
}
