package dev.rats4j.cmw;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Wrappers in CBOR. */
final class CmwCbor {

    /** RFC 9277, 4.3: tag numbers of Content-Formats start here. */
    private static final long FIRST_TAG = 1668546817L;

    private static final Bytes TYPE_KEY = Bytes.ofUtf8(CmwCollection.TYPE_KEY);

    private static final int MOST_ITEMS = 1024;

    private CmwCbor() {}

    static Cmw decode(Bytes message) throws MalformedMessageException {
        return read(CborItem.decode(message, CborProfile.WELL_FORMED));
    }

    private static Cmw read(CborItem item) throws MalformedMessageException {
        return switch (item.kind()) {
            case ARRAY -> readRecord(item);
            case TAG -> readTag(item);
            case MAP -> readCollection(item);
            default -> throw item.malformed("CMW", "is " + item.kind() + ", not an array, a map or a tag");
        };
    }

    private static CmwRecord readRecord(CborItem item) throws MalformedMessageException {
        CborItem[] parts = item.elements(2, 3, "cbor-record");
        Set<ConceptualMessage> indicators = parts.length == 3 ? readIndicators(parts[2]) : Set.of();
        return new CmwRecord(readType(parts[0]), parts[1].bytes("cbor-record.value"), indicators);
    }

    private static CmwType readType(CborItem item) throws MalformedMessageException {
        if (item.kind() == CborItem.Kind.UNSIGNED) {
            long number = item.unsigned("cbor-record.type");
            if (number > 0xffff) {
                throw item.malformed("cbor-record.type", "Content-Format beyond 16 bits");
            }
            return new CmwType.ContentFormat((int) number);
        }
        String text = item.text("cbor-record.type");
        if (!CmwType.isMediaType(text)) {
            throw item.malformed("cbor-record.type", "not a media type");
        }
        return new CmwType.MediaType(text);
    }

    private static Set<ConceptualMessage> readIndicators(CborItem item) throws MalformedMessageException {
        Optional<Set<ConceptualMessage>> roles = ConceptualMessage.ofBits(item.unsigned("cbor-record.ind"));
        if (roles.isEmpty()) {
            throw item.malformed("cbor-record.ind", "is zero or has undefined bits");
        }
        return roles.get();
    }

    private static CmwRecord readTag(CborItem item) throws MalformedMessageException {
        long distance = item.tag("cbor-tag") - FIRST_TAG;
        long format = distance / 256 * 255 + distance % 256;
        if (distance < 0 || distance % 256 == 255 || format > 0xffff) {
            throw item.malformed("cbor-tag", "not the tag of a Content-Format (RFC 9277)");
        }
        Bytes value = item.tagContent("cbor-tag").bytes("cbor-tag.value");
        return new CmwRecord(new CmwType.ContentFormat((int) format), value, Set.of());
    }

    private static CmwCollection readCollection(CborItem item) throws MalformedMessageException {
        Optional<String> type = Optional.empty();
        Map<CborKey, Cmw> items = new LinkedHashMap<>();
        for (Map.Entry<CborKey, CborItem> entry :
                item.map("cbor-collection").entries().entrySet()) {
            if (entry.getKey().equals(CborKey.of(CmwCollection.TYPE_KEY))) {
                type = Optional.of(readCollectionType(entry.getValue()));
            } else if (entry.getKey() instanceof CborKey.Binary) {
                throw item.malformed("cbor-collection", "a label is an integer or a text");
            } else {
                items.put(entry.getKey(), read(entry.getValue()));
            }
        }
        if (items.isEmpty() || items.size() > MOST_ITEMS) {
            throw item.malformed("cbor-collection", items.size() + " items");
        }
        return new CmwCollection(type, items);
    }

    /** The type of a collection, its items unread. */
    static Optional<String> collectionType(Bytes message) throws MalformedMessageException {
        CborItem key = null;
        for (CborItem child : CborItem.decode(message, CborProfile.WELL_FORMED).pairs("cbor-collection")) {
            if (key == null) {
                key = child;
            } else if (key.isText(TYPE_KEY)) {
                return Optional.of(readCollectionType(child));
            } else {
                key = null;
            }
        }
        return Optional.empty();
    }

    private static String readCollectionType(CborItem item) throws MalformedMessageException {
        String text = item.text("cbor-collection.__cmwc_t");
        if (!CmwCollection.isType(text)) {
            throw item.malformed("cbor-collection.__cmwc_t", "neither a URI nor an OID");
        }
        return text;
    }

    static Bytes encode(Cmw cmw) {
        if (cmw instanceof CmwRecord record) {
            Bytes type = record.type() instanceof CmwType.ContentFormat format
                    ? Cbor.integer(format.number())
                    : Cbor.text(((CmwType.MediaType) record.type()).text());
            Bytes value = Cbor.bytes(record.value());
            return record.indicators().isEmpty()
                    ? Cbor.array(type, value)
                    : Cbor.array(type, value, Cbor.integer(ConceptualMessage.bits(record.indicators())));
        }
        CmwCollection collection = (CmwCollection) cmw;
        Cbor.MapBuilder map = Cbor.map();
        collection.type().ifPresent(type -> map.put(CmwCollection.TYPE_KEY, Cbor.text(type)));
        collection.items().forEach((label, item) -> map.put(label, encode(item)));
        return map.encode();
    }
}
