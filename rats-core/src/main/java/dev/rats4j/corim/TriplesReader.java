package dev.rats4j.corim;

import dev.rats4j.cbor.CborCursor;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;

/** Reads triples-map and the records of every kind of triple. */
final class TriplesReader {

    private final CborCursor in;
    private final PartReader parts;
    private final EnvironmentReader environments;
    private final KeyReader keys;
    private final MeasurementReader measurements;

    TriplesReader(CborCursor in, TypeChoices choices) {
        this.in = in;
        parts = new PartReader(in);
        environments = new EnvironmentReader(in, choices);
        keys = new KeyReader(in, choices);
        measurements = new MeasurementReader(in, choices);
    }

    Triples read() throws MalformedMessageException {
        int start = in.offset();
        Triples.Builder triples = Triples.builder();
        boolean empty = true;
        in.enterMap("triples-map");
        while (in.more()) {
            empty = false;
            readEntry(in.key("triples-map"), triples);
        }
        if (empty) {
            throw new MalformedMessageException("triples-map", start, "is empty");
        }
        return triples.build();
    }

    private void readEntry(long key, Triples.Builder triples) throws MalformedMessageException {
        if (key == 0) {
            triples.reference(parts.list("reference-triples", this::valueTriple));
        } else if (key == 1) {
            triples.endorsed(parts.list("endorsed-triples", this::valueTriple));
        } else if (key == 2) {
            triples.identity(parts.list("identity-triples", () -> keyTriple("identity-triple-record")));
        } else if (key == 3) {
            triples.attestKey(parts.list("attest-key-triples", () -> keyTriple("attest-key-triple-record")));
        } else if (key == 4) {
            triples.dependency(parts.list("dependency-triples", () -> domain("trust-dependency-triple-record")));
        } else if (key == 5) {
            triples.membership(parts.list("membership-triples", () -> domain("domain-membership-triple-record")));
        } else if (key == 6) {
            triples.coswid(parts.list("coswid-triples", this::coswid));
        } else if (key == 8) {
            triples.conditionalEndorsementSeries(parts.list("conditional-endorsement-series-triples", this::series));
        } else if (key == 10) {
            triples.conditionalEndorsement(parts.list("conditional-endorsement-triples", this::conditional));
        } else {
            triples.extension(key, in.item().encoded());
        }
    }

    ValueTriple valueTriple() throws MalformedMessageException {
        in.enterArray(2, 2, "value triple");
        Environment environment = environments.read();
        List<Measurement> values = measurements.list();
        in.leave();
        return new ValueTriple(environment, values);
    }

    KeyTriple keyTriple(String field) throws MalformedMessageException {
        int count = in.enterArray(2, 3, field);
        Environment environment = environments.read();
        List<CryptoKey> list = keys.list();
        Optional<MeasuredElement> element = Optional.empty();
        List<CryptoKey> authorizedBy = List.of();
        if (count == 3) {
            int start = in.offset();
            in.enterMap(field + ".conditions");
            while (in.more()) {
                long key = in.key(field + ".conditions");
                if (key == 0) {
                    element = Optional.of(measurements.element());
                } else if (key == 1) {
                    authorizedBy = keys.list();
                } else {
                    throw in.malformed(field + ".conditions", "unknown key " + key);
                }
            }
            if (element.isEmpty() && authorizedBy.isEmpty()) {
                throw new MalformedMessageException(field + ".conditions", start, "is empty");
            }
        }
        in.leave();
        return new KeyTriple(environment, list, element, authorizedBy);
    }

    DomainTriple domain(String field) throws MalformedMessageException {
        in.enterArray(2, 2, field);
        Environment domain = environments.read();
        List<Environment> others = parts.list(field, environments::read);
        in.leave();
        return new DomainTriple(domain, others);
    }

    CoswidTriple coswid() throws MalformedMessageException {
        in.enterArray(2, 2, "coswid-triple-record");
        Environment environment = environments.read();
        List<TagId> ids = parts.list("coswid-triple-record", () -> parts.id("coswid-triple-record.tag-id"));
        in.leave();
        return new CoswidTriple(environment, ids);
    }

    private ConditionalEndorsementSeriesTriple series() throws MalformedMessageException {
        in.enterArray(2, 2, "conditional-endorsement-series-triple-record");
        int count = in.enterArray(2, 3, "common-condition");
        Environment environment = environments.read();
        List<Measurement> claims = parts.optionalList("claims-list", measurements::read);
        List<CryptoKey> authorizedBy = count == 3 ? keys.list() : List.of();
        in.leave();
        List<ConditionalEndorsementSeriesTriple.Step> steps = parts.list("series", this::step);
        in.leave();
        return new ConditionalEndorsementSeriesTriple(environment, claims, authorizedBy, steps);
    }

    private ConditionalEndorsementSeriesTriple.Step step() throws MalformedMessageException {
        in.enterArray(2, 2, "conditional-series-record");
        List<Measurement> condition = measurements.list();
        List<Measurement> addition = measurements.list();
        in.leave();
        return new ConditionalEndorsementSeriesTriple.Step(condition, addition);
    }

    ConditionalEndorsementTriple conditional() throws MalformedMessageException {
        in.enterArray(2, 2, "conditional-endorsement-triple-record");
        List<StatefulEnvironment> conditions = parts.list("conditions", this::stateful);
        List<ValueTriple> endorsements = parts.list("endorsements", this::valueTriple);
        in.leave();
        return new ConditionalEndorsementTriple(conditions, endorsements);
    }

    private StatefulEnvironment stateful() throws MalformedMessageException {
        in.enterArray(2, 2, "stateful-environment-record");
        Environment environment = environments.read();
        List<Measurement> claims = measurements.list();
        in.leave();
        return new StatefulEnvironment(environment, claims);
    }
}
