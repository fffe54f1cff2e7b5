package dev.rats4j.corim;

import static dev.rats4j.corim.CorimFrames.BYTES;
import static dev.rats4j.corim.CorimFrames.CLASS;
import static dev.rats4j.corim.CorimFrames.EMPTY_MAP;
import static dev.rats4j.corim.CorimFrames.ID;
import static dev.rats4j.corim.CorimFrames.KEY;
import static dev.rats4j.corim.CorimFrames.NONE;
import static dev.rats4j.corim.CorimFrames.UUID;
import static dev.rats4j.corim.CorimFrames.VALUES;
import static dev.rats4j.corim.CorimFrames.ZERO;
import static dev.rats4j.corim.CorimFrames.comidWith;
import static dev.rats4j.corim.CorimFrames.corim;
import static dev.rats4j.corim.CorimFrames.corimWith;
import static dev.rats4j.corim.CorimFrames.keyTriple;
import static dev.rats4j.corim.CorimFrames.map;
import static dev.rats4j.corim.CorimFrames.triples;
import static dev.rats4j.corim.CorimFrames.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tags, triples and values beyond the basic ones: a vector for every refusal, each a sound CoRIM with one thing changed. */
class CorimPartsTest {

    private static final Bytes URI = Cbor.tagged(32, Cbor.text("https://acme.example"));
    private static final Bytes CLAIMS = Cbor.array(map(1, VALUES));
    private static final Bytes IDENTITY = map(0, ID);
    private static final Bytes VALID = map(1, Cbor.tagged(1, Cbor.integer(9)));
    private static final Bytes COMMON = Cbor.array(CLASS, NONE);
    private static final Bytes STEP = Cbor.array(CLAIMS, CLAIMS);
    private static final Bytes CONDITION = Cbor.array(Cbor.array(CLASS, CLAIMS));

    private static Arguments bad(String what, Bytes message, String complaint) {
        return Arguments.of(what, message, complaint);
    }

    private static Bytes triple(long kind, Bytes... parts) {
        return triples(map(kind, Cbor.array(Cbor.array(parts))));
    }

    private static Bytes locator(Bytes locator) {
        return corimWith(2, Cbor.array(locator));
    }

    private static Bytes link(Bytes link) {
        return comidWith(3, Cbor.array(link));
    }

    private static Bytes tagList(Bytes list) {
        return corim(Cbor.tagged(508, Cbor.bytes(list)));
    }

    private static Bytes list(Bytes identity, Bytes tags, Bytes validity) {
        return Cbor.map().put(0, identity).put(1, tags).put(2, validity).encode();
    }

    static Stream<Arguments> malformed() {
        return Stream.of(tagCases(), tripleCases(), valueCases(), keyCases()).flatMap(cases -> cases);
    }

    private static Stream<Arguments> tagCases() {
        return Stream.of(
                bad("no locators", corimWith(2, NONE), "dependent-rims"),
                bad("locator without href", locator(EMPTY_MAP), "lacks href"),
                bad("no hrefs", locator(map(0, NONE)), "corim-locator-map.href"),
                bad("href is a number", locator(map(0, ZERO)), "uri"),
                bad("no thumbprints", locator(map(0, URI, 1, NONE)), "corim-locator-map.thumbprint"),
                bad("thumbprint is bytes", locator(map(0, URI, 1, UUID)), "corim-locator-map.thumbprint"),
                bad("thumbprint of one part", locator(map(0, URI, 1, Cbor.array(ZERO))), "digest"),
                bad("unknown key of locator", locator(map(0, URI, 2, ZERO)), "unknown key 2"),
                bad("key of corim-map is text", textKey(), "is not a number"),
                bad("profile is an OID as text", corimWith(3, Cbor.text("1.2.3")), "written as text"),
                bad("no links", comidWith(3, NONE), "linked-tags"),
                bad("link without relation", link(map(0, ID)), "lacks linked-tag-id (0) or tag-rel (1)"),
                bad("link without id", link(map(1, ZERO)), "lacks linked-tag-id (0) or tag-rel (1)"),
                bad("unknown relation", link(map(0, ID, 1, Cbor.integer(2))), "2 is not a relation"),
                bad("unknown key of link", link(map(0, ID, 2, ZERO)), "unknown key 2"),
                bad("CoSWID is no map", corim(Cbor.tagged(505, Cbor.bytes(ZERO))), "concise-swid-tag"),
                bad("CoSWID not in bytes", corim(Cbor.tagged(505, EMPTY_MAP)), "concise-swid-tag"),
                bad("tag list without identity", tagList(map(1, Cbor.array(IDENTITY), 2, VALID)), "lacks tag-identity"),
                bad("tag list without tags", tagList(map(0, IDENTITY, 2, VALID)), "tags-list (1)"),
                bad("tag list without validity", tagList(map(0, IDENTITY, 1, Cbor.array(IDENTITY))), "tl-validity"),
                bad("empty tags-list", tagList(list(IDENTITY, NONE, VALID)), "tags-list"),
                bad("tag without id", tagList(list(IDENTITY, Cbor.array(EMPTY_MAP), VALID)), "lacks tag-id"),
                bad(
                        "unknown key of tag list",
                        tagList(Cbor.map().put(0, IDENTITY).put(3, ZERO).encode()),
                        "unknown key 3"));
    }

