package dev.rats4j.corim;

import dev.rats4j.cbor.CborCursor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.coswid.Coswid;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads corim-map and concise-tl-tag, draft-ietf-rats-corim-11, 4 and 6. */
final class CorimReader {

    private final CborCursor in;
    private final PartReader parts;
    private final TypeChoices choices;

    private Optional<TagId> id = Optional.empty();
    private List<ConciseTag> tags = List.of();
    private List<CorimLocator> dependentRims = List.of();
    private Optional<String> profile = Optional.empty();
    private Optional<Validity> validity = Optional.empty();
    private List<CorimEntity> entities = List.of();
    private final Map<Long, Bytes> extensions = new TreeMap<>();

    private CorimReader(CborItem map, TypeChoices choices) {
        in = CborCursor.of(map);
        parts = new PartReader(in);
        this.choices = choices;
    }

    static Corim read(CborItem item, CorimProfiles profiles) throws MalformedMessageException {
        CborItem map = item.tagged(Corim.TAG, "corim");
        return new CorimReader(map, typeChoices(map, profiles)).read();
    }

    /** The profile stands behind the tags whose types it widens. The tags are byte strings, so this look costs little. */
    private static TypeChoices typeChoices(CborItem map, CorimProfiles profiles) throws MalformedMessageException {
        if (profiles.isEmpty()) {
            return TypeChoices.NONE;
        }
        List<String> found = new ArrayList<>(1);
        map.forEachPair("corim-map", (key, value) -> {
            if (key.kind() == CborItem.Kind.UNSIGNED && key.unsigned("corim-map") == 3) {
                found.add(new PartReader(CborCursor.of(value)).profile());
            }
        });
        return profiles.typeChoices(found.stream().findFirst());
    }

    private Corim read() throws MalformedMessageException {
        int start = in.offset();
        in.enterMap("corim-map");
        while (in.more()) {
            readEntry(in.key("corim-map"));
        }
        if (id.isEmpty()) {
            throw new MalformedMessageException("corim-map", start, "lacks id (0)");
        }
        if (tags.isEmpty()) {
            throw new MalformedMessageException("corim-map", start, "lacks tags (1)");
        }
        return new Corim(id.get(), tags, dependentRims, profile, validity, entities, extensions);
    }

    private void readEntry(long key) throws MalformedMessageException {
        if (key == 0) {
            id = Optional.of(parts.id("corim-map.id"));
        } else if (key == 1) {
            tags = parts.list("corim-map.tags", this::readTag);
        } else if (key == 2) {
            dependentRims = parts.list("dependent-rims", this::readLocator);
        } else if (key == 3) {
            profile = Optional.of(parts.profile());
        } else if (key == 4) {
            validity = Optional.of(parts.validity());
        } else if (key == 5) {
            entities = parts.entities(1, 2);
        } else {
            extensions.put(key, in.item().encoded());
        }
    }

    private ConciseTag readTag() throws MalformedMessageException {
        long tag = in.tag("corim-map.tags");
        if (tag == Comid.TAG) {
            return new ComidReader(content("concise-mid-tag"), choices).read();
        }
        if (tag == ConciseTagList.TAG) {
            return readTagList(content("concise-tl-tag"));
        }
        if (tag == CoswidTag.TAG) {
            return new CoswidTag(Coswid.read(content("concise-swid-tag")));
        }
        return new EncodedTag(tag, in.item().encoded());
    }

    private CborItem content(String field) throws MalformedMessageException {
        return CborItem.decode(in.bytes(field), CborProfile.WELL_FORMED);
    }

    static ConciseTagList readTagList(CborItem item) throws MalformedMessageException {
        CborCursor list = CborCursor.of(item);
        PartReader parts = new PartReader(list);
        Optional<TagIdentity> identity = Optional.empty();
        List<TagIdentity> tags = List.of();
        Optional<Validity> validity = Optional.empty();
        list.enterMap("concise-tl-tag");
        while (list.more()) {
            long key = list.key("concise-tl-tag");
            if (key == 0) {
                identity = Optional.of(parts.identity());
            } else if (key == 1) {
                tags = parts.list("tags-list", parts::identity);
            } else if (key == 2) {
                validity = Optional.of(parts.validity());
            } else {
                throw list.malformed("concise-tl-tag", "unknown key " + key);
            }
        }
        if (identity.isEmpty() || tags.isEmpty() || validity.isEmpty()) {
            throw item.malformed("concise-tl-tag", "lacks tag-identity (0), tags-list (1) or tl-validity (2)");
        }
        return new ConciseTagList(identity.get(), tags, validity.get());
    }

    private CorimLocator readLocator() throws MalformedMessageException {
        int start = in.offset();
        List<String> hrefs = List.of();
        List<NamedDigest> thumbprints = List.of();
        in.enterMap("corim-locator-map");
        while (in.more()) {
            long key = in.key("corim-locator-map");
            if (key == 0) {
                hrefs = in.kind() == CborItem.Kind.ARRAY
                        ? parts.list("corim-locator-map.href", parts::uri)
                        : List.of(parts.uri());
            } else if (key == 1) {
                thumbprints = readThumbprints();
            } else {
                throw in.malformed("corim-locator-map", "unknown key " + key);
            }
        }
        if (hrefs.isEmpty()) {
            throw new MalformedMessageException("corim-locator-map", start, "lacks href (0)");
        }
        return new CorimLocator(hrefs, thumbprints);
    }

    /** One digest begins with its algorithm, a list of them with a digest. */
    private List<NamedDigest> readThumbprints() throws MalformedMessageException {
        for (CborItem first : in.peek().elements("corim-locator-map.thumbprint")) {
            return first.kind() == CborItem.Kind.ARRAY
                    ? parts.list("corim-locator-map.thumbprint", parts::digest)
                    : List.of(parts.digest());
        }
        throw in.malformed("corim-locator-map.thumbprint", "is empty");
    }
}
