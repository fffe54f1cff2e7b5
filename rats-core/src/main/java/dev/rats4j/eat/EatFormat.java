package dev.rats4j.eat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.json.Base64Url;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonBoolean;
import dev.rats4j.json.JsonNumber;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The two encodings of claims. Writes values: byte strings are base64url text in JSON, all else is alike. */
public enum EatFormat {
    /** CBOR, for CWT. */
    CBOR,
    /** JSON, for JWT. */
    JSON;

    /** Integers beyond are not exact as floating-point numbers. */
    private static final double EXACT = 1L << 53;

    /** A text. */
    public EatValue text(String value) {
        return this == CBOR ? EatValue.ofCbor(Cbor.text(value)) : EatValue.ofJson(new JsonString(value));
    }

    /** A byte string; in JSON text in base64url. */
    public EatValue bytes(Bytes value) {
        return this == CBOR ? EatValue.ofCbor(Cbor.bytes(value)) : text(Base64Url.encode(value));
    }

    /** An integer. */
    public EatValue integer(long value) {
        return this == CBOR ? EatValue.ofCbor(Cbor.integer(value)) : EatValue.ofJson(JsonNumber.of(value));
    }

    /** A finite number; a whole one is written as integer. */
    public EatValue number(double value) {
        if (value == Math.rint(value) && Math.abs(value) <= EXACT) {
            return integer((long) value);
        }
        return this == CBOR ? EatValue.ofCbor(Cbor.floating(value)) : EatValue.ofJson(JsonNumber.ofDouble(value));
    }

    /** A truth value. */
    public EatValue bool(boolean value) {
        return this == CBOR ? EatValue.ofCbor(Cbor.bool(value)) : EatValue.ofJson(JsonBoolean.of(value));
    }

    /** An array of values of this format. */
    public EatValue list(List<EatValue> values) {
        if (this == CBOR) {
            return EatValue.ofCbor(
                    Cbor.array(values.stream().map(EatValue::cbor).toList()));
        }
        return EatValue.ofJson(JsonArray.of(values.stream().map(EatValue::json).toList()));
    }

    /** An array of values of this format. */
    public EatValue list(EatValue... values) {
        return list(List.of(values));
    }

    /** Starts a map or object. */
    public MapBuilder map() {
        return new MapBuilder(this);
    }

    /** Collects the entries of a map or object. */
    public static final class MapBuilder {
        private final EatFormat format;
        private final Cbor.MapBuilder cbor = Cbor.map();
        private final Map<String, JsonValue> json = new LinkedHashMap<>();

        private MapBuilder(EatFormat format) {
            this.format = format;
        }

        /** Adds an entry under its number in CBOR, under its name in JSON; each occurs once. */
        @CanIgnoreReturnValue
        public MapBuilder put(long label, String name, EatValue value) {
            if (format == CBOR) {
                cbor.put(label, value.cbor());
                return this;
            }
            return put(name, value);
        }

        /** Adds an entry under a text; each occurs once. */
        @CanIgnoreReturnValue
        public MapBuilder put(String name, EatValue value) {
            if (format == CBOR) {
                cbor.put(name, value.cbor());
            } else if (json.put(name, value.json()) != null) {
                throw new IllegalArgumentException("key twice");
            }
            return this;
        }

        /** The map. */
        public EatValue build() {
            return format == CBOR ? EatValue.ofCbor(cbor.encode()) : EatValue.ofJson(JsonObject.of(json));
        }
    }

    /** Values of one codec, one after another. */
    <T> EatValue list(List<T> values, ClaimCodec<T> codec) {
        List<EatValue> encoded = new ArrayList<>();
        for (T value : values) {
            encoded.add(codec.write(value, this));
        }
        return list(encoded);
    }
}
