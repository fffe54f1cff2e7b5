package dev.rats4j.cmw;

import static dev.rats4j.wire.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrappers in wrappers, tags, claims, and the table of media types. */
class CmwWrappingTest {

    private static final CmwRecord RECORD = CmwRecord.of("a/b", Bytes.of(1));
    private static final CmwCollection COLLECTION =
            new CmwCollection(Optional.of("tag:Example.org,2026:x"), Map.of(CborKey.of("a"), RECORD));

    private static CmwRecord numbered(int number, Bytes value) {
        return new CmwRecord(new CmwType.ContentFormat(number), value, Set.of());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 100_000})
    @DisplayName("a type that is a long OID is read or refused in little stack")
    void longTypes(int arcs) throws Exception {
        String oid = "2" + ".999".repeat(arcs);
        CmwCollection typed =
                new CmwCollection(Optional.of(oid), Map.of(CborKey.of("a"), CmwRecord.of("a/b", Bytes.of(1))));
        assertThat(Cmw.decode(typed.toCbor())).isEqualTo(typed);
        assertThat(Cmw.decode(typed.toJson())).isEqualTo(typed);
        assertThat(Cmw.collectionType(typed.toCbor())).contains(oid);
        for (String bad : List.of(oid + '.', oid + ".01", oid + "x", '3' + oid)) {
            Bytes item = Cbor.array(Cbor.text("a/b"), Cbor.bytes(Bytes.of(1)));
            Bytes message =
                    Cbor.map().put("__cmwc_t", Cbor.text(bad)).put("a", item).encode();
            assertThatThrownBy(() -> Cmw.decode(message)).isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    @DisplayName(
            "the type of a record says that there is a wrapper in it, how it is encoded, and which collection it is")
    void wraps() throws Exception {
        CmwRecord json = CmwRecord.wrapping(COLLECTION, CmwEncoding.JSON);
        assertThat(json.type())
                .isEqualTo(new CmwType.MediaType("application/cmw+json;cmwc_t=\"tag:Example.org,2026:x\""));
        assertThat(json.wrapped()).contains(COLLECTION);
        assertThat(CmwRecord.wrapping(RECORD, CmwEncoding.CBOR))
                .isEqualTo(CmwRecord.of("application/cmw+cbor", RECORD.toCbor()));
        assertThat(numbered(273, COLLECTION.toCbor()).wrapped()).contains(COLLECTION);
        assertThat(CmwRecord.of("Application/CMW-Collection+json", COLLECTION.toJson())
                        .wrapped())
                .contains(COLLECTION);
        for (CmwRecord other : List.of(RECORD, numbered(263, RECORD.toCbor()), numbered(65000, RECORD.toCbor()))) {
            assertThat(other.wrapped()).isEmpty();
            assertThat(other.wrappedSigned()).isEmpty();
        }
    }

    @Test
    @DisplayName("cmwc_t is the type of the collection, in any case of its letters, and of a collection only")
    void comparesTheCollectionType() throws Exception {
        Bytes content = COLLECTION.toCbor();
        assertThat(CmwRecord.of("application/cmw+cbor; cmwc_t=\"TAG:example.org,2026:X\"", content)
                        .wrapped())
                .contains(COLLECTION);
        CmwCollection untyped = new CmwCollection(Optional.empty(), Map.of(CborKey.of("a"), RECORD));
        for (CmwRecord bad : List.of(
                CmwRecord.of("application/cmw+cbor; cmwc_t=\"tag:other\"", content),
                CmwRecord.of("application/cmw+cbor; cmwc_t=1.2", untyped.toCbor()),
                CmwRecord.of("application/cmw+cbor; cmwc_t=1.2", RECORD.toCbor()))) {
            assertRefused(bad::wrapped, "CMW.cmwc_t", 0, "names another type than that of the collection");
        }
    }

    @Test
    @DisplayName("a wrapper in another encoding than its record says is malformed")
    void refusesOtherEncodings() {
        for (CmwRecord bad : List.of(
                CmwRecord.of("application/cmw+cbor", RECORD.toJson()),
                CmwRecord.of("application/cmw+json", RECORD.toCbor()),
                numbered(273, RECORD.toJson()))) {
            assertThatThrownBy(bad::wrapped).isInstanceOf(MalformedMessageException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {274, 275})
    @DisplayName("Content-Formats 274 and 275 mean two things each: the first byte tells JSON from COSE")
    void looksAtTheContent(int number) throws Exception {
        CmwRecord json = numbered(number, RECORD.toJson());
        SignedCmw signed = SignedCmw.sign(RECORD, SeededKeys.p256(1), SeededKeys.CRYPTO, SignedCmw.Form.COSE);
        CmwRecord cose = numbered(number, signed.bytes());
        assertThat(json.wrapped()).contains(RECORD);
        assertThat(json.wrappedSigned()).isEmpty();
        assertThat(cose.wrapped()).isEmpty();
        assertThat(cose.wrappedSigned().orElseThrow().untrustedCmw()).isEqualTo(RECORD);
        long tag = new CmwType.ContentFormat(number).tag().orElseThrow();
        assertThat(Cmw.decode(Cbor.tagged(tag, Cbor.bytes(RECORD.toJson())))).isEqualTo(json);
        assertThatIllegalArgumentException().isThrownBy(json::toTag).withMessageStartingWith("no tag for");
    }

    @ParameterizedTest
    @EnumSource(SignedCmw.Form.class)
    @DisplayName("a signed wrapper in a record of another type is malformed")
    void refusesOtherForms(SignedCmw.Form form) throws Exception {
        SignedCmw signed = SignedCmw.sign(RECORD, SeededKeys.p256(1), SeededKeys.CRYPTO, form);
        boolean isCose = form == SignedCmw.Form.COSE;
        CmwRecord right = CmwRecord.of(isCose ? "application/cmw+cose" : "application/cmw+jws", signed.bytes());
        CmwRecord wrong = CmwRecord.of(isCose ? "application/cmw+jws" : "application/cmw+cose", signed.bytes());
        assertThat(right.wrappedSigned().orElseThrow().form()).isEqualTo(form);
        assertRefused(wrong::wrappedSigned, "signed CMW", 0, "is not of the type of its record");
        assertThatThrownBy(() ->
                        CmwRecord.of("application/cmw+cbor", signed.bytes()).wrapped())
                .isInstanceOf(MalformedMessageException.class);
        assertThat(numbered(276, signed.bytes()).toTag().startsWith(Bytes.of(0xda, 0x63, 0x74, 0x02, 0x16)))
                .isTrue();
    }

    @Test
    @DisplayName(
            "a tag is written for a Content-Format, or a media type that has one, without indicators and parameters")
    void writesTags() throws Exception {
        assertThat(numbered(64999, Bytes.fromHex("2347da55")).toTag()).isEqualTo(Bytes.fromHex("da6374ffe6442347da55"));
        CmwRecord named = CmwRecord.of("application/EAT+cwt", Bytes.of(1));
        assertThat(Cmw.decode(named.toTag())).isEqualTo(numbered(263, Bytes.of(1)));
        assertThat(CmwRecord.of("application/cmw+cbor", Bytes.of(1)).toTag())
                .isEqualTo(Cbor.tagged(1668547091L, Cbor.bytes(Bytes.of(1))));
        for (CmwRecord none : List.of(
                RECORD,
                numbered(65025, Bytes.EMPTY),
                CmwRecord.of("application/eat+cwt;eat_profile=x", Bytes.of(1)),
                CmwRecord.of("application/cmw+json", Bytes.of(1)),
                CmwRecord.of("application/cmw+cose", Bytes.of(1)),
                new CmwRecord(new CmwType.ContentFormat(263), Bytes.of(1), Set.of(ConceptualMessage.EVIDENCE)))) {
            assertThatIllegalArgumentException().isThrownBy(none::toTag);
        }
    }

    @Test
    @DisplayName("a wrapper is a claim of a CWT and of a JWT")
    void claims() throws Exception {
        Bytes cwt = Cbor.map()
                .put(1, Cbor.text("issuer"))
                .put(CmwClaim.CWT, COLLECTION.toCbor())
                .encode();
        assertThat(CmwClaim.of(CborItem.decode(cwt, CborProfile.WELL_FORMED).map("claims")))
                .contains(COLLECTION);
        assertThat(CmwClaim.of(CborItem.decode(Cbor.map().encode(), CborProfile.WELL_FORMED)
                        .map("claims")))
                .isEmpty();
        JsonObject jwt = JsonObject.builder()
                .put("iss", "issuer")
                .put(CmwClaim.JWT, CmwClaim.toJsonValue(COLLECTION))
                .build();
        assertThat(CmwClaim.of(Json.parseObject(Json.write(jwt), JsonLimits.STANDARD)))
                .contains(COLLECTION);
        assertThat(CmwClaim.of(JsonObject.builder().build())).isEmpty();
        JsonObject bad = JsonObject.builder().put("cmw", "text").build();
        assertThatThrownBy(() -> CmwClaim.of(bad)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName(
            "no name and no number is in the table twice, and all are media types without parameters in lower case")
    void tableIsSound() {
        Set<Object> seen = new HashSet<>();
        for (MediaTypes.Entry entry : MediaTypes.all()) {
            List<String> names = new ArrayList<>(entry.otherNames());
            names.add(entry.name());
            for (String name : names) {
                assertThat(MediaTypeText.parse(name)).contains(new MediaTypeText(name, Map.of()));
                assertThat(seen.add(name)).as(name).isTrue();
                assertThat(MediaTypes.named(name + "; x=y")).contains(entry);
            }
            entry.contentFormat().ifPresent(number -> {
                assertThat(seen.add(number)).isTrue();
                assertThat(MediaTypes.ofContentFormat(number)).contains(entry);
            });
        }
        assertThat(MediaTypes.named("application/unknown")).isEmpty();
        assertThat(MediaTypes.named("no media type")).isEmpty();
        assertThat(MediaTypes.ofContentFormat(1)).isEmpty();
        assertThat(new CmwType.ContentFormat(275).entry().orElseThrow().name()).isEqualTo("application/cmw+cose");
    }

    /** A row of the page. */
    private static String row(MediaTypes.Entry entry) {
        String number =
                entry.contentFormat().isPresent() ? "" + entry.contentFormat().getAsInt() : "–";
        String others = String.join(
                ", ", entry.otherNames().stream().map(n -> "`" + n + "`").toList());
        return "| `" + entry.name() + "` | " + number + " | " + entry.content() + " | "
                + (others.isEmpty() ? "–" : others) + " |";
    }

    @Test
    @DisplayName("docs/formats/media-types.md has the rows of the table, in its order")
    void pageIsTheTable() throws IOException {
        String page = Files.readString(Path.of("../docs/formats/media-types.md"));
        List<String> rows = page.lines().filter(line -> line.startsWith("| `")).toList();
        assertThat(rows)
                .containsExactlyElementsOf(
                        MediaTypes.all().stream().map(CmwWrappingTest::row).toList());
    }
}
