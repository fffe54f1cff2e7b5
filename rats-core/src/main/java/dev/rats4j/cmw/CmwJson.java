package dev.rats4j.cmw;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.json.Base64Url;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonNumber;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Wrappers in JSON. */
final class CmwJson {

    private static final int LARGEST = 128 << 20;

    /** A record is four values at most; a collection is one, and has a type. */
    private static final int MOST_VALUES = 4 * CmwCollection.MOST_WRAPPERS;

    private static final JsonLimits LIMITS = new JsonLimits(LARGEST, JsonLimits.MAX_DEPTH, LARGEST, MOST_VALUES);

    /** Wrappers that were read, the outermost and all in it. */
    private int count;

    private CmwJson() {}

    static Cmw decode(Bytes message) throws MalformedMessageException {
        return read(Json.parse(message, LIMITS));
    }

    static Cmw read(JsonValue value) throws MalformedMessageException {
        return new CmwJson().read(value, 0);
    }

    /** @param levels collections around it */
    private Cmw read(JsonValue value, int levels) throws MalformedMessageException {
        if (++count > CmwCollection.MOST_WRAPPERS) {
            throw new MalformedMessageException("CMW", 0, "more than " + CmwCollection.MOST_WRAPPERS + " wrappers");
        }
        if (value instanceof JsonArray array) {
            return readRecord(array);
        }
        if (value instanceof JsonObject object) {
            return readCollection(object, levels + 1);
        }
        throw new MalformedMessageException("CMW", 0, "is " + value.type() + ", not an array or an object");
    }

    private static CmwRecord readRecord(JsonArray array) throws MalformedMessageException {
        List<JsonValue> parts = array.values();
        if (parts.size() < 2 || parts.size() > 3) {
            throw malformed(array, parts.size() + " elements, not 2 or 3");
        }
        if (!(parts.get(0) instanceof JsonString type) || !CmwType.isMediaType(type.value())) {
            throw malformed(array, "type is not a media type");
        }
        if (!(parts.get(1) instanceof JsonString value) || value.value().isEmpty()) {
            throw malformed(array, "value is not base64url, or empty");
        }
        Set<ConceptualMessage> indicators = parts.size() == 3 ? readIndicators(array, parts.get(2)) : Set.of();
        return new CmwRecord(
                new CmwType.MediaType(type.value()),
                Base64Url.decode("json-record" + array.path(), 0, value.value()),
                indicators);
    }

    private static Set<ConceptualMessage> readIndicators(JsonArray array, JsonValue value)
            throws MalformedMessageException {
        OptionalLong bits = value instanceof JsonNumber number ? number.asLong() : OptionalLong.empty();
        Optional<Set<ConceptualMessage>> roles = ConceptualMessage.ofBits(bits.orElse(0));
        if (roles.isEmpty()) {
            throw malformed(array, "ind is no number, zero or has undefined bits");
        }
        return roles.get();
    }

    private CmwCollection readCollection(JsonObject object, int levels) throws MalformedMessageException {
        if (levels > CmwCollection.MOST_LEVELS) {
            throw new MalformedMessageException(
                    "json-collection", 0, "more than " + CmwCollection.MOST_LEVELS + " collections deep");
        }
        Optional<String> type = object.optionalString(CmwCollection.TYPE_KEY);
        if (type.filter(t -> !CmwCollection.isType(t)).isPresent()) {
            throw object.malformed(CmwCollection.TYPE_KEY, "neither a URI nor an OID");
        }
        Map<CborKey, Cmw> items = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            if (!member.getKey().equals(CmwCollection.TYPE_KEY)) {
                items.put(CborKey.of(member.getKey()), read(member.getValue(), levels));
            }
        }
        if (items.isEmpty()) {
            throw object.malformed(CmwCollection.TYPE_KEY, "a collection has at least one item");
        }
        if (items.size() > CmwCollection.MOST_ITEMS) {
            throw new MalformedMessageException("json-collection", 0, items.size() + " items");
        }
        return new CmwCollection(type, items);
    }

    private static MalformedMessageException malformed(JsonArray array, String detail) {
        return new MalformedMessageException("json-record" + array.path(), 0, detail);
    }

    static Bytes encode(Cmw cmw) {
        return Json.write(write(cmw));
    }

    static JsonValue write(Cmw cmw) {
        if (cmw instanceof CmwRecord record) {
            if (record.value().isEmpty()) {
                throw new IllegalArgumentException("an empty value has no form in JSON");
            }
            List<JsonValue> parts = new ArrayList<>();
            String type = record.type() instanceof CmwType.MediaType media
                    ? media.text()
                    : record.type()
                            .mediaType()
                            .orElseThrow(() -> new IllegalArgumentException("no media type for " + record.type()));
            parts.add(new JsonString(type));
            parts.add(new JsonString(Base64Url.encode(record.value())));
            if (!record.indicators().isEmpty()) {
                parts.add(JsonNumber.of(ConceptualMessage.bits(record.indicators())));
            }
            return JsonArray.of(parts);
        }
        CmwCollection collection = (CmwCollection) cmw;
        Map<String, JsonValue> members = new LinkedHashMap<>();
        collection.type().ifPresent(type -> members.put(CmwCollection.TYPE_KEY, new JsonString(type)));
        collection.items().forEach((label, item) -> {
            if (!(label instanceof CborKey.Text text)) {
                throw new IllegalArgumentException("label " + label + " has no form in JSON");
            }
            members.put(text.value(), write(item));
        });
        return JsonObject.of(members);
    }
}
