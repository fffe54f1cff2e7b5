package dev.rats4j.tpm.ek;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwCollection;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.cmw.CmwType;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Labelled records in a CMW collection. */
final class Parts {

    private final Map<Part, Bytes> values;
    private final String message;

    private Parts(String message, Map<Part, Bytes> values) {
        this.message = message;
        this.values = values;
    }

    /** One of them: its label, and the media type of what stands there. */
    record Part(String label, String mediaType) {
        private CmwType.MediaType type() {
            return new CmwType.MediaType(mediaType);
        }

        private Bytes contentOf(Cmw item, String message) throws MalformedMessageException {
            String field = message + "." + label;
            if (!(item instanceof CmwRecord record)) {
                throw new MalformedMessageException(field, 0, "is a collection, not a record");
            }
            if (!record.type().mediaType().equals(type().mediaType())) {
                throw new MalformedMessageException(field, 0, "is not of type " + mediaType);
            }
            if (!record.indicators().isEmpty()) {
                throw new MalformedMessageException(field, 0, "claims a role");
            }
            return record.value();
        }
    }

    /**
     * Reads a collection, CBOR or JSON.
     *
     * @param message what it is called in errors
     * @param known all parts that it may have
     */
    static Parts decode(Bytes encoded, String message, String collectionType, List<Part> known)
            throws MalformedMessageException {
        if (!(Cmw.decode(encoded) instanceof CmwCollection collection)
                || !collection.type().equals(Optional.of(collectionType))) {
            throw new MalformedMessageException(message, 0, "not a collection of type " + collectionType);
        }
        Map<Part, Bytes> values = new HashMap<>();
        for (Map.Entry<CborKey, Cmw> item : collection.items().entrySet()) {
            Part part = known.stream()
                    .filter(candidate -> item.getKey().equals(CborKey.of(candidate.label())))
                    .findFirst()
                    .orElseThrow(() -> new MalformedMessageException(message, 0, "an unknown label"));
            values.put(part, part.contentOf(item.getValue(), message));
        }
        return new Parts(message, values);
    }

    /** A part that has to be there. */
    Bytes required(Part part) throws MalformedMessageException {
        Bytes value = values.get(part);
        if (value == null) {
            throw new MalformedMessageException(message, 0, "lacks " + part.label());
        }
        return value;
    }

    /** A part that may be there. */
    Optional<Bytes> optional(Part part) {
        return Optional.ofNullable(values.get(part));
    }

    /** The collection in CBOR; parts in the order of the map. */
    static Bytes encode(String collectionType, Map<Part, Bytes> values) {
        Map<CborKey, Cmw> items = new LinkedHashMap<>();
        values.forEach(
                (part, value) -> items.put(CborKey.of(part.label()), new CmwRecord(part.type(), value, Set.of())));
        return new CmwCollection(Optional.of(collectionType), items).toCbor();
    }
}
