package dev.rats4j.json;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;

/** One writing of one value. The depth of values is bounded where they are made. */
final class JsonWriting {

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder text = new StringBuilder();
    private final boolean pretty;

    private JsonWriting(boolean pretty) {
        this.pretty = pretty;
    }

    static String compact(JsonValue value) {
        JsonWriting writing = new JsonWriting(false);
        writing.value(value, 0);
        return writing.text.toString();
    }

    static String pretty(JsonValue value) {
        JsonWriting writing = new JsonWriting(true);
        writing.value(value, 0);
        return writing.text.append('\n').toString();
    }

    private void value(JsonValue value, int level) {
        if (value instanceof JsonObject object) {
            object(object.members(), level);
        } else if (value instanceof JsonArray array) {
            array(array.values(), level);
        } else if (value instanceof JsonString string) {
            string(string.value());
        } else if (value instanceof JsonNumber number) {
            text.append(number.value());
        } else if (value instanceof JsonBoolean bool) {
            text.append(bool.value());
        } else {
            text.append("null");
        }
    }

    private void object(Map<String, JsonValue> members, int level) {
        text.append('{');
        Iterator<Map.Entry<String, JsonValue>> rest = members.entrySet().iterator();
        while (rest.hasNext()) {
            Map.Entry<String, JsonValue> member = rest.next();
            line(level + 1);
            string(member.getKey());
            text.append(pretty ? ": " : ":");
            value(member.getValue(), level + 1);
            text.append(rest.hasNext() ? "," : "");
        }
        close(members.isEmpty(), level, '}');
    }

    private void array(Collection<JsonValue> values, int level) {
        text.append('[');
        Iterator<JsonValue> rest = values.iterator();
        while (rest.hasNext()) {
            line(level + 1);
            value(rest.next(), level + 1);
            text.append(rest.hasNext() ? "," : "");
        }
        close(values.isEmpty(), level, ']');
    }

    private void close(boolean empty, int level, char bracket) {
        if (!empty) {
            line(level);
        }
        text.append(bracket);
    }

    private void line(int level) {
        if (pretty) {
            text.append('\n').append("  ".repeat(level));
        }
    }

    private void string(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            character(string.charAt(i));
        }
        text.append('"');
    }

    private void character(char c) {
        int shortForm = "\b\t\n\f\r\"\\".indexOf(c);
        if (shortForm >= 0) {
            text.append('\\').append("btnfr\"\\".charAt(shortForm));
        } else if (c < ' ') {
            text.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
        } else {
            text.append(c);
        }
    }
}
