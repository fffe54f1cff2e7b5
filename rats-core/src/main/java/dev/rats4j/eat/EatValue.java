package dev.rats4j.eat;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;

/**
 * A value among claims: an item of CBOR or a value of JSON. Readers of claims are written once, against this; they ask for the
 * {@link #format()} only where RFC 9711 differs.
 *
 * <p>The getters throw {@link MalformedMessageException} with the name of the claim if the value is of another type.
 */
public abstract sealed class EatValue permits CborEatValue, JsonEatValue {

    /** An encoded item that is known to be one. */
    static EatValue ofCbor(Bytes encoded) {
        return new CborEatValue("value", encoded);
    }

    static EatValue ofCbor(String field, CborItem item) {
        return new CborEatValue(field, item);
    }

    static EatValue ofJson(JsonValue value) {
        return new JsonEatValue(value, detail -> new MalformedMessageException("$", 0, detail));
    }

    /** CBOR or JSON. */
    public abstract EatFormat format();

    /** An error about this value. */
    public abstract MalformedMessageException malformed(String detail);

    /** Whether it is text; in JSON also if it stands for bytes. */
    public abstract boolean isText();

    /** An integer that is written as one: in JSON without fraction and exponent, so that 1.0 is none. */
    abstract long writtenInteger() throws MalformedMessageException;

    /** Whether it is a byte string; never in JSON. */
    public abstract boolean isBytes();

    /** Whether it is an integer. */
    public abstract boolean isInteger();

    /** Whether it is an array. */
    public abstract boolean isList();

    /** Whether it is a map or object. */
    public abstract boolean isMap();

    /** A text. */
    public abstract String text() throws MalformedMessageException;

    /** A byte string; in JSON text in base64url without padding, in its one spelling. */
    public abstract Bytes bytes() throws MalformedMessageException;

    /** An integer from -2^63 to 2^63-1. In CBOR floating-point numbers are none; in JSON 1.0 is the number 1. */
    public abstract long integer() throws MalformedMessageException;

    /** A finite number, as integer or floating-point. */
    public abstract double number() throws MalformedMessageException;

    /** A truth value. */
    public abstract boolean bool() throws MalformedMessageException;

    /** Elements of an array. */
    public abstract List<EatValue> list() throws MalformedMessageException;

    /** A map or object. */
    public abstract EatMap map() throws MalformedMessageException;

    /**
     * The encoded item, as received.
     *
     * @throws IllegalArgumentException if it is JSON
     */
    public abstract Bytes cbor();

    /**
     * The value in JSON.
     *
     * @throws IllegalArgumentException if it is CBOR
     */
    public abstract JsonValue json();

    /** Elements of an array that has that many of them. */
    public List<EatValue> list(int least, int most) throws MalformedMessageException {
        List<EatValue> elements = list();
        if (elements.size() < least || elements.size() > most) {
            throw malformed("has " + elements.size() + " elements, not " + least + " to " + most);
        }
        return elements;
    }

    /** An integer that is not negative. */
    public long unsigned() throws MalformedMessageException {
        long value = integer();
        if (value < 0) {
            throw malformed("is negative");
        }
        return value;
    }

    /** The format only: claims do not belong in a log. */
    @Override
    public String toString() {
        return "value in " + format();
    }
}
