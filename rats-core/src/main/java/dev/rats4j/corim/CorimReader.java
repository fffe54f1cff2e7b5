package dev.rats4j.corim;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import dev.rats4j.wire.ObjectIdentifier;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads corim-map and concise-mid-tag, draft-ietf-rats-corim-11, 4 and 5. */
final class CorimReader {

    private static final long COMID_TAG = 506;
    private static final long EPOCH_TIME_TAG = 1;
    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private static final Map<Long, String> OTHER_TRIPLES = Map.of(
            2L, "identity-triples",
            4L, "dependency-triples",
            5L, "membership-triples",
            6L, "coswid-triples",
            8L, "conditional-endorsement-series-triples",
            10L, "conditional-endorsement-triples");

    private CorimReader() {}

    static Corim read(CborItem item) throws MalformedMessageException {
        CborMap map = item.tagged(Corim.TAG, "corim").map("corim-map");
        TagId id = readId(map.required(0, "id"), "corim-map.id");
        List<Comid> comids = new ArrayList<>();
        List<String> uninterpreted = new ArrayList<>();
        for (CborItem tag : map.required(1, "tags").elements("corim-map.tags")) {
            readTag(tag, comids, uninterpreted);
        }
        if (map.optional(2).isPresent()) {
            uninterpreted.add("dependent-rims");
        }
        Optional<CborItem> profile = map.optional(3);
        Optional<CborItem> validity = map.optional(4);
        Optional<CborItem> entities = map.optional(5);
        for (CborKey other : map.others().keySet()) {
            uninterpreted.add("corim-map " + other);
        }
        if (comids.isEmpty() && uninterpreted.isEmpty()) {
            throw item.malformed("corim-map.tags", "is empty");
        }
        return new Corim(
                id,
                comids,
                profile.isPresent() ? Optional.of(readProfile(profile.get())) : Optional.empty(),
                validity.isPresent() ? Optional.of(readValidity(validity.get())) : Optional.empty(),
                entities.isPresent() ? readEntities(entities.get(), 1, 2) : List.of(),
                uninterpreted);
    }

    private static void readTag(CborItem tag, List<Comid> comids, List<String> uninterpreted)
            throws MalformedMessageException {
        if (tag.isTagged(COMID_TAG)) {
            Bytes encoded = tag.tagContent("concise-mid-tag").bytes("concise-mid-tag");
            comids.add(readComid(CborItem.decode(encoded, CborProfile.WELL_FORMED)));
        } else {
            uninterpreted.add("tag " + tag.tag("corim-map.tags"));
        }
    }

    private static Comid readComid(CborItem item) throws MalformedMessageException {
        CborMap map = item.map("concise-mid-tag");
        List<String> uninterpreted = new ArrayList<>();
        Optional<CborItem> language = map.optional(0);
        if (language.isPresent()) {
            language.get().text("concise-mid-tag.language"); // for people; decides nothing
        }
        CborMap identity = map.required(1, "tag-identity").map("tag-identity-map");
        TagId id = readId(identity.required(0, "tag-id"), "tag-identity-map.tag-id");
        Optional<CborItem> version = identity.optional(1);
        identity.expectNoOthers();
        Optional<CborItem> entities = map.optional(2);
        if (map.optional(3).isPresent()) {
            uninterpreted.add("linked-tags");
        }
        CborMap triples = map.required(4, "triples").map("triples-map");
        if (triples.isEmpty()) {
            throw triples.item().malformed("triples-map", "is empty");
        }
        List<ValueTriple> referenceValues = readValueTriples(triples.optional(0));
        List<ValueTriple> endorsedValues = readValueTriples(triples.optional(1));
        List<KeyTriple> attestKeys = readKeyTriples(triples.optional(3));
        for (CborKey other : triples.others().keySet()) {
            String name = other instanceof CborKey.Int number ? OTHER_TRIPLES.get(number.value()) : null;
            uninterpreted.add(name == null ? "triples-map " + other : name);
        }
        map.others().keySet().forEach(other -> uninterpreted.add("concise-mid-tag " + other));
        return new Comid(
                id,
                version.isPresent() ? version.get().unsigned("tag-identity-map.tag-version") : 0,
                entities.isPresent() ? readEntities(entities.get(), 0, 2) : List.of(),
                referenceValues,
                endorsedValues,
                attestKeys,
                uninterpreted);
    }

    private static List<ValueTriple> readValueTriples(Optional<CborItem> item) throws MalformedMessageException {
        List<ValueTriple> triples = new ArrayList<>();
        if (item.isPresent()) {
            for (CborItem triple : item.get().elements("value triples")) {
                CborItem[] parts = triple.elements(2, 2, "value triple");
                triples.add(new ValueTriple(EnvironmentCodec.read(parts[0]), MeasurementReader.readList(parts[1])));
            }
            requireNotEmpty(triples, item.get(), "value triples");
        }
        return triples;
    }

    private static List<KeyTriple> readKeyTriples(Optional<CborItem> item) throws MalformedMessageException {
        List<KeyTriple> triples = new ArrayList<>();
        if (item.isPresent()) {
            for (CborItem triple : item.get().elements("attest-key-triples")) {
                triples.add(readKeyTriple(triple));
            }
            requireNotEmpty(triples, item.get(), "attest-key-triples");
        }
        return triples;
    }

