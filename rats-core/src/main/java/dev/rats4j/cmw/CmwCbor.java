package dev.rats4j.cmw;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Wrappers in CBOR. */
final class CmwCbor {

    /** Wrappers that were read, the outermost and all in it. */
    private int count;

    private CmwCbor() {}

    static Cmw decode(Bytes message) throws MalformedMessageException {
        return read(CborItem.decode(message, CborProfile.WELL_FORMED));
    }

    static Cmw read(CborItem item) throws MalformedMessageException {
        return new CmwCbor().read(item, 0);
    }

    /** @param levels collections around it */
    private Cmw read(CborItem item, int levels) throws MalformedMessageException {
        if (++count > CmwCollection.MOST_WRAPPERS) {
            throw item.malformed("CMW", "more than " + CmwCollection.MOST_WRAPPERS + " wrappers");
        }
        return switch (item.kind()) {
            case ARRAY -> readRecord(item, Optional.empty());
            case TAG -> readTag(item);
            case MAP -> readCollection(item, levels + 1);
            default -> throw item.malformed("CMW", "is " + item.kind() + ", not an array, a map or a tag");
        };
    }

    static CmwRecord readRecord(CborItem item, Optional<CmwType.MediaType> expected) throws MalformedMessageException {
        Iterator<CborItem> parts = item.elements("cbor-record").iterator();
        CborItem first = next(parts, item);
        CmwType type = expected.isPresent() && first.isText(expected.get().text()) ? expected.get() : readType(first);
        Bytes value = next(parts, item).bytes("cbor-record.value");
        Set<ConceptualMessage> indicators = parts.hasNext() ? readIndicators(parts.next()) : Set.of();
        if (parts.hasNext()) {
            throw item.malformed("cbor-record", "more than 3 elements");
        }
        return new CmwRecord(type, value, indicators);
    }

    private static CborItem next(Iterator<CborItem> parts, CborItem item) throws MalformedMessageException {
        if (!parts.hasNext()) {
            throw item.malformed("cbor-record", "fewer than 2 elements");
        }
        return parts.next();
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
        try {
            return new CmwType.MediaType(text);
        } catch (IllegalArgumentException e) {
            throw item.malformed("cbor-record.type", "not a media type");
        }
    }

    private static Set<ConceptualMessage> readIndicators(CborItem item) throws MalformedMessageException {
        Optional<Set<ConceptualMessage>> roles = ConceptualMessage.ofBits(item.unsigned("cbor-record.ind"));
        if (roles.isEmpty()) {
            throw item.malformed("cbor-record.ind", "is zero or has undefined bits");
        }
        return roles.get();
    }

    private static CmwRecord readTag(CborItem item) throws MalformedMessageException {
        Optional<CmwType.ContentFormat> format = CmwType.ContentFormat.ofTag(item.tag("cbor-tag"));
        if (format.isEmpty()) {
            throw item.malformed("cbor-tag", "not the tag of a Content-Format (RFC 9277)");
        }
        Bytes value = item.tagContent("cbor-tag").bytes("cbor-tag.value");
        return new CmwRecord(format.get(), value, Set.of());
    }

    private CmwCollection readCollection(CborItem item, int levels) throws MalformedMessageException {
        if (levels > CmwCollection.MOST_LEVELS) {
            throw item.malformed("cbor-collection", "more than " + CmwCollection.MOST_LEVELS + " collections deep");
        }
        @Nullable String[] type = new String[1];
        Map<CborKey, Cmw> items = new LinkedHashMap<>();
        item.forEachPair("cbor-collection", (key, value) -> {
            if (key.isText(CmwCollection.TYPE_KEY)) {
                type[0] = readCollectionType(value);
            } else if (key.kind() == CborItem.Kind.BYTES) {
                throw item.malformed("cbor-collection", "a label is an integer or a text");
            } else {
                items.put(key.key(), read(value, levels));
            }
        });
        if (items.isEmpty() || items.size() > CmwCollection.MOST_ITEMS) {
            throw item.malformed("cbor-collection", items.size() + " items");
        }
        return new CmwCollection(Optional.ofNullable(type[0]), items);
    }

    static void forEachItem(Bytes message, String type, Cmw.ItemReader reader) throws MalformedMessageException {
        boolean[] hasType = new boolean[1];
        CborItem item = CborItem.decode(message, CborProfile.WELL_FORMED);
        item.forEachPair("cbor-collection", (label, value) -> {
            if (label.isText(CmwCollection.TYPE_KEY)) {
                hasType[0] = value.isText(type);
            } else {
                reader.read(label, value);
            }
        });
        if (!hasType[0]) {
            throw item.malformed("cbor-collection", "not a collection of type " + type);
        }
    }

    /** The type of a collection, its items unread. */
    static Optional<String> collectionType(Bytes message) throws MalformedMessageException {
        @Nullable String[] type = new String[1];
        CborItem.decode(message, CborProfile.WELL_FORMED).forEachPair("cbor-collection", (key, value) -> {
            if (key.isText(CmwCollection.TYPE_KEY)) {
                type[0] = readCollectionType(value);
            }
        });
        return Optional.ofNullable(type[0]);
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
