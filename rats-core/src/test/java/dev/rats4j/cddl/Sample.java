package dev.rats4j.cddl;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.json.Base64Url;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonBoolean;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.json.TokenVectors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.Optional;

/**
 * A token of the vectors, in the notation that it has.
 *
 * @param entry what the manifest says of it
 * @param cbor its item, if it is CBOR
 * @param json its value, if it is JSON; of a JWT, its claims
 */
record Sample(JsonObject entry, Optional<CborItem> cbor, Optional<JsonValue> json) {

    /** Reads the file of an entry; neither CBOR nor JSON if it is a certificate, key or the like. */
    static Sample read(JsonObject entry) throws IOException, MalformedMessageException {
        Bytes bytes = TokenVectors.read(entry.string("file"));
        return switch (entry.string("kind")) {
            case "cbor", "cose" ->
                new Sample(entry, Optional.of(CborItem.decode(bytes, CborProfile.WELL_FORMED)), Optional.empty());
            case "json" -> new Sample(entry, Optional.empty(), Optional.of(Json.parse(bytes, JsonLimits.STANDARD)));
            case "jwt" -> new Sample(entry, Optional.empty(), Optional.of(claims(bytes)));
            default -> new Sample(entry, Optional.empty(), Optional.empty());
        };
    }

    private static JsonValue claims(Bytes jwt) throws MalformedMessageException {
        String[] parts = jwt.utf8().strip().split("\\.");
        return Json.parse(Base64Url.decode("payload", 0, parts[1]), JsonLimits.STANDARD);
    }

    String file() {
        return text("file").orElseThrow();
    }

    String verdict() {
        return text("verdict").orElse("");
    }

    private Optional<String> text(String member) {
        return entry.get(member).filter(JsonString.class::isInstance).map(value -> ((JsonString) value).value());
    }

    private Optional<JsonValue> expected(String member) {
        return entry.get("expected")
                .filter(JsonObject.class::isInstance)
                .flatMap(expected -> ((JsonObject) expected).get(member));
    }

    /** The rule that the manifest tried. */
    Optional<String> rule() {
        return expected("cddl_rule").filter(JsonString.class::isInstance).map(value -> ((JsonString) value).value());
    }

    /** Whether it was valid there. */
    Optional<Boolean> isValid() {
        return expected("cddl_valid").filter(JsonBoolean.class::isInstance).map(value -> ((JsonBoolean) value).value());
    }

    boolean isTagged(long tag) {
        return cbor.isPresent() && cbor.get().isTagged(tag);
    }

    boolean isMap() {
        return json.isPresent()
                ? json.get() instanceof JsonObject
                : cbor.orElseThrow().kind() == CborItem.Kind.MAP;
    }

    /** The value of a member of a JSON object. */
    Optional<JsonValue> jsonMember(String name) {
        return json.filter(JsonObject.class::isInstance).flatMap(object -> ((JsonObject) object).get(name));
    }

    /** A member that is a text, by its label in CBOR or its name in JSON. */
    Optional<String> text(long label, String name) {
        Optional<String> inJson =
                jsonMember(name).filter(JsonString.class::isInstance).map(value -> ((JsonString) value).value());
        return inJson.or(() -> member(label)
                .filter(item -> item.kind() == CborItem.Kind.TEXT)
                .map(item -> ((Value.Text) valueOf(item)).value()));
    }

    private static Value valueOf(CborItem item) {
        try {
            return Value.of(item);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("an item that was checked", e);
        }
    }

    /** Whether it is a COSE_Sign1 whose protected header has this label. */
    boolean hasProtected(long label) throws MalformedMessageException {
        if (!isTagged(18)) {
            return false;
        }
        CborItem[] parts = cbor.orElseThrow().tagContent("COSE").elements(4, 4, "COSE");
        Bytes header = parts[0].bytes("protected");
        return !header.isEmpty()
                && CborItem.decode(header, CborProfile.WELL_FORMED)
                        .map("protected")
                        .optional(label)
                        .isPresent();
    }

    /** The value of a member of a CBOR map. */
    Optional<CborItem> member(long key) {
        if (cbor.isEmpty() || cbor.get().kind() != CborItem.Kind.MAP) {
            return Optional.empty();
        }
        try {
            return cbor.get().map("map").optional(key);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("a map that is none", e);
        }
    }

    /** What a COSE message signs; the sample itself if it is none. */
    Sample payload() throws MalformedMessageException {
        CborItem item = cbor.orElseThrow();
        if (item.isTagged(61)) {
            item = item.tagContent("CWT");
        }
        if (item.kind() != CborItem.Kind.TAG) {
            return this;
        }
        CborItem[] parts = item.tagContent("COSE").elements(4, 4, "COSE");
        CborItem payload = CborItem.decode(parts[2].bytes("payload"), CborProfile.WELL_FORMED);
        return new Sample(entry, Optional.of(payload), Optional.empty());
    }
}
