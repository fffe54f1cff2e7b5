package dev.rats4j.draft.coserv;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.DateTimeText;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwCollection;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.corim.Comid;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CorimValues;
import dev.rats4j.corim.CryptoKey;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.EnvironmentClass;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.TagId;
import dev.rats4j.corim.Triples;
import dev.rats4j.cots.CotsValues;
import dev.rats4j.wire.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;

/** CoSERV messages for tests, every part of the model, the same for the same seed. */
public final class CoservValues {

    static final DateTimeText EXPIRY = DateTimeText.of(Instant.parse("2030-12-13T18:30:02Z"));

    private final SplittableRandom random;

    private CoservValues(SplittableRandom random) {
        this.random = random;
    }

    /** A query. */
    public static Coserv query(SplittableRandom random) {
        CoservValues values = new CoservValues(random);
        String profile = random.nextBoolean() ? "tag:example.com,2026:p" : "1.3.6.1.4.1." + random.nextInt(999);
        return Coserv.query(profile, values.anyQuery());
    }

    /** A query, mostly with results that fit it. */
    public static Coserv next(SplittableRandom random) {
        Coserv query = query(random);
        CoservValues values = new CoservValues(random);
        return random.nextInt(4) == 0 ? query : query.with(values.results(query.query()));
    }

    private CoservQuery anyQuery() {
        if (random.nextInt(3) == 0) {
            return new CoservQuery.ByManifest(list(
                    1,
                    () -> new ManifestSelector(
                            pick(ManifestSelector.Kind.values()),
                            random.nextBoolean()
                                    ? TagId.of("tag-" + random.nextInt(9))
                                    : new TagId.Uuid(
                                            Bytes.fromHex("00112233445566778899aabbccddee0" + random.nextInt(9))))));
        }
        return new CoservQuery.ByEnvironment(
                pick(CoservQuery.ArtifactType.values()), selector(), pick(CoservQuery.ResultType.values()));
    }

    private EnvironmentSelector selector() {
        return switch (random.nextInt(3)) {
            case 0 -> new EnvironmentSelector.Classes(list(1, () -> stateful(some(Environment::environmentClass))));
            case 1 -> new EnvironmentSelector.Instances(list(1, () -> stateful(some(Environment::instance))));
            default -> new EnvironmentSelector.Groups(list(1, () -> stateful(some(Environment::group))));
        };
    }

    private <T> EnvironmentSelector.Stateful<T> stateful(T environment) {
        List<Measurement> measurements =
                random.nextBoolean() ? List.of() : triple(Triples::reference).measurements();
        return new EnvironmentSelector.Stateful<>(environment, measurements);
    }

    private <T> T some(Function<Environment, Optional<T>> part) {
        while (true) {
            Optional<T> found = part.apply(CotsValues.environment(random));
            if (found.isPresent()) {
                return found.get();
            }
        }
    }

    private CoservResults results(CoservQuery query) {
        if (query instanceof CoservQuery.ByManifest manifests) {
            Map<CborKey, Cmw> items = new LinkedHashMap<>();
            for (ManifestSelector selector : manifests.selectors()) {
                if (random.nextInt(4) > 0) {
                    items.put(CborKey.of(selector.id().toString()), record());
                }
            }
            return new CoservResults.OfManifests(
                    items.isEmpty() ? Optional.empty() : Optional.of(new CmwCollection(Optional.empty(), items)),
                    EXPIRY);
        }
        CoservQuery.ByEnvironment asked = (CoservQuery.ByEnvironment) query;
        Optional<CoservResults.ResultSet> collected = asked.resultType() == CoservQuery.ResultType.SOURCE
                ? Optional.empty()
                : Optional.of(set(asked.artifactType()));
        List<CmwRecord> sources =
                asked.resultType() == CoservQuery.ResultType.COLLECTED ? List.of() : list(1, this::record);
        return new CoservResults.OfEnvironment(collected, sources, EXPIRY);
    }

    private CmwRecord record() {
        return CmwRecord.of("application/rim+cose", Bytes.of(random.nextInt(256)));
    }

    private CoservResults.ResultSet set(CoservQuery.ArtifactType type) {
        return switch (type) {
            case REFERENCE_VALUES -> new CoservResults.ReferenceValues(list(0, () -> quad(triple(Triples::reference))));
            case ENDORSED_VALUES ->
                new CoservResults.EndorsedValues(
                        list(0, () -> quad(triple(Triples::endorsed))),
                        list(0, () -> quad(triple(Triples::conditionalEndorsement))));
            case TRUST_ANCHORS ->
                new CoservResults.TrustAnchors(
                        list(0, () -> quad(triple(Triples::attestKey))), list(0, () -> quad(CotsValues.next(random))));
        };
    }

    private <T> CoservResults.Quad<T> quad(T statement) {
        return new CoservResults.Quad<>(
                list(1, () -> pick(triple(Triples::attestKey).keys())), statement);
    }

    private <T> T triple(Function<Triples, List<T>> kind) {
        while (true) {
            Corim corim = CorimValues.next(random);
            for (var tag : corim.tags()) {
                if (tag instanceof Comid comid && !kind.apply(comid.triples()).isEmpty()) {
                    return kind.apply(comid.triples()).get(0);
                }
            }
        }
    }

    private CryptoKey pick(List<CryptoKey> keys) {
        return keys.get(random.nextInt(keys.size()));
    }

    private <E> E pick(E[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> List<T> list(int least, Supplier<T> value) {
        List<T> values = new ArrayList<>();
        for (int i = random.nextInt(2) + least; i > 0; i--) {
            values.add(value.get());
        }
        return values;
    }

    /** A message by hand, small. */
    static Coserv small() {
        EnvironmentClass phone = EnvironmentClass.of("ACME", "Phone");
        CoservQuery query = new CoservQuery.ByEnvironment(
                CoservQuery.ArtifactType.REFERENCE_VALUES,
                new EnvironmentSelector.Classes(List.of(EnvironmentSelector.Stateful.of(phone))),
                CoservQuery.ResultType.COLLECTED);
        return Coserv.query("tag:example.com,2026:p", query)
                .with(new CoservResults.OfEnvironment(
                        Optional.of(new CoservResults.ReferenceValues(List.of())), List.of(), EXPIRY));
    }
}
