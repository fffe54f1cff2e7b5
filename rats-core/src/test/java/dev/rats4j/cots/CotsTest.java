package dev.rats4j.cots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.DerElement;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CotsTest {

    private static final Bytes TEXT = Cbor.text("t");
    private static final Bytes ANCHOR = anchor(2, CotsValues.PUBLIC_KEY);
    private static final Bytes KEYS = Cbor.map().put(0, Cbor.array(ANCHOR)).encode();
    private static final Bytes NONE = Cbor.array();
    private static final Bytes EMPTY = CotsValues.sequence();

    private static Bytes anchor(long format, Bytes data) {
        return Cbor.array(Cbor.integer(format), Cbor.bytes(data));
    }

    @Test
    @DisplayName("every store survives its CBOR, which is deterministic, also under tag 507")
    void roundTrips() throws MalformedMessageException {
        SplittableRandom random = new SplittableRandom(507);
        for (int i = 0; i < 1_000; i++) {
            Cots cots = CotsValues.next(random);
            Bytes encoded = cots.encode();
            CborItem.decode(encoded, CborProfile.DETERMINISTIC);
            assertThat(Cots.decode(encoded)).isEqualTo(cots);
            assertThat(Cots.decode(cots.encodeTagged())).isEqualTo(cots);
            assertThat(Cots.decode(encoded).encode()).isEqualTo(encoded);
        }
    }

    @Test
    @DisplayName("the public key is found in every format of an anchor, the certificate where there is one")
    void anchors() {
        Bytes certificate = CotsValues.certificate();
        Bytes info = CotsValues.info();
        Bytes versioned = CotsValues.sequence(CotsValues.der(2, 1), CotsValues.PUBLIC_KEY, CotsValues.der(4, 1));
        expect(new TrustAnchor(0, certificate), Optional.of(certificate));
        expect(new TrustAnchor(1, certificate), Optional.of(certificate));
        expect(new TrustAnchor(1, info), Optional.of(certificate));
        expect(new TrustAnchor(1, new DerElement(0xa2, info).encode()), Optional.of(certificate));
        expect(new TrustAnchor(1, new DerElement(0xa1, CotsValues.tbs()).encode()), Optional.empty());
        expect(new TrustAnchor(1, versioned), Optional.empty());
        expect(new TrustAnchor(2, CotsValues.PUBLIC_KEY), Optional.empty());
        assertThat(new TrustAnchor(1, info).title()).contains("TA");
        assertThat(new TrustAnchor(9, Bytes.of(1)).publicKey()).isEmpty();
    }

    private static void expect(TrustAnchor anchor, Optional<Bytes> certificate) {
        assertThat(anchor.publicKey()).contains(CotsValues.PUBLIC_KEY);
        assertThat(anchor.certificate()).isEqualTo(certificate);
    }

    @Test
    @DisplayName("anchors are for any purpose if none is named, and else for those that are")
    void purposes() {
        TrustAnchor key = new TrustAnchor(2, CotsValues.PUBLIC_KEY);
        TaStore any = TaStore.of(List.of(), List.of(key));
        TaStore eat = new TaStore(
                any.language(),
                any.identity(),
                any.environments(),
                List.of("eat"),
                List.of(),
                List.of(),
                any.anchors(),
                List.of());
        assertThat(any.isFor("corim")).isTrue();
        assertThat(eat.isFor("eat")).isTrue();
        assertThat(eat.isFor("corim")).isFalse();
    }

    private static Bytes store(long key, Bytes value) {
        Cbor.MapBuilder map = Cbor.map();
        if (key != 2) {
            map.put(2, NONE);
        }
        if (key != 6) {
            map.put(6, KEYS);
        }
        return map.put(key, value).encode();
    }

    private static Bytes group(Bytes group) {
        return store(2, Cbor.array(group));
    }

    private static Bytes keyed(long format, Bytes der) {
        return store(6, Cbor.map().put(0, Cbor.array(anchor(format, der))).encode());
    }

    static Stream<Arguments> broken() {
        Bytes store = store(2, NONE);
        return Stream.of(
                Arguments.of("no map", TEXT, "concise-ta-stores", 0),
                Arguments.of("no store", NONE, "concise-ta-stores", 0),
                Arguments.of(
                        "too many stores", Cbor.array(Collections.nCopies(4097, store)), "concise-ta-stores", 417795),
                Arguments.of("tag with a map", Cbor.tagged(507, store), "concise-ta-stores", 3),
                Arguments.of("tag with nonsense", Cbor.tagged(507, Cbor.bytes(TEXT)), "concise-ta-stores", 0),
                Arguments.of("no environments", Cbor.map().put(6, KEYS).encode(), "concise-ta-store-map", 0),
                Arguments.of("no keys", Cbor.map().put(2, NONE).encode(), "concise-ta-store-map", 0),
                Arguments.of("another key", store(7, TEXT), "concise-ta-store-map", 0),
                Arguments.of("language is a number", store(0, Cbor.integer(1)), "concise-ta-store-map.language", 2),
                Arguments.of("identity is a text", store(1, TEXT), "tag-identity-map", 2),
                Arguments.of("no purpose", store(3, NONE), "concise-ta-store-map.purposes", 4),
                Arguments.of(
                        "purpose is a number",
                        store(3, Cbor.array(Cbor.integer(1))),
                        "concise-ta-store-map.purposes",
                        5),
                Arguments.of("claims are a text", store(4, Cbor.array(TEXT)), "concise-ta-store-map.perm_claims", 5),
                Arguments.of("no excluded claims", store(5, NONE), "concise-ta-store-map.excl_claims", 4),
                Arguments.of(
                        "no anchors", store(6, Cbor.map().put(0, NONE).encode()), "concise-ta-store-map.keys.tas", 6),
                Arguments.of("keys without anchors", store(6, Cbor.map().encode()), "cas-and-tas-map", 4),
                Arguments.of(
                        "no certificates",
                        store(
                                6,
                                Cbor.map()
                                        .put(0, Cbor.array(ANCHOR))
                                        .put(1, NONE)
                                        .encode()),
                        "concise-ta-store-map.keys.cas",
                        103),
                Arguments.of(
                        "certificate is a key",
                        store(
                                6,
                                Cbor.map()
                                        .put(0, Cbor.array(ANCHOR))
                                        .put(1, Cbor.array(Cbor.bytes(CotsValues.PUBLIC_KEY)))
                                        .encode()),
                        "concise-ta-store-map.keys.cas",
                        104),
                Arguments.of(
                        "anchor of one",
                        store(6, Cbor.map().put(0, Cbor.array(Cbor.array(TEXT))).encode()),
                        "trust-anchor",
                        7),
                Arguments.of(
                        "format is a text",
                        store(
                                6,
                                Cbor.map()
                                        .put(0, Cbor.array(Cbor.array(TEXT, TEXT)))
                                        .encode()),
                        "trust-anchor.format",
                        8),
                Arguments.of("certificate is empty", keyed(0, EMPTY), "trust-anchor.data", 9),
                Arguments.of("key is a certificate", keyed(2, CotsValues.certificate()), "trust-anchor.data", 9),
                Arguments.of(
                        "key and more",
                        keyed(2, Bytes.concat(CotsValues.PUBLIC_KEY, Bytes.of(0))),
                        "trust-anchor.data",
                        9),
                Arguments.of(
                        "info without key id",
                        keyed(1, CotsValues.sequence(CotsValues.PUBLIC_KEY)),
                        "trust-anchor.data",
                        9),
                Arguments.of(
                        "info out of order",
                        keyed(
                                1,
                                CotsValues.sequence(
                                        CotsValues.PUBLIC_KEY,
                                        CotsValues.der(4, 1),
                                        CotsValues.der(0xa1),
                                        CotsValues.der(0x0c))),
                        "trust-anchor.data",
                        9),
                Arguments.of("choice of no kind", keyed(1, CotsValues.der(4, 1)), "trust-anchor.data", 9),
                Arguments.of("empty group", group(Cbor.map().encode()), "environment-group-list-map", 3),
                Arguments.of("group key 0", group(Cbor.map().put(0, TEXT).encode()), "environment-group-list-map", 3),
                Arguments.of(
                        "environment is empty",
                        group(Cbor.map().put(1, Cbor.map().encode()).encode()),
                        "environment-map",
                        5),
                Arguments.of("software is a text", group(Cbor.map().put(2, TEXT).encode()), "abbreviated-swid-tag", 5),
                Arguments.of(
                        "name is a number",
                        group(Cbor.map().put(3, Cbor.integer(1)).encode()),
                        "environment-group-list-map.named-ta-store",
                        5));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void refuses(String name, Bytes message, String field, int offset) {
        assertThatThrownBy(() -> Cots.decode(message))
                .asInstanceOf(type(MalformedMessageException.class))
                .satisfies(
                        e -> assertThat(e.field() + "@" + e.offset()).as(name).isEqualTo(field + "@" + offset));
    }

    @Test
    @DisplayName("the frame of these tests is sound, and values refuse nonsense")
    void nonsense() throws MalformedMessageException {
        TaStore store = Cots.decode(store(2, NONE)).stores().get(0);
        assertThatThrownBy(() -> Cots.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Cots(List.of(store, store), true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TaStore.of(List.of(), List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TrustAnchor(0, Bytes.EMPTY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EnvironmentGroup(Optional.empty(), Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
