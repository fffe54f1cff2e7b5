package dev.rats4j.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The classes of input on which general-purpose decoders differ, docs/decisions/0003-own-cbor.md. */
class CborItemTest {

    private static CborItem wellFormed(String hex) throws MalformedMessageException {
        return CborItem.decode(Bytes.fromHex(hex), CborProfile.WELL_FORMED);
    }

    private static void assertRefused(Bytes message, CborProfile profile) {
        assertThatThrownBy(() -> CborItem.decode(message, profile))
                .as(message.toHex().substring(0, Math.min(60, message.toHex().length())))
                .isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @CsvSource({ // RFC 8949, appendix A
        "00, 0",
        "17, 23",
        "1818, 24",
        "1903e8, 1000",
        "1a000f4240, 1000000",
        "1b000000e8d4a51000, 1000000000000",
        "1bffffffffffffffff, 18446744073709551615",
        "c249010000000000000000, 18446744073709551616",
        "3bffffffffffffffff, -18446744073709551616",
        "c349010000000000000000, -18446744073709551617",
        "20, -1",
        "3903e7, -1000"
    })
    @DisplayName("integers of any size keep their value and come back in the same bytes")
    void readsIntegers(String hex, BigInteger value) throws Exception {
        CborItem item = CborItem.decode(Bytes.fromHex(hex), CborProfile.DETERMINISTIC);
        assertThat(item.bigInteger("n")).isEqualTo(value);
        assertThat(Cbor.integer(value).toHex()).isEqualTo(hex);
        if (value.bitLength() > 63) {
            assertThatThrownBy(() -> item.integer("n")).isInstanceOf(MalformedMessageException.class);
        } else {
            assertThat(item.integer("n")).isEqualTo(value.longValueExact());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "f90000, 0.0",
        "f98000, -0.0",
        "f93c00, 1.0",
        "fb3ff199999999999a, 1.1",
        "f97bff, 65504.0",
        "fa47c35000, 100000.0",
        "fa7f7fffff, 3.4028234663852886e+38",
        "f90001, 5.960464477539063e-8",
        "f90400, 0.00006103515625",
        "f9c400, -4.0",
        "f97c00, Infinity",
        "f9fc00, -Infinity",
        "f97e00, NaN",
        "f903ff, 6.097555160522461e-5",
        "f903fe, 6.091594696044922e-5",
        "f977ff, 32752.0",
        "f98001, -5.960464477539063e-8",
        "fa33000000, 2.9802322387695312e-8",
        "fa47800000, 65536.0",
        "fa477ff000, 65520.0",
        "fa38800001, 6.103516352595761e-5",
        "fa7f7fffff, 3.4028234663852886e+38",
        "fa00000001, 1.401298464324817e-45",
        "fb47f0000000000000, 3.402823669209385e+38"
    })
    @DisplayName("floating-point numbers have one shortest form")
    void readsFloats(String hex, double value) throws Exception {
        assertThat(CborItem.decode(Bytes.fromHex(hex), CborProfile.DETERMINISTIC)
                        .floating("f"))
                .isEqualTo(Double.valueOf(value));
        Bytes longest = Bytes.copyOf(java.nio.ByteBuffer.allocate(9)
                .put((byte) 0xfb)
                .putDouble(value)
                .array());
        assertThat(Cbor.deterministic(CborItem.decode(longest, CborProfile.WELL_FORMED))
                        .toHex())
                .isEqualTo(hex);
        if (hex.length() < 18) {
            assertRefused(longest, CborProfile.DETERMINISTIC);
        }
    }

    @Test
    @DisplayName("1, \"1\" and h'31' are three keys")
    void keepsKeyTypesApart() throws Exception {
        CborMap map = wellFormed("a30161616131616241316163").map("m");
        assertThat(map.keys()).hasSize(3);
        assertThat(map.required(1, "one").text("one")).isEqualTo("a");
        assertThat(map.required(CborKey.of("1"), "text one").text("x")).isEqualTo("b");
        assertThat(map.required(new CborKey.Binary(Bytes.of(0x31)), "bytes").text("x"))
                .isEqualTo("c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "0000", // trailing byte
                "61", // truncated text
                "5affffffff", // 4 GiB of bytes
                "5b7fffffffffffffff", // 2^63-1 bytes
                "9affffffff", // 4 GiB of elements
                "bb7fffffffffffffff00", // 2^63-1 entries
                "9bffffffffffffffff", // more than 2^63 elements
                "62c080", // overlong UTF-8
                "63eda080", // surrogate
                "a201000100", // duplicate key
                "a20100180100", // duplicate key, in two lengths
                "a24161005f4161ff00", // duplicate key, whole and in chunks
                "81a201000100", // duplicate, nested
                "bf01000100ff", // duplicate, indefinite
                "a1f600", // null as key
                "a18000", // array as key
                "a11bffffffffffffffff00", // key beyond 64 bits
                "a13bffffffffffffffff00", // key beyond 64 bits
                "1c",
                "1f",
                "3f",
                "dc",
                "df", // reserved
                "ff",
                "81ff", // break without a start
                "f818", // simple value in two bytes
                "5f6161ff", // chunk of another type
                "5f5f4100ffff", // chunks inside chunks
                "9f00",
                "bf00ff",
                "bf", // no end
                "c1" // tag of nothing
            })
    @DisplayName("not well-formed, or with a duplicate key: refused in both profiles")
    void refusesInBothProfiles(String hex) {
        assertRefused(Bytes.fromHex(hex), CborProfile.WELL_FORMED);
        assertRefused(Bytes.fromHex(hex), CborProfile.DETERMINISTIC);
    }

    @ParameterizedTest
    @CsvSource({
        "1800, 00",
        "190017, 17",
        "1b0000000000000001, 01",
        "5801ff, 41ff",
        "980100, 8100",
        "9f01ff, 8101",
        "bf0102ff, a10102",
        "5f41014102ff, 420102",
        "7f61616162ff, 626162",
        "a202000100, a201000200",
        "fb3ff0000000000000, f93c00",
        "c24101, 01",
        "c2420001, 01",
        "c340, 20",
        "d81201, d201",
        "fa7fc00001, f97e00",
        "a2616200616100, a2616100616200"
    })
    @DisplayName("long, indefinite or unsorted: read as well-formed, refused as deterministic, one deterministic form")
    void readsOtherEncodings(String hex, String deterministic) throws Exception {
        CborItem item = wellFormed(hex);
        assertThat(item.encoded().toHex()).isEqualTo(hex);
        assertThat(Cbor.deterministic(item).toHex()).isEqualTo(deterministic);
        assertRefused(Bytes.fromHex(hex), CborProfile.DETERMINISTIC);
        assertThat(CborItem.decode(Bytes.fromHex(deterministic), CborProfile.DETERMINISTIC)
                        .encoded()
                        .toHex())
                .isEqualTo(deterministic);
    }

    @Test
    @DisplayName("T-24 a million nested arrays, maps or tags are refused at the depth cap")
    void refusesDeepNesting() {
        for (int first : new int[] {0x81, 0xa1, 0xc1, 0x9f, 0xd8}) {
            byte[] nested = new byte[1_000_000];
            java.util.Arrays.fill(nested, (byte) first);
            assertRefused(Bytes.copyOf(nested), CborProfile.WELL_FORMED);
        }
    }

    @Test
    @DisplayName("tags are compared at full width")
    void comparesTagsAtFullWidth() throws Exception {
        CborItem item = wellFormed("db0000000100000012" + "00");
        assertThat(item.isTagged(18)).isFalse();
        assertThat(item.tag("tag")).isEqualTo((1L << 32) + 18);
        assertThatThrownBy(() -> item.tagged(18, "tag")).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("a large map without order is refused, in order it is read")
    void boundsUnsortedMaps() throws Exception {
        Cbor.MapBuilder builder = Cbor.map();
        StringBuilder unsorted = new StringBuilder("b9" + "0800");
        for (int i = 0; i < 0x800; i++) {
            builder.put(i, Cbor.integer(0));
            unsorted.append(Cbor.integer(0x7ff - i).toHex()).append("00");
        }
        assertThat(CborItem.decode(builder.encode(), CborProfile.DETERMINISTIC)
                        .map("m")
                        .keys())
                .hasSize(0x800);
        assertRefused(Bytes.fromHex(unsorted.toString()), CborProfile.WELL_FORMED);
    }

    @Test
    @DisplayName("a key that nobody asked for is named")
    void namesUnknownKeys() throws Exception {
        CborMap map = wellFormed("a2010002f5").map("thing-map");
        assertThat(map.required(1, "one").unsigned("one")).isZero();
        assertThatThrownBy(map::expectNoOthers)
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("thing-map")
                .hasMessageContaining("2");
        assertThat(map.others()).hasSize(1);
        assertThatThrownBy(() -> map.required(3, "three")).hasMessageContaining("three (3)");
    }

    @Test
    @DisplayName("diagnostic notation escapes what could deceive, and cuts what is long")
    void printsForPeople() throws Exception {
        CborItem item = CborItem.decode(
                Cbor.map().put(1, Cbor.text("a\u001b[31m\u202eb\"")).encode(), CborProfile.DETERMINISTIC);
        assertThat(CborDiagnostics.print(item, 10)).isEqualTo("{\n  1: \"a\\u{1b}[31m\\u{202e}b\\\"\"\n}");
        assertThat(CborDiagnostics.print(wellFormed("8501020304" + "05"), 3)).endsWith("… more");
    }
}
