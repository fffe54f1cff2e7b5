package dev.rats4j.cddl;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonBoolean;
import dev.rats4j.json.JsonNumber;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What is validated: one tree for CBOR and JSON. */
sealed interface Value {

    /** An integer of major type 0 or 1; in JSON, a number without a fraction. */
    record Int(BigInteger value) implements Value {
        static Int of(long value) {
            return new Int(BigInteger.valueOf(value));
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** A floating-point number of 2, 4 or 8 bytes; 0 if the notation does not say. */
    record Real(double value, int width) implements Value {
        @Override
        public String toString() {
            return Double.toString(value);
        }
    }

    /** A byte string. */
    record Binary(Bytes value) implements Value {
        @Override
        public String toString() {
            return "h'" + value.slice(0, Math.min(16, value.length())).toHex() + (value.length() > 16 ? "...'" : "'");
        }
    }

    /** A text string. */
    record Text(String value) implements Value {
        @Override
        public String toString() {
            return '"' + (value.length() > 40 ? value.substring(0, 40) + "..." : value) + '"';
        }
    }

    /** An array. */
    record Sequence(List<Value> elements) implements Value {
        @Override
        public String toString() {
            return "an array of " + elements.size();
        }
    }

    /** One entry of a map. */
    record Pair(Value key, Value value) {}

    /** A map. */
    record Table(List<Pair> pairs) implements Value {
        @Override
        public String toString() {
            return "a map of " + pairs.size();
        }
    }

    /** An item under a tag. */
    record Tag(Value number, Value content) implements Value {
        @Override
        public String toString() {
            return "tag " + number;
        }
    }

    /** False (20), true (21), null (22), undefined (23) and the others. */
    record Simple(int number) implements Value {
        @Override
        public String toString() {
            return switch (number) {
                case 20 -> "false";
                case 21 -> "true";
                case 22 -> "null";
                case 23 -> "undefined";
                default -> "simple(" + number + ')';
            };
        }
    }

    /** Whether it has nothing inside. */
    default boolean isScalar() {
        return !(this instanceof Sequence || this instanceof Table || this instanceof Tag);
    }

    /** The tree of a CBOR item. */
    static Value of(CborItem item) throws MalformedMessageException {
        String field = "item";
        return switch (item.kind()) {
            case UNSIGNED, NEGATIVE -> new Int(item.bigInteger(field));
            case BYTES -> new Binary(item.bytes(field));
            case TEXT -> new Text(item.text(field));
            case ARRAY -> sequence(item.elements(field));
            case MAP -> table(item);
            case TAG -> tag(item);
            case BOOLEAN -> new Simple(item.bool(field) ? 21 : 20);
            case NULL -> new Simple(22);
            case FLOAT -> new Real(item.floating(field), item.encoded().length() - 1);
            case SIMPLE -> simple(item.encoded());
        };
    }

    private static Simple simple(Bytes encoded) {
        return new Simple(encoded.length() == 1 ? encoded.at(0) & 0x1f : encoded.at(1));
    }

    private static Value tag(CborItem item) throws MalformedMessageException {
        return new Tag(Int.of(item.tag("tag")), of(item.tagContent("tag")));
    }

    private static Value sequence(Iterable<CborItem> items) throws MalformedMessageException {
        List<Value> elements = new ArrayList<>();
        for (CborItem item : items) {
            elements.add(of(item));
        }
        return new Sequence(elements);
    }

    private static Value table(CborItem item) throws MalformedMessageException {
        List<Pair> pairs = new ArrayList<>();
        for (var entry : item.map("map").entries().entrySet()) {
            Bytes key = entry.getKey().encoded();
            pairs.add(new Pair(of(CborItem.decode(key, CborProfile.WELL_FORMED)), of(entry.getValue())));
        }
        return new Table(pairs);
    }

    /** The tree of a JSON value, with the names that RFC 8610, Appendix E gives to its parts. */
    static Value of(JsonValue json) {
        if (json instanceof JsonObject object) {
            List<Pair> pairs = new ArrayList<>();
            object.members().forEach((name, value) -> pairs.add(new Pair(new Text(name), of(value))));
            return new Table(pairs);
        }
        if (json instanceof JsonArray array) {
            return new Sequence(array.values().stream().map(Value::of).toList());
        }
        if (json instanceof JsonString text) {
            return new Text(text.value());
        }
        if (json instanceof JsonNumber number) {
            boolean whole = number.value().scale() <= 0;
            return whole
                    ? new Int(number.value().toBigInteger())
                    : new Real(number.value().doubleValue(), 0);
        }
        if (json instanceof JsonBoolean bool) {
            return new Simple(bool.value() ? 21 : 20);
        }
        return new Simple(22);
    }
}
