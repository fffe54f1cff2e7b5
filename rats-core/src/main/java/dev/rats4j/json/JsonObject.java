package dev.rats4j.json;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Members by name, in the order of the text. The getters of one type throw {@link MalformedMessageException} with the path of the
 * member if it is absent or of another type; those in {@link Optional} only if it is there and of another type. Equality ignores
 * the order, RFC 8259, 4.
 */
public final class JsonObject implements JsonValue {

    private final Map<String, JsonValue> members;
    private final JsonPlace place;
    private final int depth;

    JsonObject(Map<String, JsonValue> members, JsonPlace place) {
        this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        this.place = place;
        this.depth = JsonLimits.depthOver(this.members.values());
    }

    /** Members in the order of the map. Refuses names with lone surrogates and more than 64 levels. */
    public static JsonObject of(Map<String, ? extends JsonValue> members) {
        for (String name : members.keySet()) {
            if (!JsonString.isUnicode(name)) {
                throw new IllegalArgumentException("a lone surrogate is not text");
            }
        }
        return new JsonObject(new LinkedHashMap<>(members), JsonPlace.ROOT);
    }

    /** Starts with no members. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that has these members already. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.members.putAll(members);
        return builder;
    }

    /** All members, in order, unmodifiable. */
    public Map<String, JsonValue> members() {
        return members;
    }

    /** Whether there is such a member, be it null. */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** The member of this name, of any type. */
    public Optional<JsonValue> get(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** Where it stood in its text, for example {@code $.submods}. */
    public String path() {
        return place.path();
    }

    /** The member of this name, of any type. */
    public JsonValue value(String name) throws MalformedMessageException {
        JsonValue value = members.get(name);
        if (value == null) {
            throw malformed(name, "is missing");
        }
        return value;
    }

    /** A text. */
    public String string(String name) throws MalformedMessageException {
        return as(JsonString.class, "string", name, value(name)).value();
    }

    /** An integer of 64 bits. */
    public long integer(String name) throws MalformedMessageException {
        return number(name).asLong().orElseThrow(() -> malformed(name, "is not an integer of 64 bits"));
    }

    /** Any number. */
    public JsonNumber number(String name) throws MalformedMessageException {
        return as(JsonNumber.class, "number", name, value(name));
    }

    /** A truth value. */
    public boolean bool(String name) throws MalformedMessageException {
        return as(JsonBoolean.class, "boolean", name, value(name)).value();
    }

    /** An object. */
    public JsonObject object(String name) throws MalformedMessageException {
        return as(JsonObject.class, "object", name, value(name));
    }

    /** An array. */
    public JsonArray array(String name) throws MalformedMessageException {
        return as(JsonArray.class, "array", name, value(name));
    }

    /** Bytes in base64url without padding, canonical. */
    public Bytes base64Url(String name) throws MalformedMessageException {
        return Base64Url.decode(place.member(name, place.offset()).path(), place.offset(), string(name));
    }

    /** A text, if the member is there. */
    public Optional<String> optionalString(String name) throws MalformedMessageException {
        return has(name) ? Optional.of(string(name)) : Optional.empty();
    }

    /** An integer of 64 bits, if the member is there. */
    public Optional<Long> optionalInteger(String name) throws MalformedMessageException {
        return has(name) ? Optional.of(integer(name)) : Optional.empty();
    }

    /** A truth value, if the member is there. */
    public Optional<Boolean> optionalBool(String name) throws MalformedMessageException {
        return has(name) ? Optional.of(bool(name)) : Optional.empty();
    }

    /** An object, if the member is there. */
    public Optional<JsonObject> optionalObject(String name) throws MalformedMessageException {
        return has(name) ? Optional.of(object(name)) : Optional.empty();
    }

    /** An array, if the member is there. */
    public Optional<JsonArray> optionalArray(String name) throws MalformedMessageException {
        return has(name) ? Optional.of(array(name)) : Optional.empty();
    }

    /** Fails if there is a member of another name. */
    public void expectOnly(Set<String> names) throws MalformedMessageException {
        for (String name : members.keySet()) {
            if (!names.contains(name)) {
                throw malformed(name, "is not a member that this format has");
            }
        }
    }

    /** An exception that names a member of this object. */
    public MalformedMessageException malformed(String name, String detail) {
        return place.member(name, place.offset()).malformed(detail);
    }

    int depth() {
        return depth;
    }

    private <T extends JsonValue> T as(Class<T> wanted, String type, String name, JsonValue value)
            throws MalformedMessageException {
        if (!wanted.isInstance(value)) {
            throw malformed(name, Json.misplaced(value.type(), type));
        }
        return wanted.cast(value);
    }

    @Override
    public String type() {
        return "object";
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof JsonObject other && members.equals(other.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    /** The size only: claims do not belong in a log. */
    @Override
    public String toString() {
        return "object of " + members.size() + " members";
    }

    /** Collects members in order. */
    public static final class Builder {
        private final Map<String, JsonValue> members = new LinkedHashMap<>();

        private Builder() {}

        /** Adds a member; refuses a name that is there already. */
        public Builder put(String name, JsonValue value) {
            if (members.putIfAbsent(name, value) != null) {
                throw new IllegalArgumentException("there is such a member already: " + name);
            }
            return this;
        }

        /** Adds a text. */
        public Builder put(String name, String value) {
            return put(name, new JsonString(value));
        }

        /** Adds an integer. */
        public Builder put(String name, long value) {
            return put(name, JsonNumber.of(value));
        }

        /** Adds a truth value. */
        public Builder put(String name, boolean value) {
            return put(name, JsonBoolean.of(value));
        }

        /** Adds bytes in base64url without padding. */
        public Builder put(String name, Bytes value) {
            return put(name, Base64Url.encode(value));
        }

        /** The object. */
        public JsonObject build() {
            return of(members);
        }
    }
}
