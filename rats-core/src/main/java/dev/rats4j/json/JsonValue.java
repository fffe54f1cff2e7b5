package dev.rats4j.json;

/** A JSON value, RFC 8259. Immutable; equality is that of the values, whatever text they came from. */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {

    /** The name of its type in RFC 8259: object, array, string, number, boolean or null. */
    String type();
}
