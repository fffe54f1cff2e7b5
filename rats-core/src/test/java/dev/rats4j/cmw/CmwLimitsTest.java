package dev.rats4j.cmw;

import static dev.rats4j.wire.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CmwLimitsTest {

    private static final Bytes TYPE = Cbor.text("a/b");
    private static final Bytes VALUE = Cbor.bytes(Bytes.of(1));
    private static final Bytes RECORD = Cbor.array(TYPE, VALUE);
    private static final CmwRecord DECODED = CmwRecord.of("a/b", Bytes.of(1));

    private static void assertRefusedAt(Bytes message, String field, int offset, String detail) {
        assertRefused(() -> Cmw.decode(message), field, offset, detail);
    }

    private static void assertRefusedText(String json, String field, String detail) {
        assertRefusedAt(Bytes.ofUtf8(json), field, 0, detail);
    }

    @Test
    @DisplayName("the first byte tells a wrapper in CBOR or JSON from other bytes")
    void looksLikeAWrapper() {
        for (int first = 0; first < 256; first++) {
            boolean expected = first == '{' || first == '[' || (first >= 0x80 && first <= 0xbf) || first == 0xda;
            assertThat(Cmw.looksLike(Bytes.of(first))).as("byte " + first).isEqualTo(expected);
        }
        assertThat(Cmw.looksLike(Bytes.EMPTY)).isFalse();
    }

    @Test
    @DisplayName("JSON may begin with white space")
    void readsWhiteSpaceBeforeJson() throws Exception {
        for (String start : new String[] {" ", "\t", "\r", "\n", ""}) {
            assertThat(Cmw.decode(Bytes.ofUtf8(start + "[\"a/b\",\"AQ\"]"))).isEqualTo(DECODED);
            assertThat(Cmw.decode(Bytes.ofUtf8(start + "{\"x\":[\"a/b\",\"AQ\"]}")))
                    .isEqualTo(new CmwCollection(Optional.empty(), Map.of(CborKey.of("x"), DECODED)));
        }
    }

    @Test
    @DisplayName("a record in CBOR is refused by the member that is wrong")
    void refusesRecordsInCbor() {
        assertRefusedAt(Bytes.EMPTY, "CMW", 0, "is empty");
        assertRefusedAt(Cbor.integer(1), "CMW", 0, "is UNSIGNED, not an array, a map or a tag");
        assertRefused(() -> Cmw.decode(Cbor.array(TYPE)), "cbor-record", 0);
        assertRefused(() -> Cmw.decode(Cbor.array(TYPE, VALUE, Cbor.integer(4), Cbor.integer(4))), "cbor-record", 0);
        assertRefusedAt(
                Cbor.array(Cbor.integer(0x10000), VALUE), "cbor-record.type", 1, "Content-Format beyond 16 bits");
        assertRefusedAt(Cbor.array(Cbor.text("x"), VALUE), "cbor-record.type", 1, "not a media type");
        assertRefused(() -> Cmw.decode(Cbor.array(Cbor.nil(), VALUE)), "cbor-record.type", 1);
        assertRefused(() -> Cmw.decode(Cbor.array(TYPE, TYPE)), "cbor-record.value", 5);
        for (long bits : new long[] {0, 32, 33, Long.MAX_VALUE}) {
            assertRefusedAt(
                    Cbor.array(TYPE, VALUE, Cbor.integer(bits)), "cbor-record.ind", 7, "is zero or has undefined bits");
        }
        assertRefused(() -> Cmw.decode(Cbor.array(TYPE, VALUE, Cbor.integer(-1))), "cbor-record.ind", 7);
    }

    @Test
    @DisplayName("Content-Formats are read and written up to 16 bits")
    void readsContentFormats() throws Exception {
        for (int number : new int[] {0, 23, 24, 263, 0xffff}) {
            CmwRecord record = new CmwRecord(new CmwType.ContentFormat(number), Bytes.of(1), Set.of());
            Bytes encoded = Cbor.array(Cbor.integer(number), VALUE);
            assertThat(Cmw.decode(encoded)).isEqualTo(record);
            assertThat(record.toCbor()).isEqualTo(encoded);
        }
        for (int outside : new int[] {-1, 0x10000}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CmwType.ContentFormat(outside))
                    .withMessage("Content-Format " + outside);
        }
    }

    @Test
    @DisplayName("tags of RFC 9277 give 255 Content-Formats in every 256 numbers")
    void readsTheTagsOfContentFormats() throws Exception {
        long first = 1668546817L;
        long[][] known = {{0, 0}, {254, 254}, {256, 255}, {256 + 254, 509}, {256L * 254 + 254, 65024}};
        for (long[] pair : known) {
            CmwRecord record = (CmwRecord) Cmw.decode(Cbor.tagged(first + pair[0], VALUE));
            assertThat(record)
                    .isEqualTo(new CmwRecord(new CmwType.ContentFormat((int) pair[1]), Bytes.of(1), Set.of()));
        }
        for (long distance : new long[] {-1, 255, 511, 256L * 255, 256L * 257, 256L * 258}) {
            assertRefusedAt(
                    Cbor.tagged(first + distance, VALUE), "cbor-tag", 0, "not the tag of a Content-Format (RFC 9277)");
        }
        assertRefused(() -> Cmw.decode(Cbor.tagged(first, TYPE)), "cbor-tag.value", 5);
    }

    @Test
    @DisplayName("a collection in CBOR is refused by what is wrong with it")
    void refusesCollectionsInCbor() {
        Bytes type = Cbor.map().put("__cmwc_t", Cbor.text("tag:a")).encode();
        assertRefusedAt(Cbor.map().encode(), "cbor-collection", 0, "0 items");
        assertRefusedAt(type, "cbor-collection", 0, "0 items");
        assertRefusedAt(
                Cbor.map().put(new CborKey.Binary(Bytes.of(1)), RECORD).encode(),
                "cbor-collection",
                0,
                "a label is an integer or a text");
        assertRefusedAt(
                Cbor.map()
                        .put("__cmwc_t", Cbor.text("a b"))
                        .put("zzzzzzzzz", RECORD)
                        .encode(),
                "cbor-collection.__cmwc_t",
                10,
                "neither a URI nor an OID");
        assertRefusedAt(Cbor.map().put("x", Cbor.nil()).encode(), "CMW", 3, "is NULL, not an array, a map or a tag");
    }

    @Test
    @DisplayName("a collection in CBOR has at most 1024 items")
    void countsItems() throws Exception {
        for (int count : new int[] {1023, 1024}) {
            CmwCollection collection = (CmwCollection) Cmw.decode(manyItems(count));
            assertThat(collection.items()).hasSize(count);
        }
        assertRefusedAt(manyItems(1025), "cbor-collection", 0, "1025 items");
    }

    private static Bytes manyItems(int count) {
        Cbor.MapBuilder map = Cbor.map();
        for (int i = 0; i < count; i++) {
            map.put(i, RECORD);
        }
        return map.encode();
    }

    @Test
    @DisplayName("the type of a collection is found behind other keys, and refused where it is")
    void findsTheType() throws Exception {
        Bytes late = Cbor.map()
                .put(1, RECORD)
                .put("__cmwc_t", Cbor.text("1.2.3"))
                .put("zzzzzzzzz", RECORD)
                .encode();
        assertThat(Cmw.collectionType(late)).contains("1.2.3");
        // a value that looks like the key is no key
        Bytes value = Cbor.map()
                .put(1, Cbor.text("__cmwc_t"))
                .put(2, Cbor.text("1.2.3"))
                .encode();
        assertThat(Cmw.collectionType(value)).isEmpty();
        assertRefused(
                () -> Cmw.collectionType(
                        Cbor.map().put("__cmwc_t", Cbor.text("a b")).encode()),
                "cbor-collection.__cmwc_t",
                10,
                "neither a URI nor an OID");
        assertRefused(
                () -> Cmw.collectionType(
                        Cbor.map().put("__cmwc_t", Cbor.integer(1)).encode()),
                "cbor-collection.__cmwc_t",
                10);
    }

    @Test
    @DisplayName("a record in JSON is refused by what is wrong with it")
    void refusesRecordsInJson() {
        assertRefusedText("[\"a/b\"]", "json-record$", "1 elements, not 2 or 3");
        assertRefusedText("[\"a/b\",\"AQ\",4,4]", "json-record$", "4 elements, not 2 or 3");
        assertRefusedText("[1,\"AQ\"]", "json-record$", "type is not a media type");
        assertRefusedText("[\"ab\",\"AQ\"]", "json-record$", "type is not a media type");
        assertRefusedText("[\"a/b\",1]", "json-record$", "value is not base64url, or empty");
        assertRefusedText("[\"a/b\",\"\"]", "json-record$", "value is not base64url, or empty");
        assertRefused(() -> Cmw.decode(Bytes.ofUtf8("[\"a/b\",\"A\"]")), "json-record$", 0);
        for (String bad : new String[] {"0", "32", "-1", "4.5", "\"4\"", "null"}) {
            assertRefusedText(
                    "[\"a/b\",\"AQ\"," + bad + "]", "json-record$", "ind is no number, zero or has undefined bits");
        }
    }

    @Test
    @DisplayName("a collection in JSON is refused by what is wrong with it")
    void refusesCollectionsInJson() {
        String empty = "a collection has at least one item";
        assertRefusedText("{}", "$.__cmwc_t", empty);
        assertRefusedText("{\"__cmwc_t\":\"tag:a\"}", "$.__cmwc_t", empty);
        assertRefusedText("{\"__cmwc_t\":\"a b\",\"x\":[\"a/b\",\"AQ\"]}", "$.__cmwc_t", "neither a URI nor an OID");
        assertRefusedText("{\"x\":true}", "CMW", "is boolean, not an array or an object");
        assertRefused(() -> Cmw.decode(Bytes.ofUtf8("{\"__cmwc_t\":1,\"x\":[\"a/b\",\"AQ\"]}")), "$.__cmwc_t", 0);
    }

    @Test
    @DisplayName("a record is written to JSON with the media type of its Content-Format, and not without one")
    void writesJson() {
        CmwRecord known = new CmwRecord(new CmwType.ContentFormat(263), Bytes.of(1), Set.of());
        assertThat(known.toJson()).isEqualTo(Bytes.ofUtf8("[\"application/eat+cwt\",\"AQ\"]"));
        CmwRecord unknown = new CmwRecord(new CmwType.ContentFormat(1), Bytes.of(1), Set.of());
        assertThatIllegalArgumentException()
                .isThrownBy(unknown::toJson)
                .withMessage("no media type for ContentFormat[number=1]");
        CmwRecord roles = new CmwRecord(
                new CmwType.MediaType("a/b"),
                Bytes.of(1),
                Set.of(ConceptualMessage.REFERENCE_VALUES, ConceptualMessage.APPRAISAL_POLICY));
        assertThat(roles.toJson()).isEqualTo(Bytes.ofUtf8("[\"a/b\",\"AQ\",17]"));
        assertThat(roles.toCbor()).isEqualTo(Cbor.array(TYPE, VALUE, Cbor.integer(17)));
        CmwCollection typed = new CmwCollection(Optional.of("2.5"), Map.of(CborKey.of("x"), DECODED));
        assertThat(typed.toJson()).isEqualTo(Bytes.ofUtf8("{\"__cmwc_t\":\"2.5\",\"x\":[\"a/b\",\"AQ\"]}"));
    }

    @Test
    @DisplayName("roles are bits 0 to 4; zero, other bits and negative numbers are no roles")
    void readsRoles() {
        for (int bits = 1; bits < 32; bits++) {
            Set<ConceptualMessage> roles = EnumSet.noneOf(ConceptualMessage.class);
            for (ConceptualMessage role : ConceptualMessage.values()) {
                if ((bits >> role.ordinal() & 1) == 1) {
                    roles.add(role);
                }
            }
            assertThat(ConceptualMessage.ofBits(bits)).contains(roles);
            assertThat(ConceptualMessage.bits(roles)).isEqualTo(bits);
        }
        for (long bits : new long[] {0, 32, 63, -1, Long.MIN_VALUE}) {
            assertThat(ConceptualMessage.ofBits(bits)).isEmpty();
        }
        assertThat(ConceptualMessage.bits(Set.of())).isZero();
    }

    private static CmwCollection nested(int levels) {
        CmwCollection collection = new CmwCollection(Optional.empty(), Map.of(CborKey.of("x"), DECODED));
        for (int i = 1; i < levels; i++) {
            collection = new CmwCollection(Optional.empty(), Map.of(CborKey.of("x"), collection));
        }
        return collection;
    }

    @Test
    @DisplayName("collections are at most 32 deep, read and made")
    void capsLevels() throws Exception {
        CmwCollection deepest = nested(32);
        assertThat(Cmw.decode(deepest.toCbor())).isEqualTo(deepest);
        assertThat(Cmw.decode(deepest.toJson())).isEqualTo(deepest);
        Bytes deeper = Cbor.map().put("x", deepest.toCbor()).encode();
        assertRefusedAt(deeper, "cbor-collection", 3 * 32, "more than 32 collections deep");
        assertRefusedText(
                "{\"x\":" + deepest.toJson().utf8() + "}", "json-collection", "more than 32 collections deep");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CmwCollection(Optional.empty(), Map.of(CborKey.of("x"), deepest)))
                .withMessage("a collection too large to be read");
    }

    private static CmwCollection wide(int items, Cmw item) {
        Map<CborKey, Cmw> map = new LinkedHashMap<>();
        for (int i = 0; i < items; i++) {
            map.put(CborKey.of("l" + i), item);
        }
        return new CmwCollection(Optional.empty(), map);
    }

    @Test
    @DisplayName("collections have at most 1024 items, and a message 16384 records and collections, in CBOR and JSON")
    void capsWrappers() throws Exception {
        CmwCollection widest = wide(1024, DECODED);
        assertThat(Cmw.decode(widest.toJson())).isEqualTo(widest);
        String records = String.join(
                ",",
                widest.items().keySet().stream()
                        .map(k -> "\"" + ((CborKey.Text) k).value() + "\":[\"a/b\",\"AQ\"]")
                        .toList());
        assertRefusedText("{" + records + ",\"y\":[\"a/b\",\"AQ\"]}", "json-collection", "1025 items");
        assertThatIllegalArgumentException().isThrownBy(() -> wide(1025, DECODED));

        CmwCollection inner = wide(1022, DECODED); // 1 + 16 * 1023 = 16369
        assertThat(Cmw.decode(wide(16, inner).toCbor())).isEqualTo(wide(16, inner));
        assertThat(Cmw.decode(wide(16, inner).toJson())).isEqualTo(wide(16, inner));
        assertThatIllegalArgumentException().isThrownBy(() -> wide(17, inner));
        Cbor.MapBuilder map = Cbor.map();
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < 17; i++) {
            map.put(i, inner.toCbor());
            json.append(i == 0 ? "" : ",")
                    .append("\"l")
                    .append(i)
                    .append("\":")
                    .append(inner.toJson().utf8());
        }
        assertThatThrownBy(() -> Cmw.decode(map.encode()))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("more than 16384 wrappers");
        assertRefusedText(json.append('}').toString(), "CMW", "more than 16384 wrappers");
        String many = "[" + "0,".repeat(1 << 16) + "0]";
        assertThatThrownBy(() -> Cmw.decode(Bytes.ofUtf8(many)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("more than 65536 values");
    }

    @Test
    @DisplayName("a collection gives its items and the values of its records by label, and keeps their order")
    void looksUpItems() {
        CmwCollection inner = new CmwCollection(Optional.empty(), Map.of(CborKey.of("y"), DECODED));
        Map<CborKey, Cmw> items = new LinkedHashMap<>();
        items.put(CborKey.of("x"), DECODED);
        items.put(CborKey.of("inner"), inner);
        items.put(CborKey.of("a"), DECODED);
        CmwCollection collection = new CmwCollection(Optional.empty(), items);
        items.clear();
        assertThat(collection.items().keySet()).containsExactly(CborKey.of("x"), CborKey.of("inner"), CborKey.of("a"));
        assertThat(collection.item("x")).contains(DECODED);
        assertThat(collection.item("y")).isEmpty();
        assertThat(collection.value("x")).contains(Bytes.of(1));
        assertThat(collection.value("inner")).isEmpty();
        assertThat(collection.value("y")).isEmpty();
    }

    @Test
    @DisplayName("a collection without items, or with a label that is bytes or the type's, cannot be made")
    void refusesLabels() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CmwCollection(Optional.empty(), Map.of()))
                .withMessage("a collection has at least one item");
        for (CborKey label : new CborKey[] {new CborKey.Binary(Bytes.of(1)), CborKey.of("__cmwc_t")}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CmwCollection(Optional.empty(), Map.of(label, DECODED)))
                    .withMessage("label " + label);
        }
    }
}
