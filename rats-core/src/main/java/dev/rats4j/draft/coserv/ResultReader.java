package dev.rats4j.draft.coserv;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cbor.DateTimeText;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwCollection;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.corim.CorimItems;
import dev.rats4j.corim.TypeChoices;
import dev.rats4j.cots.Cots;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;

/** Reads results. */
final class ResultReader {

    private final CborMap map;
    private final TypeChoices choices;

    private ResultReader(CborMap map, TypeChoices choices) {
        this.map = map;
        this.choices = choices;
    }

    static CoservResults read(CborItem item, TypeChoices choices) throws MalformedMessageException {
        return new ResultReader(item.map("results"), choices).read();
    }

    private CoservResults read() throws MalformedMessageException {
        DateTimeText expiry = DateTimeText.read(map.required(10, "expiry"), "results.expiry");
        Optional<CborItem> manifests = map.optional(5);
        if (manifests.isPresent()) {
            map.expectNoOthers();
            return new CoservResults.OfManifests(readManifests(manifests.get()), expiry);
        }
        Optional<CborItem> sources = map.optional(11);
        Optional<CoservResults.ResultSet> collected = readSet();
        map.expectNoOthers();
        if (collected.isEmpty() && sources.isEmpty()) {
            throw map.item().malformed("results", "has neither collected nor source artifacts");
        }
        List<CmwRecord> records = sources.isPresent()
                ? QueryReader.list(sources.get(), "source-artifacts", 1, ResultReader::readRecord)
                : List.of();
        return new CoservResults.OfEnvironment(collected, records, expiry);
    }

    /** One of three sets; each has all its lists, which may be empty. */
    private Optional<CoservResults.ResultSet> readSet() throws MalformedMessageException {
        Optional<CborItem> rvq = map.optional(0);
        Optional<CborItem> evq = map.optional(1);
        Optional<CborItem> akq = map.optional(3);
        if (rvq.isPresent()) {
            return Optional.of(new CoservResults.ReferenceValues(
                    quads(rvq.get(), "rvq", item -> CorimItems.readValueTriple(item, choices))));
        }
        if (evq.isPresent()) {
            CborItem ceq = map.required(2, "ceq");
            return Optional.of(new CoservResults.EndorsedValues(
                    quads(evq.get(), "evq", item -> CorimItems.readValueTriple(item, choices)),
                    quads(ceq, "ceq", item -> CorimItems.readConditionalEndorsement(item, choices))));
        }
        if (akq.isPresent()) {
            CborItem tas = map.required(4, "tas");
            return Optional.of(new CoservResults.TrustAnchors(
                    quads(akq.get(), "akq", item -> CorimItems.readKeyTriple(item, choices)),
                    quads(tas, "tas", Cots::read)));
        }
        return Optional.empty();
    }

    private <T> List<CoservResults.Quad<T>> quads(CborItem item, String field, QueryReader.Reader<? extends T> reader)
            throws MalformedMessageException {
        return QueryReader.list(item, field, 0, quad -> {
            CborMap parts = quad.map(field);
            CborItem authorities = parts.required(1, "authorities");
            CborItem statement = parts.required(2, "statement");
            parts.expectNoOthers();
            return new CoservResults.Quad<T>(CorimItems.readKeys(authorities, choices), reader.read(statement));
        });
    }

    private static CmwRecord readRecord(CborItem item) throws MalformedMessageException {
        item.elements("source-artifacts"); // an array: a tag is no cbor-record
        return (CmwRecord) decode(item, "source-artifacts");
    }

    private static Optional<CmwCollection> readManifests(CborItem item) throws MalformedMessageException {
        return item.map("rims").isEmpty() ? Optional.empty() : Optional.of((CmwCollection) decode(item, "rims"));
    }

    private static Cmw decode(CborItem item, String field) throws MalformedMessageException {
        try {
            return Cmw.decode(item.encoded());
        } catch (MalformedMessageException e) {
            throw item.malformed(field + "." + e.field(), "in the wrapper, " + e.getMessage());
        }
    }
}
