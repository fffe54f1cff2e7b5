package dev.rats4j.ear;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.json.Base64Url;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonBoolean;
import dev.rats4j.json.JsonNull;
import dev.rats4j.json.JsonNumber;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Any value from JSON to CBOR and back, RFC 8949, 6. Recursion is bounded by the codecs: both read 64 levels at most. */
final class EarValueForms {

    private static final String FIELD = "value";
    private static final long BIGNUM = 2;
    private static final long NEGATIVE_BIGNUM = 3;
    private static final long DECIMAL_FRACTION = 4;

    private EarValueForms() {}

    /** Refuses what is too deep, and maps that JSON could not tell from a map with a member twice. */
    static void check(CborItem item) {
        try {
            check(item, 0);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("the kind was looked at before", e);
        }
    }

    private static void check(CborItem item, int depth) throws MalformedMessageException {
        switch (item.kind()) {
            case ARRAY -> {
                requireLevel(depth);
                for (CborItem element : item.elements(FIELD)) {
                    check(element, depth + 1);
                }
            }
            case MAP -> {
                requireLevel(depth);
                Map<CborKey, CborItem> entries = item.map(FIELD).entries();
                Set<String> names = new HashSet<>();
                for (Map.Entry<CborKey, CborItem> entry : entries.entrySet()) {
                    if (!names.add(name(entry.getKey()))) {
                        throw new IllegalArgumentException("two keys look the same: " + name(entry.getKey()));
                    }
                    check(entry.getValue(), depth + 1);
                }
            }
            case TAG -> {
                requireLevel(depth);
                check(item.tagContent(FIELD), depth + 1);
            }
            default -> {
                // has nothing inside
            }
        }
    }

    private static void requireLevel(int depth) {
        if (depth >= EarValue.MAX_DEPTH) {
            throw new IllegalArgumentException("nested deeper than " + EarValue.MAX_DEPTH);
        }
    }

    /** Name in JSON. */
    static String name(CborKey key) {
        if (key instanceof CborKey.Text text) {
            return text.value();
        }
        return key instanceof CborKey.Binary binary ? Base64Url.encode(binary.value()) : key.toString();
    }

    static Bytes cbor(JsonValue value) {
        if (value instanceof JsonObject object) {
            Cbor.MapBuilder map = Cbor.map();
            object.members().forEach((name, member) -> map.put(name, cbor(member)));
            return map.encode();
        }
        if (value instanceof JsonArray array) {
            return Cbor.array(array.values().stream().map(EarValueForms::cbor).toList());
        }
        if (value instanceof JsonString string) {
            return Cbor.text(string.value());
        }
        if (value instanceof JsonNumber number) {
            return cbor(number.value());
        }
        return value instanceof JsonBoolean bool ? Cbor.bool(bool.value()) : Cbor.nil();
    }

    /** An integer, else a floating-point number if there is one that says exactly this, else a decimal fraction. */
    private static Bytes cbor(BigDecimal number) {
        if (number.scale() <= 0) {
            return Cbor.integer(number.toBigIntegerExact());
        }
        double nearest = number.doubleValue();
        if (!Double.isInfinite(nearest) && JsonNumber.ofDouble(nearest).value().compareTo(number) == 0) {
            byte[] item =
                    ByteBuffer.allocate(9).put((byte) 0xfb).putDouble(nearest).array();
            return Cbor.deterministic(EarValue.read(Bytes.copyOf(item)));
        }
        return Cbor.tagged(
                DECIMAL_FRACTION, Cbor.array(Cbor.integer(-number.scale()), Cbor.integer(number.unscaledValue())));
    }

    static JsonValue json(CborItem item) {
        try {
            return read(item);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("the kind was looked at before", e);
        }
    }

    private static JsonValue read(CborItem item) throws MalformedMessageException {
        return switch (item.kind()) {
            case UNSIGNED, NEGATIVE -> new JsonNumber(new BigDecimal(item.bigInteger(FIELD)));
            case BYTES -> new JsonString(Base64Url.encode(item.bytes(FIELD)));
            case TEXT -> new JsonString(item.text(FIELD));
            case ARRAY -> readArray(item);
            case MAP -> readMap(item);
            case TAG -> readTag(item);
            case BOOLEAN -> JsonBoolean.of(item.bool(FIELD));
            case FLOAT -> readFloat(item.floating(FIELD));
            case NULL, SIMPLE -> JsonNull.NULL;
        };
    }

    private static JsonValue readFloat(double value) {
        return Double.isFinite(value) ? JsonNumber.ofDouble(value) : JsonNull.NULL;
    }

    private static JsonArray readArray(CborItem item) throws MalformedMessageException {
        List<JsonValue> values = new ArrayList<>();
        for (CborItem element : item.elements(FIELD)) {
            values.add(read(element));
        }
        return JsonArray.of(values);
    }

    private static JsonObject readMap(CborItem item) throws MalformedMessageException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (Map.Entry<CborKey, CborItem> entry : item.map(FIELD).entries().entrySet()) {
            members.put(name(entry.getKey()), read(entry.getValue()));
        }
        return JsonObject.of(members);
    }

    private static JsonValue readTag(CborItem item) throws MalformedMessageException {
        CborItem content = item.tagContent(FIELD);
        boolean isBignum = item.isTagged(BIGNUM) || item.isTagged(NEGATIVE_BIGNUM);
        if (isBignum && content.kind() == CborItem.Kind.BYTES) {
            BigInteger value = item.bigInteger(FIELD);
            Optional<JsonNumber> number = number(value, 0);
            String sign = item.isTagged(BIGNUM) ? "" : "~"; // RFC 8949, 6.1
            return number.isPresent() ? number.get() : new JsonString(sign + Base64Url.encode(content.bytes(FIELD)));
        }
        if (item.isTagged(DECIMAL_FRACTION)) {
            Optional<JsonNumber> number = decimalFraction(content);
            if (number.isPresent()) {
                return number.get();
            }
        }
        return read(content);
    }

    private static Optional<JsonNumber> decimalFraction(CborItem content) throws MalformedMessageException {
        List<CborItem> parts = new ArrayList<>();
        if (content.kind() == CborItem.Kind.ARRAY) {
            content.elements(FIELD).forEach(parts::add);
        }
        if (parts.size() != 2 || !isInteger(parts.get(0)) || !isInteger(parts.get(1))) {
            return Optional.empty();
        }
        BigInteger exponent = parts.get(0).bigInteger(FIELD);
        return exponent.bitLength() > 10
                ? Optional.empty()
                : number(parts.get(1).bigInteger(FIELD), -exponent.intValue());
    }

    private static boolean isInteger(CborItem item) throws MalformedMessageException {
        if (item.kind() == CborItem.Kind.TAG && (item.isTagged(BIGNUM) || item.isTagged(NEGATIVE_BIGNUM))) {
            return item.tagContent(FIELD).kind() == CborItem.Kind.BYTES;
        }
        return item.kind() == CborItem.Kind.UNSIGNED || item.kind() == CborItem.Kind.NEGATIVE;
    }

    /** Empty for more digits than a number in JSON has here; printing a long integer would take quadratic time. */
    private static Optional<JsonNumber> number(BigInteger unscaled, int scale) {
        if (unscaled.bitLength() > 4 * JsonNumber.MAX_DIGITS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new JsonNumber(new BigDecimal(unscaled, scale)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