    private static KeyTriple readKeyTriple(CborItem item) throws MalformedMessageException {
        CborItem[] parts = item.elements(2, 3, "attest-key-triple-record");
        Optional<MeasuredElement> key = Optional.empty();
        List<CryptoKey> authorizedBy = List.of();
        if (parts.length == 3) {
            CborMap conditions = parts[2].map("attest-key-triple-record.conditions");
            Optional<CborItem> mkey = conditions.optional(0);
            Optional<CborItem> authority = conditions.optional(1);
            conditions.expectNoOthers();
            if (mkey.isEmpty() && authority.isEmpty()) {
                throw parts[2].malformed("attest-key-triple-record.conditions", "is empty");
            }
            key = mkey.isPresent() ? Optional.of(MeasurementReader.readKey(mkey.get())) : Optional.empty();
            authorizedBy = authority.isPresent() ? EnvironmentCodec.readKeys(authority.get()) : List.of();
        }
        return new KeyTriple(EnvironmentCodec.read(parts[0]), EnvironmentCodec.readKeys(parts[1]), key, authorizedBy);
    }

    private static List<CorimEntity> readEntities(CborItem item, long leastRole, long mostRole)
            throws MalformedMessageException {
        List<CorimEntity> entities = new ArrayList<>();
        for (CborItem entity : item.elements("entities")) {
            CborMap map = entity.map("entity-map");
            String name = map.required(0, "entity-name").text("entity-map.entity-name");
            Optional<CborItem> registrationId = map.optional(1);
            List<Long> roles = new ArrayList<>();
            for (CborItem role : map.required(2, "role").elements("entity-map.role")) {
                long number = role.unsigned("entity-map.role");
                if (number < leastRole || number > mostRole) {
                    throw role.malformed("entity-map.role", number + " is not a role here");
                }
                roles.add(number);
            }
            requireNotEmpty(roles, entity, "entity-map.role");
            entities.add(new CorimEntity(
                    name,
                    registrationId.isPresent() ? Optional.of(readUri(registrationId.get())) : Optional.empty(),
                    roles));
        }
        requireNotEmpty(entities, item, "entities");
        return entities;
    }

    /** uri is tag 32; some writers leave the tag out. */
    static String readUri(CborItem item) throws MalformedMessageException {
        return item.isTagged(32) ? item.tagContent("uri").text("uri") : item.text("uri");
    }

    private static String readProfile(CborItem item) throws MalformedMessageException {
        if (!item.isTagged(TypedId.OID)) {
            return readUri(item);
        }
        Bytes content = item.tagContent("profile").bytes("profile");
        return ObjectIdentifier.ofContent(content)
                .map(ObjectIdentifier::dotted)
                .orElseThrow(() -> item.malformed("profile", "is not an object identifier"));
    }

    static Validity readValidity(CborItem item) throws MalformedMessageException {
        CborMap map = item.map("validity-map");
        Optional<CborItem> start = map.optional(0);
        Instant notAfter = readTime(map.required(1, "not-after"), RoundingMode.FLOOR);
        map.expectNoOthers();
        Optional<Instant> notBefore =
                start.isPresent() ? Optional.of(readTime(start.get(), RoundingMode.CEILING)) : Optional.empty();
        if (notBefore.filter(notAfter::isBefore).isPresent()) {
            throw item.malformed("validity-map", "not-after is before not-before");
        }
        return new Validity(notBefore, notAfter);
    }

    /** time is an integer or a float; fractions are rounded so that the validity gets shorter, never longer. */
    private static Instant readTime(CborItem item, RoundingMode rounding) throws MalformedMessageException {
        CborItem number = item.tagged(EPOCH_TIME_TAG, "time");
        long seconds;
        if (number.kind() == CborItem.Kind.FLOAT) {
            double value = number.floating("time");
            seconds = Double.isFinite(value) // the range of long saturates, and is checked below
                    ? (long) (rounding == RoundingMode.FLOOR ? Math.floor(value) : Math.ceil(value))
                    : -1;
        } else {
            seconds = number.integer("time");
        }
        if (!isTime(seconds)) {
            throw item.malformed("time", "is before 1970 or after 9999");
        }
        return Instant.ofEpochSecond(seconds);
    }

    static boolean isTime(long seconds) {
        return seconds >= 0 && seconds <= LAST_SECOND;
    }

    static TagId readId(CborItem item, String field) throws MalformedMessageException {
        if (item.kind() == CborItem.Kind.TEXT) {
            return TagId.of(item.text(field));
        }
        CborItem uuid =
                item.isTagged(TypedId.UUID) ? item.tagContent(field) : item; // uuid-type is untagged; both are met
        Bytes bytes = uuid.bytes(field);
        if (bytes.length() != 16) {
            throw item.malformed(field, bytes.length() + " bytes, a UUID has 16");
        }
        return new TagId.Uuid(bytes);
    }

    private static void requireNotEmpty(List<?> list, CborItem item, String field) throws MalformedMessageException {
        if (list.isEmpty()) {
            throw item.malformed(field, "is empty");
        }
    }
}
