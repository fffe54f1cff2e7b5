package dev.rats4j.draft.coserv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwCollection;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.corim.TagId;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CoservTest {

    private static final Bytes TEXT = Cbor.text("t");
    private static final Bytes ZERO = Cbor.integer(0);
    private static final Bytes NONE = Cbor.array();
    private static final Bytes CLASS = map(1, TEXT);
    private static final Bytes SELECTOR = map(0, Cbor.array(Cbor.array(CLASS)));
    private static final Bytes EXPIRY = CoservValues.EXPIRY.encoded();
    private static final Bytes RECORD = Cbor.array(Cbor.text("a/b"), Cbor.bytes(Bytes.EMPTY));

    private static Bytes map(Object... keysAndValues) {
        Cbor.MapBuilder map = Cbor.map();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(((Integer) keysAndValues[i]).longValue(), (Bytes) keysAndValues[i + 1]);
        }
        return map.encode();
    }

    private static Bytes number(long value) {
        return Cbor.integer(value);
    }

    @Test
    @DisplayName("every message survives its CBOR, which is deterministic; every query its path segment")
    void roundTrips() throws MalformedMessageException {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 400; i++) {
            Coserv coserv = CoservValues.next(random);
            Bytes encoded = coserv.encode();
            CborItem.decode(encoded, CborProfile.DETERMINISTIC);
            assertThat(Coserv.decode(encoded)).isEqualTo(coserv);
            assertThat(Coserv.decode(encoded).encode()).isEqualTo(encoded);
            assertThat(Coserv.ofPathSegment(coserv.toPathSegment())).isEqualTo(coserv.withoutResults());
        }
    }

    @Test
    @DisplayName("results answer the query that they are for, until they expire")
    void answers() {
        Coserv answer = CoservValues.small();
        Coserv asked = answer.withoutResults();
        Instant expiry = CoservValues.EXPIRY.time();
        assertThat(answer.answerTo(asked, expiry)).isEqualTo(answer.results()).isPresent();
        assertThat(answer.answerTo(asked, expiry.plusNanos(1))).isEmpty();
        assertThat(answer.answerTo(new Coserv("tag:other", asked.query(), Optional.empty()), expiry))
                .isEmpty();
        assertThat(asked.answerTo(asked, expiry)).isEmpty();
        CoservQuery other = new CoservQuery.ByEnvironment(
                CoservQuery.ArtifactType.ENDORSED_VALUES,
                ((CoservQuery.ByEnvironment) asked.query()).selector(),
                CoservQuery.ResultType.COLLECTED);
        assertThat(answer.answerTo(Coserv.query(asked.profile(), other), expiry))
                .isEmpty();
    }

    @Test
    @DisplayName("an object identifier as profile is written as bytes, and read with and without its tag")
    void objectIdentifiers() throws MalformedMessageException {
        Bytes content = Bytes.fromHex("2b0601");
        Coserv bare = Coserv.decode(map(0, Cbor.bytes(content), 1, environment(0, 0)));
        assertThat(bare.profile()).isEqualTo("1.3.6.1");
        assertThat(bare.encode()).isEqualTo(map(0, Cbor.bytes(content), 1, environment(0, 0)));
        assertThat(Coserv.decode(map(0, Cbor.tagged(111, Cbor.bytes(content)), 1, environment(0, 0))))
                .isEqualTo(bare);
    }

    @Test
    @DisplayName("manifests are looked up among those that were asked for once, however many there are")
    void manyManifests() {
        List<ManifestSelector> selectors = new ArrayList<>();
        for (int i = 0; i < 400_000; i++) {
            Bytes id = Bytes.concat(Bytes.of(i >> 16 & 0xff, i >> 8 & 0xff, i & 0xff), Bytes.copyOf(new byte[13]));
            selectors.add(new ManifestSelector(ManifestSelector.Kind.CORIM, new TagId.Uuid(id)));
        }
        Map<CborKey, Cmw> found = new HashMap<>();
        for (ManifestSelector selector : selectors.subList(399_000, 400_000)) {
            found.put(CborKey.of(selector.id().toString()), CmwRecord.of("a/b", Bytes.EMPTY));
        }
        CoservQuery query = new CoservQuery.ByManifest(selectors);
        CoservResults results = new CoservResults.OfManifests(
                Optional.of(new CmwCollection(Optional.empty(), found)), CoservValues.EXPIRY);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(query.mismatch(results)).isEmpty());
        CoservQuery other = new CoservQuery.ByManifest(selectors.subList(0, 399_999));
        assertThat(other.mismatch(results)).contains("a manifest that was not asked for");
    }

    @Test
    @DisplayName("a path segment does not bring results, and is base64url without padding")
    void pathSegments() {
        String segment = dev.rats4j.json.Base64Url.encode(CoservValues.small().encode());
        assertThatThrownBy(() -> Coserv.ofPathSegment(segment))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("brings results");
        String query = query(environment(0, 0)).toHex();
        String loose = query.substring(0, query.length() - 2) + "1800";
        assertThatThrownBy(() -> Coserv.ofPathSegment(dev.rats4j.json.Base64Url.encode(Bytes.fromHex(loose))))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("shortest form");
        assertThatThrownBy(() -> Coserv.ofPathSegment("oA==")).isInstanceOf(MalformedMessageException.class);
    }

    private static Bytes query(Bytes query) {
        return map(0, TEXT, 1, query);
    }

    private static Bytes environment(long type, long depth) {
        return map(0, number(type), 1, SELECTOR, 2, number(depth));
    }

    private static Bytes selector(Bytes selector) {
        return query(map(0, ZERO, 1, selector, 2, ZERO));
    }

    private static Bytes results(long type, long depth, Object... keysAndValues) {
        return map(0, TEXT, 1, environment(type, depth), 2, map(keysAndValues));
    }

    private static Bytes manifests(Bytes found) {
        return map(0, TEXT, 1, map(3, Cbor.array(Cbor.array(ZERO, TEXT))), 2, map(5, found, 10, EXPIRY));
    }

    static Stream<Arguments> broken() {
        Bytes quad = map(1, Cbor.array(Cbor.tagged(560, Cbor.bytes(Bytes.EMPTY))), 2, NONE);
        return Stream.of(
                Arguments.of("no map", TEXT, "coserv", 0),
                Arguments.of("no profile", map(1, environment(0, 0)), "coserv", 0),
                Arguments.of("no query", map(0, TEXT), "coserv", 0),
                Arguments.of("another key", map(0, TEXT, 1, environment(0, 0), 3, ZERO), "coserv", 0),
                Arguments.of(
                        "profile under tag 32",
                        map(0, Cbor.tagged(32, TEXT), 1, environment(0, 0)),
                        "coserv.profile",
                        2),
                Arguments.of(
                        "profile is no OID",
                        map(0, Cbor.tagged(111, Cbor.bytes(Bytes.EMPTY)), 1, environment(0, 0)),
                        "coserv.profile",
                        2),
                Arguments.of(
                        "profile is an OID in text",
                        map(0, Cbor.text("1.2.3"), 1, environment(0, 0)),
                        "coserv.profile",
                        2),
                Arguments.of("empty query", query(map()), "query", 5),
                Arguments.of(
                        "both kinds of query", query(map(0, ZERO, 3, Cbor.array(Cbor.array(ZERO, TEXT)))), "query", 5),
                Arguments.of("domains", query(environment(3, 0)), "artifact-type", 7),
                Arguments.of("result type 3", query(environment(0, 3)), "result-type", 18),
                Arguments.of("no identifiers", query(map(3, NONE)), "rim-selector", 7),
                Arguments.of("identifier of one", query(map(3, Cbor.array(Cbor.array(ZERO)))), "rim-selector-id", 8),
                Arguments.of(
                        "identifier kind 3",
                        query(map(3, Cbor.array(Cbor.array(number(3), TEXT)))),
                        "rim-selector-id.kind",
                        9),
                Arguments.of(
                        "identifier is a number",
                        query(map(3, Cbor.array(Cbor.array(ZERO, ZERO)))),
                        "rim-selector-id.id",
                        10),
                Arguments.of("no selector", selector(map()), "environment-selector-map", 9),
                Arguments.of(
                        "two selectors",
                        selector(map(0, Cbor.array(Cbor.array(CLASS)), 1, NONE)),
                        "environment-selector-map",
                        9),
                Arguments.of("no class", selector(map(0, NONE)), "class", 11),
                Arguments.of("class without array", selector(map(0, Cbor.array(CLASS))), "stateful environment", 12),
                Arguments.of(
                        "instance is a text",
                        selector(map(1, Cbor.array(Cbor.array(TEXT)))),
                        "environment-map.instance",
                        13),
                Arguments.of(
                        "group is a UEID",
                        selector(map(
                                2,
                                Cbor.array(Cbor.array(Cbor.tagged(550, Cbor.bytes(Bytes.fromHex("02deadbeefdead"))))))),
                        "environment-map.group",
                        13),
                Arguments.of(
                        "no measurements", selector(map(0, Cbor.array(Cbor.array(CLASS, NONE)))), "measurements", 17),
                Arguments.of("no expiry", results(2, 0, 0, NONE), "results", 20),
                Arguments.of(
                        "expiry is a number", results(2, 0, 0, NONE, 10, Cbor.tagged(1, ZERO)), "results.expiry", 24),
                Arguments.of("no results", results(2, 0, 10, EXPIRY), "results", 20),
                Arguments.of("two sets", results(2, 0, 0, NONE, 1, NONE, 2, NONE, 10, EXPIRY), "results", 20),
                Arguments.of("half a set of endorsements", results(0, 0, 1, NONE, 10, EXPIRY), "results", 20),
                Arguments.of("half a set of anchors", results(1, 0, 3, NONE, 10, EXPIRY), "results", 20),
                Arguments.of("artifacts of another type", results(2, 0, 1, NONE, 2, NONE, 10, EXPIRY), "results", 20),
                Arguments.of(
                        "sources not asked for",
                        results(2, 0, 0, NONE, 10, EXPIRY, 11, Cbor.array(RECORD)),
                        "results",
                        20),
                Arguments.of("sources missing", results(2, 2, 0, NONE, 10, EXPIRY), "results", 20),
                Arguments.of("collected not asked for", results(2, 1, 0, NONE, 10, EXPIRY), "results", 20),
                Arguments.of("no sources", results(2, 1, 10, EXPIRY, 11, NONE), "source-artifacts", 45),
                Arguments.of(
                        "source is a map", results(2, 1, 10, EXPIRY, 11, Cbor.array(map())), "source-artifacts", 46),
                Arguments.of(
                        "source is no record",
                        results(2, 1, 10, EXPIRY, 11, Cbor.array(Cbor.array(ZERO))),
                        "source-artifacts.cbor-record",
                        46),
                Arguments.of(
                        "quad of nobody",
                        results(2, 0, 0, Cbor.array(map(1, NONE, 2, NONE)), 10, EXPIRY),
                        "crypto keys",
                        25),
                Arguments.of(
                        "quad with an empty triple",
                        results(2, 0, 0, Cbor.array(quad), 10, EXPIRY),
                        "value triple",
                        31),
                Arguments.of(
                        "quad without statement", results(2, 0, 0, Cbor.array(map(1, NONE)), 10, EXPIRY), "rvq", 23),
                Arguments.of(
                        "manifests with artifacts",
                        map(0, TEXT, 1, environment(2, 0), 2, map(0, NONE, 5, map(), 10, EXPIRY)),
                        "results",
                        20),
                Arguments.of(
                        "manifests for environments",
                        map(0, TEXT, 1, environment(2, 0), 2, map(5, map(), 10, EXPIRY)),
                        "results",
                        20),
                Arguments.of(
                        "manifest not asked for",
                        manifests(Cbor.map().put("x", RECORD).encode()),
                        "results",
                        13),
                Arguments.of("manifests in an array", manifests(RECORD), "rims", 15));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void refuses(String name, Bytes message, String field, int offset) {
        assertThatThrownBy(() -> Coserv.decode(message))
                .asInstanceOf(type(MalformedMessageException.class))
                .satisfies(
                        e -> assertThat(e.field() + "@" + e.offset()).as(name).isEqualTo(field + "@" + offset));
    }

    @Test
    @DisplayName("the frames of these tests are sound, and results may be in any encoding")
    void frames() throws MalformedMessageException {
        assertThat(Coserv.decode(results(2, 0, 0, NONE, 10, EXPIRY)).results()).isPresent();
        assertThat(Coserv.decode(results(2, 1, 10, EXPIRY, 11, Cbor.array(RECORD)))
                        .results())
                .isPresent();
        assertThat(Coserv.decode(results(2, 1, 0, NONE, 10, EXPIRY, 11, Cbor.array(RECORD)))
                        .results())
                .isPresent();
        assertThat(Coserv.decode(manifests(map())).results()).isPresent();
        assertThat(Coserv.decode(manifests(Cbor.map().put("t", RECORD).encode()))
                        .results())
                .isPresent();
        String loose = results(2, 0, 0, NONE, 10, EXPIRY).toHex().replaceFirst("0080", "180080");
        assertThat(Coserv.decode(Bytes.fromHex(loose)).results()).isPresent();
    }

    @Test
    @DisplayName("values refuse nonsense")
    void nonsense() {
        Coserv small = CoservValues.small();
        CoservResults results = new CoservResults.OfManifests(Optional.empty(), CoservValues.EXPIRY);
        for (org.assertj.core.api.ThrowableAssert.ThrowingCallable call :
                List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                        () -> small.with(results),
                        () -> new CoservQuery.ByManifest(List.of()),
                        () -> new EnvironmentSelector.Classes(List.of()),
                        () -> new CoservResults.Quad<>(List.of(), "statement"),
                        () -> new CoservResults.OfEnvironment(Optional.empty(), List.of(), CoservValues.EXPIRY))) {
            assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
