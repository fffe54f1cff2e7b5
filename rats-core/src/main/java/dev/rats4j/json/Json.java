package dev.rats4j.json;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.erdtman.jcs.JsonCanonicalizer;

/** Reads and writes JSON text. */
public final class Json {

    private Json() {}

    /** Reads a text within {@link JsonLimits#STANDARD}. */
    public static JsonValue parse(Bytes text) throws MalformedMessageException {
        return parse(text, JsonLimits.STANDARD);
    }

    /**
     * Reads a text. RFC 8259 and stricter: UTF-8 without byte order mark, no duplicate members, no lone surrogates, nothing after
     * the value.
     *
     * @throws MalformedMessageException for everything else; the offset is in characters, or in bytes if the text is not UTF-8
     */
    public static JsonValue parse(Bytes text, JsonLimits limits) throws MalformedMessageException {
        return JsonReading.read(text, limits);
    }

    /** Reads a text that is an object. */
    public static JsonObject parseObject(Bytes text, JsonLimits limits) throws MalformedMessageException {
        JsonValue value = parse(text, limits);
        if (value instanceof JsonObject object) {
            return object;
        }
        throw JsonPlace.ROOT.malformed(misplaced(value.type(), "object"));
    }

    /** UTF-8 without any white space, members in their order. */
    public static Bytes write(JsonValue value) {
        return Bytes.ofUtf8(JsonWriting.compact(value));
    }

    /** Text for people: one member or value per line, two spaces per level, a line feed at the end. */
    public static String pretty(JsonValue value) {
        return JsonWriting.pretty(value);
    }

    /**
     * The canonical UTF-8 of RFC 8785.
     *
     * @throws MalformedMessageException if a number is not exactly what its canonical text (a double) says: RFC 8785 would change
     *     its value in silence, for example every odd integer over 2^53
     */
    public static Bytes canonical(JsonValue value) throws MalformedMessageException {
        expectDoubles(value, JsonPlace.ROOT);
        String text = JsonWriting.compact(JsonArray.of(List.of(value)));
        try {
            // the library reads objects and arrays only at the outermost level, hence the array around the value
            byte[] array = new JsonCanonicalizer(text).getEncodedUTF8();
            return Bytes.copyOf(array).slice(1, array.length - 1);
        } catch (IOException e) {
            throw new IllegalStateException("the canonicalizer refuses text that we wrote", e);
        }
    }

    private static void expectDoubles(JsonValue value, JsonPlace place) throws MalformedMessageException {
        if (value instanceof JsonObject object) {
            for (var member : object.members().entrySet()) {
                expectDoubles(member.getValue(), place.member(member.getKey(), 0));
            }
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.values().size(); i++) {
                expectDoubles(array.values().get(i), place.element(i, 0));
            }
        } else if (value instanceof JsonNumber number && !survives(number.value())) {
            throw place.malformed("a number that RFC 8785 would change");
        }
    }

    private static boolean survives(BigDecimal number) {
        double nearest = number.doubleValue();
        return !Double.isInfinite(nearest) && JsonNumber.shortest(nearest).compareTo(number) == 0;
    }

    /** Says what is where something else belongs. */
    static String misplaced(String found, String wanted) {
        return "is " + withArticle(found) + " where " + withArticle(wanted) + " belongs";
    }

    private static String withArticle(String type) {
        return (type.startsWith("a") || type.startsWith("o") ? "an " : "a ") + type;
    }
}
