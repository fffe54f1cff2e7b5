package dev.rats4j.corim;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwCollection;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.cmw.CmwType;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * CoRIMs in a conceptual message wrapper, draft-ietf-rats-corim-11: one in a record, or several under labels in a collection. Being in
 * one collection proves nothing; each CoRIM is verified by itself.
 *
 * <p>The draft has no number yet for the Content-Format and for the type of the collection (its text has placeholders), so records carry
 * the media type, and the type is any that ends in {@code :corim}.
 *
 * @param type type of the collection; empty for a single record, and for a collection that has none
 * @param items CoRIMs by label, at least one, in their order; a single record has the label {@link #SINGLE}
 */
public record CorimCollection(Optional<String> type, Map<CborKey, Item> items) {

    /** End of the type of a collection. */
    public static final String TYPE_SUFFIX = ":corim";

    /** Label of a CoRIM that was no member of a collection. */
    public static final CborKey SINGLE = CborKey.of("corim");

    private static final Set<String> MEDIA_TYPES = Set.of(Corim.MEDIA_TYPE, SignedCorim.MEDIA_TYPE);

    /**
     * A CoRIM that was not decoded.
     *
     * @param mediaType {@link Corim#MEDIA_TYPE} or {@link SignedCorim#MEDIA_TYPE}
     * @param profile parameter {@code profile} of the media type
     * @param content the message
     */
    public record Item(String mediaType, Optional<String> profile, Bytes content) {
        /** Refuses other media types, and a profile that cannot be written as a parameter. */
        public Item {
            if (!MEDIA_TYPES.contains(mediaType)) {
                throw new IllegalArgumentException(mediaType + " is no CoRIM");
            }
            if (profile.filter(text -> !isParameter(text)).isPresent()) {
                throw new IllegalArgumentException("a profile of other characters than those of a URI");
            }
        }

        /** A CoRIM of no stated profile. */
        public static Item of(String mediaType, Bytes content) {
            return new Item(mediaType, Optional.empty(), content);
        }

        private static boolean isParameter(String text) {
            return !text.isEmpty() && text.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '"' && c != '\\');
        }

        private CmwRecord toRecord() {
            return CmwRecord.of(
                    mediaType + profile.map(id -> "; profile=\"" + id + '"').orElse(""), content);
        }
    }

    /** Keeps the order; refuses the empty collection and a type of something else. */
    public CorimCollection {
        items = Collections.unmodifiableMap(new LinkedHashMap<>(items));
        if (items.isEmpty()) {
            throw new IllegalArgumentException("at least one CoRIM");
        }
        if (type.filter(text -> !text.endsWith(TYPE_SUFFIX)).isPresent()) {
            throw new IllegalArgumentException("the type of a collection of CoRIMs ends in " + TYPE_SUFFIX);
        }
    }

    /**
     * Takes the CoRIMs out of a wrapper.
     *
     * @throws MalformedMessageException if there is a nested collection, something else than a CoRIM, or another type of collection
     */
    public static CorimCollection of(Cmw cmw) throws MalformedMessageException {
        Map<CborKey, Item> items = new LinkedHashMap<>();
        if (cmw instanceof CmwRecord single) {
            items.put(SINGLE, item(single, SINGLE));
            return new CorimCollection(Optional.empty(), items);
        }
        CmwCollection collection = (CmwCollection) cmw;
        if (collection.type().filter(text -> !text.endsWith(TYPE_SUFFIX)).isPresent()) {
            throw new MalformedMessageException("cmw.__cmwc_t", 0, "is no type of a collection of CoRIMs");
        }
        for (Map.Entry<CborKey, Cmw> entry : collection.items().entrySet()) {
            if (!(entry.getValue() instanceof CmwRecord inner)) {
                throw new MalformedMessageException("cmw." + entry.getKey(), 0, "is a collection, not a CoRIM");
            }
            items.put(entry.getKey(), item(inner, entry.getKey()));
        }
        return new CorimCollection(collection.type(), items);
    }

    private static Item item(CmwRecord item, CborKey label) throws MalformedMessageException {
        CmwType type = item.type();
        Optional<String> mediaType = type.entry().map(entry -> entry.name()).filter(MEDIA_TYPES::contains);
        if (mediaType.isEmpty()) {
            throw new MalformedMessageException(
                    "cmw." + label, 0, "is " + type.mediaType().orElse("of no known type") + ", not a CoRIM");
        }
        Optional<String> profile = type.parameter("profile");
        if (profile.filter(text -> !Item.isParameter(text)).isPresent()) {
            throw new MalformedMessageException("cmw." + label, 0, "has a profile that is no URI and no OID");
        }
        return new Item(mediaType.get(), profile, item.value());
    }

    /** The CoRIMs, in their order. */
    public List<Item> corims() {
        return List.copyOf(new ArrayList<>(items.values()));
    }

    /** The wrapper: a collection, also of one CoRIM. */
    public Cmw toCmw() {
        Map<CborKey, Cmw> records = new LinkedHashMap<>();
        items.forEach((label, item) -> records.put(label, item.toRecord()));
        return new CmwCollection(type, records);
    }
}
