package dev.rats4j.cbor;

import static dev.rats4j.wire.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rats4j.wire.Bytes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Items at the limits of their sizes, and where messages are refused beyond them. */
class CborLimitsTest {

    private static CborItem item(String hex) throws Exception {
        return CborItem.decode(Bytes.fromHex(hex), CborProfile.WELL_FORMED);
    }

    private static void assertMalformed(String hex, CborProfile profile, int offset, String detail) {
        assertRefused(() -> CborItem.decode(Bytes.fromHex(hex), profile), "CBOR", offset, detail);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0, ends too early",
        "8100 00, 2, 1 bytes after the item",
        "00 0000, 1, 2 bytes after the item",
        "18, 1, ends too early",
        "82 00 1903, 3, ends too early",
        "82 00 1c, 2, reserved additional information 28",
        "81 1e, 1, reserved additional information 30",
        "81 3f, 1, reserved additional information 31",
        "81 df, 1, reserved additional information 31",
        "81 ff, 1, break without a start",
        "82 00 62 61, 2, string goes beyond the end",
        "81 5bffffffffffffffff, 1, string goes beyond the end",
        "81 63 6180 61, 2, text is not UTF-8",
        "81 7f 6161 61c3 ff, 5, text is not UTF-8",
        "81 5f 4100 6161 ff, 4, a chunk of another type",
        "81 5f 5f 4100 ff ff, 2, a chunk of another type",
        "81 5f 4100, 4, ends too early",
        "9f 00, 2, ends too early",
        "83 0000, 1, more elements than bytes",
        "9bffffffffffffffff, 9, more elements than bytes",
        "a2 0000 01, 1, more elements than bytes",
        "bb ffffffffffffffff, 9, more elements than bytes",
        "81 a1 f600, 2, 'a map key is an integer, a text or a byte string'",
        "81 a1 8000, 2, 'a map key is an integer, a text or a byte string'",
        "81 a1 1b800000000000000000, 2, integer key beyond 64 bits",
        "81 a1 3b800000000000000000, 2, integer key beyond 64 bits",
        "81 a2 0100 0100, 4, key is there twice",
        "81 a3 0200 0100 0200, 6, key is there twice",
        "81 bf 0200 0100 180200 ff, 6, key is there twice",
        "81 f81f, 1, a simple value in two bytes",
        "81 f814, 1, a simple value in two bytes",
        "81 c1, 2, ends too early"
    })
    @DisplayName("what is not well-formed is refused where it is")
    void namesThePlace(String hex, String offset, String detail) {
        assertMalformed(hex.replace(" ", ""), CborProfile.WELL_FORMED, Integer.parseInt(offset), detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1817",
                "1b0000000000000000",
                "1900ff",
                "1a0000ffff",
                "1b00000000ffffffff",
                "5817" + "00000000000000000000000000000000000000" + "00000000",
                "d817" + "00",
                "99000100",
                "b9000101" + "00"
            })
    @DisplayName("a head that could be shorter is not deterministic")
    void refusesLongHeads(String hex) {
        assertMalformed("81" + hex, CborProfile.DETERMINISTIC, 1, "length or number is not in its shortest form");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17",
                "1818",
                "18ff",
                "190100",
                "19ffff",
                "1a00010000",
                "1affffffff",
                "1b0000000100000000",
                "1bffffffffffffffff"
            })
    @DisplayName("heads are deterministic from the first number that needs their length to the last")
    void acceptsShortestHeads(String hex) throws Exception {
        CborItem item = CborItem.decode(Bytes.fromHex(hex), CborProfile.DETERMINISTIC);
        assertThat(item.encoded().toHex()).isEqualTo(hex);
        assertThat(Cbor.integer(item.bigInteger("n")).toHex()).isEqualTo(hex);
    }

    @ParameterizedTest
    @CsvSource({
        "81 9f ff, 1, indefinite length",
        "81 5f ff, 1, indefinite length",
        "81 a2 0200 0100, 4, keys are twice or not in ascending order",
        "81 a2 0100 0100, 4, keys are twice or not in ascending order",
        "81 fa3f800000, 1, floating-point number is not in its shortest form",
        "81 fb3ff0000000000000, 1, floating-point number is not in its shortest form",
        "81 c2 48ffffffffffffffff, 1, a bignum that is none",
        "81 c3 48ffffffffffffffff, 1, a bignum that is none",
        "81 c2 49000102030405060708, 1, a bignum that is none"
    })
    @DisplayName("what is not deterministic is refused where it is, and read as well-formed if it can be")
    void namesThePlaceOfTheOtherForm(String hex, int offset, String detail) throws Exception {
        assertMalformed(hex.replace(" ", ""), CborProfile.DETERMINISTIC, offset, detail);
        if (!hex.contains("0100 0100")) {
            assertThat(item(hex.replace(" ", "")).kind()).isEqualTo(CborItem.Kind.ARRAY);
        }
    }

    @Test
    @DisplayName("a bignum is one from 2^64 on; tag 2 over other items is any tag")
    void acceptsBignums() throws Exception {
        for (String hex : List.of("c249010000000000000000", "c349010000000000000000", "c200", "c1420001", "c1f8ff")) {
            assertThat(CborItem.decode(Bytes.fromHex(hex), CborProfile.DETERMINISTIC)
                            .kind())
                    .isEqualTo(CborItem.Kind.TAG);
        }
        assertThat(Cbor.integer(BigInteger.TWO.pow(64)).toHex()).isEqualTo("c249010000000000000000");
        assertThat(Cbor.integer(BigInteger.TWO.pow(64).negate()).toHex()).isEqualTo("3bffffffffffffffff");
        assertThat(Cbor.integer(BigInteger.TWO.pow(71).subtract(BigInteger.ONE)).toHex())
                .isEqualTo("c2497fffffffffffffffff");
        assertThat(Cbor.integer(BigInteger.TWO.pow(72).subtract(BigInteger.ONE)).toHex())
                .isEqualTo("c249ffffffffffffffffff");
        assertThat(Cbor.deterministic(item("c200")).toHex()).isEqualTo("c200");
        assertThat(Cbor.deterministic(item("c1420001")).toHex()).isEqualTo("c1420001");
    }

    @Test
    @DisplayName("T-24 items are nested 64 deep and no deeper, whatever they are nested in")
    void boundsDepth() throws Exception {
        for (String one : List.of("81", "c1", "a100", "9f")) {
            String end = one.equals("9f") ? "ff" : "";
            String deepest = one.repeat(64) + "00" + end.repeat(64);
            assertThat(item(deepest).encoded().toHex()).isEqualTo(deepest);
            int length = one.length() / 2;
            assertMalformed(
                    one.repeat(65) + "00" + end.repeat(65),
                    CborProfile.WELL_FORMED,
                    64 * length + 1,
                    "nested deeper than 64");
        }
    }

    @Test
    @DisplayName("maps without order have up to 1024 entries")
    void boundsUnsortedMaps() throws Exception {
        assertThat(item(unsorted(1023)).map("m").keys()).hasSize(1023);
        assertThat(item(unsorted(1024)).map("m").keys()).hasSize(1024);
        assertMalformed(unsorted(1025), CborProfile.WELL_FORMED, 0, "map of 1025 keys without order");
    }

    private static String unsorted(int count) {
        StringBuilder hex =
                new StringBuilder("b9").append(Cbor.integer(count).toHex().substring(2));
        for (int i = count; i > 0; i--) {
            hex.append(Cbor.integer(i).toHex()).append("00");
        }
        return hex.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "00, UNSIGNED",
        "20, NEGATIVE",
        "40, BYTES",
        "60, TEXT",
        "80, ARRAY",
        "a0, MAP",
        "c000, TAG",
        "f4, BOOLEAN",
        "f5, BOOLEAN",
        "f6, NULL",
        "f7, SIMPLE",
        "f3, SIMPLE",
        "f8ff, SIMPLE",
        "f820, SIMPLE",
        "f90000, FLOAT",
        "fa00000000, FLOAT",
        "fb0000000000000000, FLOAT"
    })
    @DisplayName("an item tells its kind, and is refused as every other, by the name asked for")
    void tellsItsKind(String hex, CborItem.Kind kind) throws Exception {
        CborItem outer = item("81" + hex);
        CborItem item = outer.elements(1, 1, "outer")[0];
        assertThat(item.kind()).isEqualTo(kind);
        assertThat(item.offset()).isEqualTo(1);
        assertThat(item.encoded().toHex()).isEqualTo(hex);
        assertThat(item.isNull()).isEqualTo(kind == CborItem.Kind.NULL);
        List<CborItem.Kind> read = new ArrayList<>();
        attempt(() -> item.unsigned("f"), CborItem.Kind.UNSIGNED, item, read);
        attempt(() -> item.bytes("f"), CborItem.Kind.BYTES, item, read);
        attempt(() -> item.text("f"), CborItem.Kind.TEXT, item, read);
        attempt(() -> item.elements("f"), CborItem.Kind.ARRAY, item, read);
        attempt(() -> item.map("f"), CborItem.Kind.MAP, item, read);
        attempt(() -> item.forEachPair("f", (key, value) -> {}), CborItem.Kind.MAP, item, read);
        attempt(() -> item.tag("f"), CborItem.Kind.TAG, item, read);
        attempt(() -> item.tagContent("f"), CborItem.Kind.TAG, item, read);
        attempt(() -> item.bool("f"), CborItem.Kind.BOOLEAN, item, read);
        attempt(() -> item.floating("f"), CborItem.Kind.FLOAT, item, read);
        assertThat(read).allMatch(kind::equals);
        if (kind != CborItem.Kind.UNSIGNED && kind != CborItem.Kind.NEGATIVE) {
            assertRefused(() -> item.bigInteger("f"), "f", 1, "is " + kind + ", not an integer");
            assertRefused(() -> item.integer("f"), "f", 1, "is " + kind + ", not UNSIGNED");
        }
    }

    private static void attempt(ThrowingCallable reading, CborItem.Kind wanted, CborItem item, List<CborItem.Kind> read)
            throws Exception {
        if (item.kind() == wanted) {
            assertThat(catchThrowable(reading)).isNull();
            read.add(wanted);
        } else {
            assertRefused(reading, "f", 1, "is " + item.kind() + ", not " + wanted);
        }
    }

    @Test
    @DisplayName("integers are read up to the width asked for, and refused beyond it")
    void boundsIntegers() throws Exception {
        assertThat(item("1b7fffffffffffffff").unsigned("n")).isEqualTo(Long.MAX_VALUE);
        assertThat(item("3b7fffffffffffffff").integer("n")).isEqualTo(Long.MIN_VALUE);
        assertThat(item("1a7fffffff").int32("n")).isEqualTo(Integer.MAX_VALUE);
        assertThat(item("3a7fffffff").int32("n")).isEqualTo(Integer.MIN_VALUE);
        assertRefused(() -> item("1b8000000000000000").unsigned("n"), "n", 0, "integer beyond 64 bits");
        assertRefused(() -> item("1b8000000000000000").integer("n"), "n", 0, "integer beyond 64 bits");
        assertRefused(() -> item("3b8000000000000000").integer("n"), "n", 0, "integer beyond 64 bits");
        assertRefused(() -> item("1a80000000").int32("n"), "n", 0, "integer beyond 32 bits");
        assertRefused(() -> item("3a80000000").int32("n"), "n", 0, "integer beyond 32 bits");
        assertRefused(() -> item("20").unsigned("n"), "n", 0, "is NEGATIVE, not UNSIGNED");
        assertRefused(() -> item("db800000000000000000").tag("n"), "n", 0, "integer beyond 64 bits");
        assertThat(item("db800000000000000000").tagContent("n").unsigned("n")).isZero();
        assertRefused(() -> item("c100").tagged(2, "n"), "n", 0, "tag 2 expected");
        assertRefused(() -> item("c200").bigInteger("n"), "n", 1, "is UNSIGNED, not BYTES");
        assertThat(item("c24101").bigInteger("n")).isEqualTo(1);
        assertThat(item("c34101").bigInteger("n")).isEqualTo(-2);
        assertThat(item("f4").bool("b")).isFalse();
        assertThat(item("f5").bool("b")).isTrue();
    }

    @Test
    @DisplayName("an array of a fixed number of elements has neither fewer nor more")
    void countsElements() throws Exception {
        assertThat(item("820102").elements(2, 3, "a")).hasSize(2);
        assertThat(item("83010203").elements(2, 3, "a")).hasSize(3);
        assertThat(item("9f0102ff").elements(2, 3, "a")[1].unsigned("n")).isEqualTo(2);
        assertRefused(() -> item("8101").elements(2, 3, "a"), "a", 0, "1 elements, at least 2");
        assertRefused(() -> item("8401020304").elements(2, 3, "a"), "a", 0, "more than 3 elements");
        var iterator = item("8101").elements("a").iterator();
        assertThat(iterator.next().unsigned("n")).isEqualTo(1);
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    @DisplayName("items behind others of every kind are found at their places")
    void walksOverItems() throws Exception {
        String[] items = {
            "00",
            "1818",
            "3903e7",
            "4101",
            "5f41014102ff",
            "6161",
            "7fff",
            "820102",
            "9f019f02ffff",
            "a10102",
            "bf0102ff",
            "c101",
            "d8184100",
            "f4",
            "f8ff",
            "f93c00",
            "fb3ff199999999999a",
            "82a101c1028100"
        };
        StringBuilder hex = new StringBuilder("9f");
        for (String one : items) {
            hex.append(one);
        }
        int i = 0;
        int offset = 1;
        for (CborItem element : item(hex.append("ff").toString()).elements("a")) {
            assertThat(element.offset()).isEqualTo(offset);
            assertThat(element.encoded().toHex()).isEqualTo(items[i]);
            offset += items[i].length() / 2;
            i++;
        }
        assertThat(i).isEqualTo(items.length);
    }

    @Test
    @DisplayName("strings are joined from their chunks")
    void joinsChunks() throws Exception {
        assertThat(item("5f41014102ff").bytes("b")).isEqualTo(Bytes.of(1, 2));
        assertThat(item("7f61616162ff").text("t")).isEqualTo("ab");
        assertThat(item("7f61616162ff").isText("ab")).isTrue();
        assertThat(item("7f61616162ff").isText("a")).isFalse();
        assertThat(item("426162").isText("ab")).isFalse();
        assertThat(item("5fff").bytes("b")).isEqualTo(Bytes.EMPTY);
    }

    @Test
    @DisplayName("a map gives its entries in their order, and those that were not asked for")
    void readsMaps() throws Exception {
        CborMap map = item("81a3010203046161f5").elements(1, 1, "a")[0].map("m");
        assertThat(map.isEmpty()).isFalse();
        assertThat(item("a0").map("m").isEmpty()).isTrue();
        assertThat(map.item().offset()).isEqualTo(1);
        assertThat(map.keys()).containsExactly(CborKey.of(1), CborKey.of(3), CborKey.of("a"));
        assertThat(map.entries().get(CborKey.of(3)).unsigned("n")).isEqualTo(4);
        assertThat(map.optional(5)).isEmpty();
        assertThat(map.optional(1)).isPresent();
        assertThat(map.others().keySet()).containsExactly(CborKey.of(3), CborKey.of("a"));
        assertRefused(() -> map.required(6, "six"), "m", 1, "lacks six (6)");
        assertRefused(() -> map.required(CborKey.of("z"), "zed"), "m", 1, "lacks zed (\"z\")");
        assertRefused(map::expectNoOthers, "m", 1, "unknown key 3");
        assertThat(map.required(3, "three").unsigned("n")).isEqualTo(4);
        assertRefused(map::expectNoOthers, "m", 1, "unknown key \"a\"");
        assertThat(map.required(CborKey.of("a"), "a").bool("b")).isTrue();
        map.expectNoOthers();
        assertThat(map.others()).isEmpty();
        assertThat(item("a141ff00").map("m").keys()).containsExactly(new CborKey.Binary(Bytes.of(0xff)));
        assertThat(new CborKey.Binary(Bytes.of(0xff))).hasToString("h'ff'");
        assertThat(item("a220002100").map("m").keys()).containsExactly(CborKey.of(-1), CborKey.of(-2));
    }

    @Test
    @DisplayName("a map is written in the order of its keys, and no key twice")
    void writesMaps() {
        Cbor.MapBuilder map = Cbor.map();
        assertThat(map.isEmpty()).isTrue();
        map.put("a", Cbor.nil())
                .put(new CborKey.Binary(Bytes.of(1)), Cbor.bool(false))
                .put(-1, Cbor.bool(true));
        assertThat(map.isEmpty()).isFalse();
        assertThat(map.encode().toHex()).isEqualTo("a320f54101f46161f6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> map.put("a", Cbor.nil()))
                .withMessage("key twice");
    }
}
