package dev.rats4j.json;

import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;

/** Values in order. */
public final class JsonArray implements JsonValue {

    private final List<JsonValue> values;
    private final JsonPlace place;
    private final int depth;

    JsonArray(List<? extends JsonValue> values, JsonPlace place) {
        this.values = List.copyOf(values);
        this.place = place;
        this.depth = JsonLimits.depthOver(this.values);
    }

    /** Values in this order. Refuses more than 64 levels. */
    public static JsonArray of(List<? extends JsonValue> values) {
        return new JsonArray(values, JsonPlace.ROOT);
    }

    /** Texts in this order. */
    public static JsonArray ofStrings(List<String> texts) {
        return of(texts.stream().map(JsonString::new).toList());
    }

    /** The values, unmodifiable. */
    public List<JsonValue> values() {
        return values;
    }

    /** Where it stood in its text, for example {@code $.keys}. */
    public String path() {
        return place.path();
    }

    /** The values, all of them texts. */
    public List<String> strings() throws MalformedMessageException {
        return all(JsonString.class, "string").stream().map(JsonString::value).toList();
    }

    /** The values, all of them objects. */
    public List<JsonObject> objects() throws MalformedMessageException {
        return all(JsonObject.class, "object");
    }

    /** An exception that names one of the values. */
    public MalformedMessageException malformed(int index, String detail) {
        return place.element(index, place.offset()).malformed(detail);
    }

    int depth() {
        return depth;
    }

    private <T extends JsonValue> List<T> all(Class<T> wanted, String type) throws MalformedMessageException {
        List<T> typed = new ArrayList<>(values.size());
        for (JsonValue value : values) {
            if (!wanted.isInstance(value)) {
                throw place.element(typed.size(), place.offset()).malformed(Json.misplaced(value.type(), type));
            }
            typed.add(wanted.cast(value));
        }
        return typed;
    }

    @Override
    public String type() {
        return "array";
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof JsonArray other && values.equals(other.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** The size only: claims do not belong in a log. */
    @Override
    public String toString() {
        return "array of " + values.size() + " values";
    }
}
