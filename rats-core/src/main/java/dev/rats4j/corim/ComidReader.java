package dev.rats4j.corim;

import dev.rats4j.cbor.CborCursor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads concise-mid-tag, draft-ietf-rats-corim-11, 5. */
final class ComidReader {

    private final CborCursor in;
    private final PartReader parts;
    private final TriplesReader triplesReader;

    private Optional<String> language = Optional.empty();
    private Optional<TagIdentity> identity = Optional.empty();
    private List<CorimEntity> entities = List.of();
    private List<LinkedTag> linkedTags = List.of();
    private Optional<Triples> triples = Optional.empty();
    private final Map<Long, Bytes> extensions = new TreeMap<>();

    ComidReader(CborItem item, TypeChoices choices) {
        in = CborCursor.of(item);
        parts = new PartReader(in);
        triplesReader = new TriplesReader(in, choices);
    }

    Comid read() throws MalformedMessageException {
        int start = in.offset();
        in.enterMap("concise-mid-tag");
        while (in.more()) {
            readEntry(in.key("concise-mid-tag"));
        }
        if (identity.isEmpty()) {
            throw new MalformedMessageException("concise-mid-tag", start, "lacks tag-identity (1)");
        }
        if (triples.isEmpty()) {
            throw new MalformedMessageException("concise-mid-tag", start, "lacks triples (4)");
        }
        return new Comid(language, identity.get(), entities, linkedTags, triples.get(), extensions);
    }

    private void readEntry(long key) throws MalformedMessageException {
        if (key == 0) {
            language = Optional.of(in.text("concise-mid-tag.language"));
        } else if (key == 1) {
            identity = Optional.of(parts.identity());
        } else if (key == 2) {
            entities = parts.entities(0, 2);
        } else if (key == 3) {
            linkedTags = parts.list("linked-tags", this::readLinkedTag);
        } else if (key == 4) {
            triples = Optional.of(triplesReader.read());
        } else {
            extensions.put(key, in.item().encoded());
        }
    }

    private LinkedTag readLinkedTag() throws MalformedMessageException {
        int start = in.offset();
        Optional<TagId> id = Optional.empty();
        Optional<LinkedTag.Relation> relation = Optional.empty();
        in.enterMap("linked-tag-map");
        while (in.more()) {
            long key = in.key("linked-tag-map");
            if (key == 0) {
                id = Optional.of(parts.id("linked-tag-map.linked-tag-id"));
            } else if (key == 1) {
                relation = Optional.of(readRelation());
            } else {
                throw in.malformed("linked-tag-map", "unknown key " + key);
            }
        }
        if (id.isEmpty() || relation.isEmpty()) {
            throw new MalformedMessageException("linked-tag-map", start, "lacks linked-tag-id (0) or tag-rel (1)");
        }
        return new LinkedTag(id.get(), relation.get());
    }

    private LinkedTag.Relation readRelation() throws MalformedMessageException {
        int start = in.offset();
        long number = in.unsigned("linked-tag-map.tag-rel");
        for (LinkedTag.Relation relation : LinkedTag.Relation.values()) {
            if (relation.number() == number) {
                return relation;
            }
        }
        throw new MalformedMessageException("linked-tag-map.tag-rel", start, number + " is not a relation");
    }
}
