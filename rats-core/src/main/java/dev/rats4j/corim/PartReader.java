package dev.rats4j.corim;

import dev.rats4j.cbor.CborCursor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import dev.rats4j.wire.ObjectIdentifier;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Reads what several maps of CoRIM have in common: identities, entities, validity, URIs, digests. */
final class PartReader {

    private static final long URI = 32;
    private static final long EPOCH_TIME_TAG = 1;

    private final CborCursor in;

    PartReader(CborCursor in) {
        this.in = in;
    }

    /** Reads one element. */
    interface Element<T> {
        T read() throws MalformedMessageException;
    }

    /** An array of at least one element. */
    <T> List<T> list(String field, Element<? extends T> element) throws MalformedMessageException {
        int start = in.offset();
        List<T> list = optionalList(field, element);
        if (list.isEmpty()) {
            throw new MalformedMessageException(field, start, "is empty");
        }
        return list;
    }

    /** An array, possibly empty. */
    <T> List<T> optionalList(String field, Element<? extends T> element) throws MalformedMessageException {
        List<T> list = new ArrayList<>(1);
        in.enterArray(field);
        while (in.more()) {
            list.add(element.read());
        }
        return list;
    }

    /** tag-id-type-choice and corim-id-type-choice: text or UUID. The UUID is untagged; with tag 37 it is met. */
    TagId id(String field) throws MalformedMessageException {
        if (in.kind() == CborItem.Kind.TEXT) {
            return TagId.of(in.text(field));
        }
        int start = in.offset();
        in.takeTag(TypedId.UUID);
        Bytes bytes = in.bytes(field);
        if (bytes.length() != 16) {
            throw new MalformedMessageException(field, start, bytes.length() + " bytes, a UUID has 16");
        }
        return new TagId.Uuid(bytes);
    }

    TagIdentity identity() throws MalformedMessageException {
        int start = in.offset();
        Optional<TagId> id = Optional.empty();
        OptionalLong version = OptionalLong.empty();
        in.enterMap("tag-identity-map");
        while (in.more()) {
            long key = in.key("tag-identity-map");
            if (key == 0) {
                id = Optional.of(id("tag-identity-map.tag-id"));
            } else if (key == 1) {
                version = OptionalLong.of(in.unsigned("tag-identity-map.tag-version"));
            } else {
                throw in.malformed("tag-identity-map", "unknown key " + key);
            }
        }
        if (id.isEmpty()) {
            throw new MalformedMessageException("tag-identity-map", start, "lacks tag-id (0)");
        }
        return new TagIdentity(id.get(), version);
    }

    List<CorimEntity> entities(long leastRole, long mostRole) throws MalformedMessageException {
        return list("entities", () -> entity(leastRole, mostRole));
    }

    private CorimEntity entity(long leastRole, long mostRole) throws MalformedMessageException {
        int start = in.offset();
        Optional<String> name = Optional.empty();
        Optional<String> registrationId = Optional.empty();
        List<Long> roles = List.of();
        Map<Long, Bytes> extensions = new TreeMap<>();
        in.enterMap("entity-map");
        while (in.more()) {
            long key = in.key("entity-map");
            if (key == 0) {
                name = Optional.of(in.text("entity-map.entity-name"));
            } else if (key == 1) {
                registrationId = Optional.of(uri());
            } else if (key == 2) {
                roles = list("entity-map.role", () -> role(leastRole, mostRole));
            } else {
                extensions.put(key, in.item().encoded());
            }
        }
        if (name.isEmpty()) {
            throw new MalformedMessageException("entity-map", start, "lacks entity-name (0)");
        }
        if (roles.isEmpty()) {
            throw new MalformedMessageException("entity-map", start, "lacks role (2)");
        }
        return new CorimEntity(name.get(), registrationId, roles, extensions);
    }

    private long role(long leastRole, long mostRole) throws MalformedMessageException {
        int start = in.offset();
        long number = in.unsigned("entity-map.role");
        if (number < leastRole || number > mostRole) {
            throw new MalformedMessageException("entity-map.role", start, number + " is not a role here");
        }
        return number;
    }

    /** uri is tag 32; some writers leave the tag out. */
    String uri() throws MalformedMessageException {
        in.takeTag(URI);
        return in.text("uri");
    }

    /** A URI, or an OID in dotted notation; a text that looks like the latter would be mistaken for it, and is no URI. */
    String profile() throws MalformedMessageException {
        int start = in.offset();
        if (in.takeTag(TypedId.OID)) {
            return ObjectIdentifier.ofContent(in.bytes("profile"))
                    .map(ObjectIdentifier::dotted)
                    .orElseThrow(() -> new MalformedMessageException("profile", start, "is not an object identifier"));
        }
        String uri = uri();
        if (ObjectIdentifier.parse(uri).isPresent()) {
            throw new MalformedMessageException("profile", start, "is an object identifier written as text");
        }
        return uri;
    }

    Validity validity() throws MalformedMessageException {
        int start = in.offset();
        Optional<Instant> notBefore = Optional.empty();
        Optional<Instant> notAfter = Optional.empty();
        in.enterMap("validity-map");
        while (in.more()) {
            long key = in.key("validity-map");
            if (key == 0) {
                notBefore = Optional.of(time(RoundingMode.CEILING));
            } else if (key == 1) {
                notAfter = Optional.of(time(RoundingMode.FLOOR));
            } else {
                throw in.malformed("validity-map", "unknown key " + key);
            }
        }
        if (notAfter.isEmpty()) {
            throw new MalformedMessageException("validity-map", start, "lacks not-after (1)");
        }
        if (notBefore.filter(notAfter.get()::isBefore).isPresent()) {
            throw new MalformedMessageException("validity-map", start, "not-after is before not-before");
        }
        return new Validity(notBefore, notAfter.get());
    }

    private Instant time(RoundingMode rounding) throws MalformedMessageException {
        return time(in.item().tagged(EPOCH_TIME_TAG, "time"), rounding, "time");
    }

    /** A number of seconds, integer or float; fractions are rounded so that the validity gets shorter, never longer. */
    static Instant time(CborItem number, RoundingMode rounding, String field) throws MalformedMessageException {
        long seconds;
        if (number.kind() == CborItem.Kind.FLOAT) {
            double value = number.floating(field);
            seconds = Double.isFinite(value) // the range of long saturates, and is checked below
                    ? (long) (rounding == RoundingMode.FLOOR ? Math.floor(value) : Math.ceil(value))
                    : -1;
        } else {
            seconds = number.integer(field);
        }
        if (!Validity.isTime(seconds)) {
            throw number.malformed(field, "is before 1970 or after 9999");
        }
        return Instant.ofEpochSecond(seconds);
    }

    /** {@code [algorithm, value]}; read here as NamedDigest does, without views: there are many. */
    NamedDigest digest() throws MalformedMessageException {
        in.enterArray(2, 2, "digest");
        NamedDigest.Algorithm algorithm = in.kind() == CborItem.Kind.TEXT
                ? new NamedDigest.ByName(in.text("digest.alg"))
                : new NamedDigest.ByNumber(in.integer("digest.alg"));
        Bytes value = in.bytes("digest.val");
        in.leave();
        return new NamedDigest(algorithm, value);
    }
}
