package dev.rats4j.eat;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;

/** A value in CBOR. */
final class CborEatValue extends EatValue {

    private static final double EXACT = 1L << 53;

    private final String field;
    private final CborItem item;

    CborEatValue(String field, CborItem item) {
        this.field = field;
        this.item = item;
    }

    CborEatValue(String field, Bytes encoded) {
        this(field, itemOf(encoded));
    }

    private static CborItem itemOf(Bytes encoded) {
        try {
            return CborItem.decode(encoded, CborProfile.WELL_FORMED);
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("not one item", e);
        }
    }

    CborItem item() {
        return item;
    }

    String field() {
        return field;
    }

    @Override
    public EatFormat format() {
        return EatFormat.CBOR;
    }

    @Override
    public MalformedMessageException malformed(String detail) {
        return item.malformed(field, detail);
    }

    @Override
    public boolean isText() {
        return item.kind() == CborItem.Kind.TEXT;
    }

    @Override
    public boolean isBytes() {
        return item.kind() == CborItem.Kind.BYTES;
    }

    @Override
    public boolean isInteger() {
        return item.kind() == CborItem.Kind.UNSIGNED || item.kind() == CborItem.Kind.NEGATIVE;
    }

    @Override
    public boolean isList() {
        return item.kind() == CborItem.Kind.ARRAY;
    }

    @Override
    public boolean isMap() {
        return item.kind() == CborItem.Kind.MAP;
    }

    @Override
    public String text() throws MalformedMessageException {
        return item.text(field);
    }

    @Override
    public Bytes bytes() throws MalformedMessageException {
        return item.bytes(field);
    }

    @Override
    public long integer() throws MalformedMessageException {
        return item.integer(field);
    }

    @Override
    long writtenInteger() throws MalformedMessageException {
        return integer(); // floating-point numbers are a type of their own
    }

    @Override
    public double number() throws MalformedMessageException {
        if (item.kind() != CborItem.Kind.FLOAT) {
            double value = integer();
            if (Math.abs(value) > EXACT) {
                throw malformed("integer beyond 53 bits");
            }
            return value;
        }
        double value = item.floating(field);
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw malformed("is not a finite number");
        }
        return value;
    }

    @Override
    public boolean bool() throws MalformedMessageException {
        return item.bool(field);
    }

    @Override
    public List<EatValue> list() throws MalformedMessageException {
        List<EatValue> elements = new ArrayList<>();
        for (CborItem element : item.elements(field)) {
            elements.add(new CborEatValue(field, element));
        }
        return elements;
    }

    @Override
    public EatMap map() throws MalformedMessageException {
        return EatMap.ofCbor(this, item.map(field));
    }

    @Override
    public Bytes cbor() {
        return item.encoded();
    }

    @Override
    public JsonValue json() {
        throw new IllegalArgumentException(field + " is kept in CBOR and has no form in JSON");
    }

    /** Same value, whatever its encoding. */
    @Override
    public boolean equals(Object object) {
        return object instanceof CborEatValue other && Cbor.deterministic(item).equals(Cbor.deterministic(other.item));
    }

    @Override
    public int hashCode() {
        return Cbor.deterministic(item).hashCode();
    }
}
