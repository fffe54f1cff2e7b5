package dev.rats4j.json;

/** {@code true} or {@code false}. */
public enum JsonBoolean implements JsonValue {
    /** The literal {@code true}. */
    TRUE,
    /** The literal {@code false}. */
    FALSE;

    /** The literal for a value. */
    public static JsonBoolean of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** Whether it is {@code true}. */
    public boolean value() {
        return this == TRUE;
    }

    @Override
    public String type() {
        return "boolean";
    }
}
