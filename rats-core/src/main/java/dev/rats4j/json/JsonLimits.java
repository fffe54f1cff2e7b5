package dev.rats4j.json;

import java.util.Collection;

/**
 * Bounds of a text that is read. Numbers are bounded by {@link JsonNumber#MAX_DIGITS} besides.
 *
 * @param bytes most bytes of the whole text
 * @param depth most levels of arrays and objects, 1..64
 * @param stringLength most characters of one text or member name
 * @param values most values of any type, containers among them: each takes far more memory than its text
 */
public record JsonLimits(int bytes, int depth, int stringLength, int values) {

    /** Most levels of any value, read or built. */
    public static final int MAX_DEPTH = 64;

    /** 1 MiB, 64 levels, texts of any length within that. */
    public static final JsonLimits STANDARD = new JsonLimits(1 << 20, MAX_DEPTH, 1 << 20);

    /** Refuses bounds that are not positive, and more than 64 levels. */
    public JsonLimits {
        if (bytes < 1 || depth < 1 || depth > MAX_DEPTH || stringLength < 1 || values < 1) {
            throw new IllegalArgumentException("limits must be positive, and the depth at most " + MAX_DEPTH);
        }
    }

    /** As many values as the bytes hold. */
    public JsonLimits(int bytes, int depth, int stringLength) {
        this(bytes, depth, stringLength, bytes);
    }

    /** The standard limits for a text of another size. */
    public static JsonLimits ofBytes(int bytes) {
        return new JsonLimits(bytes, MAX_DEPTH, bytes);
    }

    /** Levels of a container over these values. Bounds the recursion of everything that walks a value. */
    static int depthOver(Collection<JsonValue> values) {
        int deepest = 0;
        for (JsonValue value : values) {
            if (value instanceof JsonObject object) {
                deepest = Math.max(deepest, object.depth());
            } else if (value instanceof JsonArray array) {
                deepest = Math.max(deepest, array.depth());
            }
        }
        if (deepest >= MAX_DEPTH) {
            throw new IllegalArgumentException("more than " + MAX_DEPTH + " levels");
        }
        return deepest + 1;
    }
}
