package dev.rats4j.eat;

import dev.rats4j.json.Base64Url;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonBoolean;
import dev.rats4j.json.JsonNumber;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A value in JSON. */
final class JsonEatValue extends EatValue {

    /** Makes errors that say where a value stood. */
    @FunctionalInterface
    interface Place {
        MalformedMessageException malformed(String detail);
    }

    private final JsonValue value;
    private final Place place;

    JsonEatValue(JsonValue value, Place place) {
        this.value = value;
        this.place = place;
    }

    @Override
    public EatFormat format() {
        return EatFormat.JSON;
    }

    @Override
    public MalformedMessageException malformed(String detail) {
        return place.malformed(detail);
    }

    @Override
    public boolean isText() {
        return value instanceof JsonString;
    }

    @Override
    public boolean isBytes() {
        return false;
    }

    @Override
    public boolean isInteger() {
        return value instanceof JsonNumber number && number.asLong().isPresent();
    }

    @Override
    public boolean isList() {
        return value instanceof JsonArray;
    }

    @Override
    public boolean isMap() {
        return value instanceof JsonObject;
    }

    @Override
    public String text() throws MalformedMessageException {
        return as(JsonString.class, "string").value();
    }

    @Override
    public Bytes bytes() throws MalformedMessageException {
        String text = text();
        try {
            return Base64Url.decode("base64url", 0, text);
        } catch (MalformedMessageException e) {
            throw malformed("is no base64url: " + e.getMessage());
        }
    }

    @Override
    public long integer() throws MalformedMessageException {
        OptionalLong integer = as(JsonNumber.class, "number").asLong();
        if (integer.isEmpty()) {
            throw malformed("is not an integer of 64 bits");
        }
        return integer.getAsLong();
    }

    @Override
    long writtenInteger() throws MalformedMessageException {
        if (!as(JsonNumber.class, "number").isWrittenAsInteger()) {
            throw malformed("is not an integer, but a floating-point number");
        }
        return integer();
    }

    @Override
    public double number() throws MalformedMessageException {
        double number = as(JsonNumber.class, "number").value().doubleValue();
        if (Double.isInfinite(number)) {
            throw malformed("is beyond the range of numbers");
        }
        return number;
    }

    @Override
    public boolean bool() throws MalformedMessageException {
        return as(JsonBoolean.class, "boolean").value();
    }

    @Override
    public List<EatValue> list() throws MalformedMessageException {
        JsonArray array = as(JsonArray.class, "array");
        List<EatValue> elements = new ArrayList<>();
        for (int i = 0; i < array.values().size(); i++) {
            int index = i;
            elements.add(new JsonEatValue(array.values().get(i), detail -> array.malformed(index, detail)));
        }
        return elements;
    }

    @Override
    public EatMap map() throws MalformedMessageException {
        return EatMap.ofJson(this, as(JsonObject.class, "object"));
    }

    @Override
    public Bytes cbor() {
        throw new IllegalArgumentException("a value that is kept in JSON has no form in CBOR");
    }

    @Override
    public JsonValue json() {
        return value;
    }

    private <T> T as(Class<T> wanted, String type) throws MalformedMessageException {
        if (!wanted.isInstance(value)) {
            throw malformed("is of type " + value.type() + ", not " + type);
        }
        return wanted.cast(value);
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof JsonEatValue other && value.equals(other.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
