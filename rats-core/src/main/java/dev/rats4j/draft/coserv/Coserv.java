package dev.rats4j.draft.coserv;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.corim.CorimProfile;
import dev.rats4j.corim.CorimProfiles;
import dev.rats4j.corim.TypeChoices;
import dev.rats4j.json.Base64Url;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import dev.rats4j.wire.ObjectIdentifier;
import java.time.Instant;
import java.util.Optional;

/**
 * A coserv map: a query, or a query with its results.
 *
 * @param profile a URI, or an OID in dotted notation
 * @param query what is asked for
 * @param results what was found; they fit the query
 */
public record Coserv(String profile, CoservQuery query, Optional<CoservResults> results) {

    /** Media type of queries and unsigned results. */
    public static final String MEDIA_TYPE = "application/coserv+cbor";

    private static final String NAME = "coserv";
    private static final long OID = 111;

    /** Refuses results that do not fit the query. */
    public Coserv {
        Optional<String> mismatch = results.flatMap(query::mismatch);
        if (mismatch.isPresent()) {
            throw new IllegalArgumentException(mismatch.get());
        }
    }

    /** A query. */
    public static Coserv query(String profile, CoservQuery query) {
        return new Coserv(profile, query, Optional.empty());
    }

    /** The same query with results. */
    public Coserv with(CoservResults found) {
        return new Coserv(profile, query, Optional.of(found));
    }

    /** The query without results. */
    public Coserv withoutResults() {
        return new Coserv(profile, query, Optional.empty());
    }

    /**
     * What a message answers to a query.
     *
     * @param asked the query, with or without results of its own
     * @param now the time of the reader
     * @return empty unless the message has results, for exactly this query, that have not expired
     */
    public Optional<CoservResults> answerTo(Coserv asked, Instant now) {
        boolean same = profile.equals(asked.profile) && query.equals(asked.query);
        return results.filter(found -> same && !now.isAfter(found.expiry().time()));
    }

    /**
     * Decodes a message whose profile adds no types, in any encoding. The draft wants queries to be deterministic, which implementations
     * do not keep to; it is held against them where a query is an identifier, {@link #ofPathSegment}.
     *
     * @throws MalformedMessageException for anything else, and nothing else for any bytes
     */
    public static Coserv decode(Bytes message) throws MalformedMessageException {
        return decode(message, CorimProfiles.NONE);
    }

    /** The same with the types of these profiles. */
    public static Coserv decode(Bytes message, CorimProfiles profiles) throws MalformedMessageException {
        CborItem item = CborItem.decode(message, CborProfile.WELL_FORMED);
        CborMap map = item.map(NAME);
        String profile = readProfile(map.required(0, "profile"));
        TypeChoices choices =
                profiles.find(profile).map(CorimProfile::typeChoices).orElse(TypeChoices.NONE);
        CborItem queryItem = map.required(1, "query");
        Optional<CborItem> resultsItem = map.optional(2);
        map.expectNoOthers();
        CoservQuery query = QueryReader.read(queryItem, choices);
        if (resultsItem.isEmpty()) {
            return query(profile, query);
        }
        CoservResults results = ResultReader.read(resultsItem.get(), choices);
        Optional<String> mismatch = query.mismatch(results);
        if (mismatch.isPresent()) {
            throw resultsItem.get().malformed("results", mismatch.get());
        }
        return new Coserv(profile, query, Optional.of(results));
    }

    /** The draft has an object identifier as bare bytes; with the tag that it has in a CoRIM it is read too. */
    private static String readProfile(CborItem item) throws MalformedMessageException {
        String field = NAME + ".profile";
        CborItem content = item.isTagged(OID) ? item.tagContent(field) : item;
        if (content != item || item.kind() == CborItem.Kind.BYTES) {
            return ObjectIdentifier.ofContent(content.bytes(field))
                    .map(ObjectIdentifier::dotted)
                    .orElseThrow(() -> item.malformed(field, "is no object identifier"));
        }
        String uri = item.text(field);
        if (ObjectIdentifier.parse(uri).isPresent()) {
            throw item.malformed(field, "is an object identifier written as text");
        }
        return uri;
    }

    /** The message in deterministic encoding. */
    public Bytes encode() {
        Bytes encodedProfile = ObjectIdentifier.parse(profile)
                .map(oid -> Cbor.bytes(oid.content()))
                .orElseGet(() -> Cbor.text(profile));
        Cbor.MapBuilder map = Cbor.map().put(0, encodedProfile).put(1, QueryWriter.write(query));
        results.ifPresent(found -> map.put(2, ResultWriter.write(found)));
        return map.encode();
    }

    /** The query as the last segment of a path: base64url of its encoding, without results. */
    public String toPathSegment() {
        return Base64Url.encode(withoutResults().encode());
    }

    /** Reads the last segment of a path: a query without results, in deterministic encoding. */
    public static Coserv ofPathSegment(String segment) throws MalformedMessageException {
        Bytes encoded = Base64Url.decode(NAME, 0, segment);
        Coserv query = decode(encoded);
        if (query.results().isPresent()) {
            throw new MalformedMessageException(NAME, 0, "is a query that brings results");
        }
        CborItem.decode(encoded, CborProfile.DETERMINISTIC);
        return query;
    }
}