    private static Bytes textKey() {
        return Cbor.tagged(
                501,
                Cbor.map()
                        .put(0, ID)
                        .put(1, Cbor.array(Cbor.tagged(507, ZERO)))
                        .put("x", ZERO)
                        .encode());
    }

    private static Stream<Arguments> tripleCases() {
        return Stream.of(
                bad("empty identity triples", triples(map(2, NONE)), "identity-triples"),
                bad("identity triple without keys", triple(2, CLASS, NONE), "crypto keys"),
                bad("empty dependencies", triples(map(4, NONE)), "dependency-triples"),
                bad("dependency without trustees", triple(4, CLASS, NONE), "trust-dependency-triple-record"),
                bad("dependency of three", triple(4, CLASS, Cbor.array(CLASS), ZERO), "more than 2"),
                bad("empty memberships", triples(map(5, NONE)), "membership-triples"),
                bad("membership without members", triple(5, CLASS, NONE), "domain-membership-triple-record"),
                bad("member is no environment", triple(5, CLASS, Cbor.array(EMPTY_MAP)), "environment-map"),
                bad("empty CoSWID triples", triples(map(6, NONE)), "coswid-triples"),
                bad("CoSWID triple without ids", triple(6, CLASS, NONE), "coswid-triple-record"),
                bad(
                        "CoSWID id of two bytes",
                        triple(6, CLASS, Cbor.array(Cbor.bytes(Bytes.of(1, 2)))),
                        "a UUID has 16"),
                bad("empty series", triples(map(8, NONE)), "conditional-endorsement-series-triples"),
                bad("series of no step", triple(8, COMMON, NONE), "series"),
                bad("common condition of one", triple(8, Cbor.array(CLASS), Cbor.array(STEP)), "common-condition"),
                bad("no authorizing key", triple(8, Cbor.array(CLASS, NONE, NONE), Cbor.array(STEP)), "crypto keys"),
                bad("step of one", triple(8, COMMON, Cbor.array(Cbor.array(CLAIMS))), "conditional-series-record"),
                bad("step without condition", triple(8, COMMON, Cbor.array(Cbor.array(NONE, CLAIMS))), "measurements"),
                bad("step without addition", triple(8, COMMON, Cbor.array(Cbor.array(CLAIMS, NONE))), "measurements"),
                bad("empty conditional endorsements", triples(map(10, NONE)), "conditional-endorsement-triples"),
                bad("no conditions", triple(10, NONE, CONDITION), "conditions"),
                bad(
                        "condition without claims",
                        triple(10, Cbor.array(Cbor.array(CLASS, NONE)), CONDITION),
                        "measurements"),
                bad("no endorsements", triple(10, CONDITION, NONE), "endorsements"),
                bad("key of triples is text", triples(Cbor.map().put("a", ZERO).encode()), "is not a number"));
    }

    private static Stream<Arguments> valueCases() {
        return Stream.of(
                bad("version is text", value(0, ID), "version-map"),
                bad("version without version", value(0, map(1, ZERO)), "lacks version"),
                bad("version-scheme is bytes", value(0, map(0, ID, 1, UUID)), "version-map.version-scheme"),
                bad("unknown key of version", value(0, map(0, ID, 2, ZERO)), "unknown key 2"),
                bad("no flags", value(3, EMPTY_MAP), "flags-map"),
                bad("flag is a number", value(3, map(10, ZERO)), "flags-map"),
                bad("flags are an array", value(3, NONE), "flags-map"),
                bad("MAC address of 7 bytes", value(6, bytes(7)), "a MAC address has 6 or 8 bytes"),
                bad("MAC address is text", value(6, ID), "mac-addr"),
                bad("IP address of 5 bytes", value(7, bytes(5)), "an IP address has 4 or 16 bytes"),
                bad("serial number is bytes", value(8, UUID), "serial-number"),
                bad("UEID of 6 bytes", value(9, bytes(6)), "a UEID has 7 to 33 bytes"),
                bad("UEID of 34 bytes", value(9, bytes(34)), "a UEID has 7 to 33 bytes"),
                bad("UUID of 15 bytes", value(10, bytes(15)), "a UUID has 16 bytes"),
                bad("UUID with tag", value(10, Cbor.tagged(37, UUID)), "uuid"),
                bad("no registers", value(14, EMPTY_MAP), "integrity-registers"),
                bad("negative register", value(14, map(-1, NONE)), "integrity-registers"),
                bad("register without digests", value(14, map(0, NONE)), "digests"));
    }

