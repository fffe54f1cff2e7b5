package dev.rats4j.ear;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborDiagnostics;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/**
 * A value of a claim whose meaning is not ours to know, kept whole. Equal if their deterministic encodings in CBOR are. What came in
 * JSON goes out in JSON as it came; across encodings RFC 8949, 6 says what becomes of it, see {@link #toJson}.
 */
public final class EarValue {

    /** Most levels of arrays, maps and tags. */
    public static final int MAX_DEPTH = 32;

    private static final int MOST_LINES = 64;

    private final Bytes cbor;
    private final Optional<JsonValue> json;

    private EarValue(Bytes cbor, Optional<JsonValue> json) {
        this.cbor = cbor;
        this.json = json;
        EarValueForms.check(item());
    }

    /** A text. */
    public static EarValue of(String text) {
        return new EarValue(Cbor.text(text), Optional.of(new JsonString(text)));
    }

    /** A byte string; base64url in JSON. */
    public static EarValue of(Bytes bytes) {
        return new EarValue(Cbor.bytes(bytes), Optional.empty());
    }

    /**
     * A value in CBOR.
     *
     * @throws IllegalArgumentException if it has more than {@link #MAX_DEPTH} levels, or a map in it two keys of one name in JSON
     */
    public static EarValue of(CborItem item) {
        return new EarValue(Cbor.deterministic(item).compact(), Optional.empty());
    }

    /**
     * A value in JSON.
     *
     * @throws IllegalArgumentException if it has more than {@link #MAX_DEPTH} levels
     */
    public static EarValue of(JsonValue value) {
        return new EarValue(EarValueForms.cbor(value), Optional.of(value));
    }

    /** The value in CBOR, deterministic encoding. */
    public Bytes toCbor() {
        return cbor;
    }

    /**
     * The value in JSON. If it came in CBOR: bytes are base64url, names of integer keys decimal, tags are gone but for numbers, and what is
     * no number (NaN) or has no counterpart is null.
     */
    public JsonValue toJson() {
        return json.orElseGet(() -> EarValueForms.json(item()));
    }

    /** The value, if it is a text. */
    public Optional<String> text() {
        return ofKind(CborItem.Kind.TEXT) ? Optional.of(read(CborItem::text)) : Optional.empty();
    }

    /** The value, if it is a byte string in CBOR. */
    public Optional<Bytes> bytes() {
        return ofKind(CborItem.Kind.BYTES) ? Optional.of(read(CborItem::bytes)) : Optional.empty();
    }

    /** For people: a text as it is, bytes in hexadecimal and cut, all else in JSON. */
    public String display() {
        if (ofKind(CborItem.Kind.BYTES)) {
            return CborDiagnostics.print(item(), MOST_LINES);
        }
        return text().orElseGet(() -> Json.write(toJson()).utf8());
    }

    /** It as an item. */
    CborItem item() {
        return read(cbor);
    }

    static CborItem read(Bytes encoded) {
        try {
            return CborItem.decode(encoded, CborProfile.WELL_FORMED);
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("nested too deep", e);
        }
    }

    private boolean ofKind(CborItem.Kind kind) {
        return item().kind() == kind;
    }

    private <T> T read(Getter<T> getter) {
        try {
            return getter.get(item(), "value");
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("the kind was looked at before", e);
        }
    }

    private interface Getter<T> {
        T get(CborItem item, String field) throws MalformedMessageException;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof EarValue other && cbor.equals(other.cbor);
    }

    @Override
    public int hashCode() {
        return cbor.hashCode();
    }

    /** The length only: claims do not belong in a log. */
    @Override
    public String toString() {
        return "value of " + cbor.length() + " bytes";
    }
}
