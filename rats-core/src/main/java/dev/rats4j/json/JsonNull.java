package dev.rats4j.json;

/** The literal {@code null}. It is a value: a member that is null is not an absent member. */
public enum JsonNull implements JsonValue {
    /** The only one. */
    NULL;

    @Override
    public String type() {
        return "null";
    }
}