    private static Bytes bytes(int length) {
        return Cbor.bytes(Bytes.copyOf(new byte[length]));
    }

    private static Bytes coseKey(Bytes key) {
        return keyTriple(CLASS, Cbor.array(Cbor.tagged(558, key)));
    }

    private static Stream<Arguments> keyCases() {
        return Stream.of(
                bad("COSE_Key without kty", coseKey(EMPTY_MAP), "lacks kty"),
                bad("kty is bytes", coseKey(map(1, UUID)), "COSE_Key.kty"),
                bad("kid is text", coseKey(map(1, ZERO, 2, ID)), "COSE_Key.kid"),
                bad("alg is bytes", coseKey(map(1, ZERO, 3, UUID)), "COSE_Key.alg"),
                bad("no key operations", coseKey(map(1, ZERO, 4, NONE)), "COSE_Key.key_ops"),
                bad("key operation is bytes", coseKey(map(1, ZERO, 4, Cbor.array(UUID))), "COSE_Key.key_ops"),
                bad("Base IV is text", coseKey(map(1, ZERO, 5, ID)), "COSE_Key.Base IV"),
                bad("key of a profile", keyTriple(CLASS, Cbor.array(Cbor.tagged(32780, UUID))), "is not a key"),
                bad(
                        "element of a profile",
                        CorimFrames.measurement(map(0, Cbor.tagged(601, EMPTY_MAP), 1, VALUES)),
                        "601"),
                bad("raw value of a profile", value(4, ZERO), "tag 560 expected"),
                bad("keys are no array", keyTriple(CLASS, KEY), "crypto keys"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    @DisplayName("each malformed part is refused for its own reason")
    void refuses(String what, Bytes message, String complaint) {
        assertThatThrownBy(() -> Corim.decode(message))
                .as(what)
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    @DisplayName("what these vectors change is sound before the change")
    void framesAreSound() throws MalformedMessageException {
        for (Bytes sound : new Bytes[] {
            locator(map(0, URI)),
            locator(map(0, Cbor.array(URI, URI), 1, Cbor.array(Cbor.array(ZERO, UUID), Cbor.array(ID, UUID)))),
            locator(map(0, URI, 1, Cbor.array(ZERO, UUID))),
            link(map(0, ID, 1, Cbor.integer(1))),
            tagList(list(IDENTITY, Cbor.array(IDENTITY), VALID)),
            triple(2, CLASS, Cbor.array(KEY)),
            triple(4, CLASS, Cbor.array(CLASS)),
            triple(5, CLASS, Cbor.array(CLASS)),
            triple(6, CLASS, Cbor.array(ID, UUID)),
            triple(8, COMMON, Cbor.array(STEP)),
            triple(8, Cbor.array(CLASS, CLAIMS, Cbor.array(KEY)), Cbor.array(STEP)),
            triple(10, CONDITION, CONDITION),
            value(0, map(0, ID, 1, Cbor.integer(16384))),
            value(3, map(10, Cbor.bool(true), -49, Cbor.bool(true))),
            value(1, Cbor.integer(7)),
            value(1, Cbor.tagged(552, Cbor.integer(7))),
            CorimFrames.measurement(map(1, map(4, BYTES, 5, Cbor.bytes(Bytes.of(3, 4))))),
            value(14, Cbor.map().put("rim", Cbor.array(Cbor.array(ZERO, UUID))).encode()),
            coseKey(Cbor.map()
                    .put(1, ZERO)
                    .put(2, UUID)
                    .put(3, ID)
                    .put(4, Cbor.array(ZERO, ID))
                    .put(5, UUID)
                    .encode())
        }) {
            assertThat(Corim.decode(sound).encode()).isEqualTo(sound);
        }
    }

    @Test
    @DisplayName("values refuse what the codec would not read again")
    void valuesRefuse() {
        assertThatThrownBy(() -> CodePoint.encoded(3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CodePoint.encoded(5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CodePoint.Svn(java.math.BigInteger.ONE, true, true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CodePoint.Flags.of(Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EncodedTag(506, ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Triples.builder().build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Triples.builder().extension(8, ZERO).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Triples.builder().extension(7, Bytes.of(0xff)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Comid.builder(TagId.of("x")).build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Corim.builder(TagId.of("x")).build()).isInstanceOf(IllegalArgumentException.class);
        assertThat(new CodePoint.Svn(java.math.BigInteger.TEN, false, true)).isEqualTo(new CodePoint.Svn(10, false));
        assertThat(new CodePoint.Svn(10, false)).isNotEqualTo(new CodePoint.Svn(10, true));
    }
}
