package dev.rats4j.draft.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cbor.DateTimeText;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EpochMarkerTest {

    private static final Bytes ONE = Cbor.integer(1);
    private static final Bytes ETIME = Cbor.tagged(1001, Cbor.map().put(1, ONE).encode());

    @Test
    @DisplayName("every marker survives its CBOR, which is deterministic")
    void roundTrips() throws MalformedMessageException {
        SplittableRandom random = new SplittableRandom(26980);
        for (int i = 0; i < 2_000; i++) {
            EpochMarker marker = EpochValues.next(random);
            Bytes encoded = marker.encode();
            CborItem.decode(encoded, CborProfile.DETERMINISTIC);
            assertThat(EpochMarker.decode(encoded)).isEqualTo(marker);
            assertThat(EpochMarker.decode(encoded).encode()).isEqualTo(encoded);
        }
    }

    @Test
    @DisplayName("markers of time say when, the others do not")
    void times() throws MalformedMessageException {
        assertThat(time(Cbor.tagged(0, Cbor.text("1996-12-19T16:39:57-08:00")))).isEqualTo("1996-12-20T00:39:57Z");
        assertThat(time(Cbor.tagged(0, Cbor.text("2026-11-25T16:00:00.1234567891Z"))))
                .isEqualTo("2026-11-25T16:00:00.123456789Z");
        assertThat(time(Cbor.tagged(1, Cbor.integer(-1)))).isEqualTo("1969-12-31T23:59:59Z");
        assertThat(time(Cbor.tagged(1, Bytes.fromHex("f93e00")))).isEqualTo("1970-01-01T00:00:01.500Z");
        assertThat(time(Cbor.tagged(1, Bytes.fromHex("f9be00")))).isEqualTo("1969-12-31T23:59:58.500Z");
        assertThat(time(Cbor.tagged(26980, Cbor.bytes(EpochValues.TST_INFO)))).isEqualTo("2026-11-25T16:00:00.500Z");
        assertThat(time(Cbor.tagged(1, Cbor.integer(Long.MAX_VALUE)))).isEqualTo("none");
        assertThat(time(Cbor.tagged(1, Bytes.fromHex("fb7e37e43c8800759c")))).isEqualTo("none");
        assertThat(time(Cbor.tagged(26982, ONE))).isEqualTo("none");
    }

    @Test
    @DisplayName("negative fractions are no time, and maps of times and timestamps are small")
    void limits() {
        CborKey base = CborKey.of(1);
        assertThat(new ExtendedTime(Map.of(base, ONE, CborKey.of(-9), Cbor.integer(-5))).time())
                .isEmpty();
        Bytes half = Bytes.fromHex("f93e00");
        assertThat(new ExtendedTime(Map.of(base, half, CborKey.of(-9), ONE)).time())
                .isEmpty();
        Bytes policy = Cbor.tagged(111, Cbor.bytes(Bytes.of(42, 3)));
        Cbor.MapBuilder time = Cbor.map().put(1, ONE);
        Cbor.MapBuilder timestamp =
                Cbor.map().put(0, ONE).put(1, policy).put(3, ONE).put(4, ETIME);
        timestamp.put(2, Cbor.array(Cbor.integer(-16), Cbor.bytes(Bytes.of(1))));
        for (int i = 0; i <= ExtendedTime.MOST_ENTRIES; i++) {
            time.put(-100 - i, ONE);
            timestamp.put(-100 - i, ONE);
        }
        assertThatThrownBy(() -> EpochMarker.decode(Cbor.tagged(1001, time.encode())))
                .asInstanceOf(type(MalformedMessageException.class))
                .extracting(MalformedMessageException::field, MalformedMessageException::offset)
                .containsExactly("etime", 3);
        assertThatThrownBy(() -> EpochMarker.decode(Cbor.tagged(26981, timestamp.encode())))
                .asInstanceOf(type(MalformedMessageException.class))
                .extracting(MalformedMessageException::field, MalformedMessageException::offset)
                .containsExactly("TST-info", 3);
    }

    private static String time(Bytes marker) throws MalformedMessageException {
        return EpochMarker.decode(marker).time().map(Instant::toString).orElse("none");
    }

    @Test
    @DisplayName("an extended time has an instant only where all of it is understood")
    void extended() {
        CborKey base = CborKey.of(1);
        assertThat(new ExtendedTime(Map.of(base, ONE, CborKey.of(-9), Cbor.integer(5))).time())
                .contains(Instant.ofEpochSecond(1, 5));
        assertThat(new ExtendedTime(Map.of(base, ONE, CborKey.of(-3), Cbor.integer(5), CborKey.of(-6), Cbor.integer(7)))
                        .time())
                .contains(Instant.ofEpochSecond(1, 5_007_000));
        assertThat(new ExtendedTime(Map.of(base, ONE, CborKey.of(-10), Cbor.text("Europe/Vienna"))).time())
                .contains(Instant.ofEpochSecond(1));
        assertThat(ExtendedTime.ofSeconds(9).time()).contains(Instant.ofEpochSecond(9));
        assertThat(new ExtendedTime(Map.of(base, Bytes.fromHex("f93e00"))).time())
                .contains(Instant.ofEpochMilli(1500));
        assertThat(new ExtendedTime(Map.of(base, Bytes.fromHex("f97c00"))).time())
                .isEmpty();
        assertThat(new ExtendedTime(Map.of(base, ONE, CborKey.of(13), ONE)).time())
                .isEmpty();
        assertThat(new ExtendedTime(Map.of(base, ONE, CborKey.of(-1), ONE)).time())
                .isEmpty();
        assertThat(new ExtendedTime(Map.of(base, Cbor.text("now"))).time()).isEmpty();
        assertThat(new ExtendedTime(Map.of(CborKey.of(-3), ONE)).time()).isEmpty();
    }

    @Test
    @DisplayName("a counter is after one that is smaller, at full width")
    void counter() throws MalformedMessageException {
        EpochMarker.Counter largest = new EpochMarker.Counter(new BigInteger("18446744073709551615"));
        assertThat(EpochMarker.decode(Bytes.fromHex("d969681bffffffffffffffff")))
                .isEqualTo(largest);
        assertThat(largest.isAfter(new EpochMarker.Counter(BigInteger.ONE))).isTrue();
        assertThat(largest.isAfter(largest)).isFalse();
        assertThatThrownBy(() -> new EpochMarker.Counter(BigInteger.ONE.negate()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EpochMarker.Counter(BigInteger.ONE.shiftLeft(64)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Bytes tst(long key, Bytes value) {
        Cbor.MapBuilder map = Cbor.map();
        Bytes[] members = {
            ONE, Cbor.tagged(111, Cbor.bytes(Bytes.of(0x2a))), Cbor.array(ONE, Cbor.bytes(Bytes.EMPTY)), ONE, ETIME
        };
        for (int i = 0; i < members.length; i++) {
            if (i != key) {
                map.put(i, members[i]);
            }
        }
        return Cbor.tagged(26981, map.put(key, value).encode());
    }

    private static Bytes der(String hex) {
        return Cbor.tagged(26980, Cbor.bytes(Bytes.fromHex(hex)));
    }

    static Stream<Arguments> broken() {
        String tst = EpochValues.TST_INFO.toHex();
        Bytes etime = Cbor.tagged(1001, Cbor.map().encode());
        return Stream.of(
                Arguments.of("no tag", ONE, "epoch-marker", 0),
                Arguments.of("another tag", Cbor.tagged(26985, ONE), "epoch-marker", 0),
                Arguments.of("date is a number", Cbor.tagged(0, ONE), "epoch-marker", 1),
                Arguments.of("date without zone", Cbor.tagged(0, Cbor.text("2026-11-25T16:00:00")), "epoch-marker", 1),
                Arguments.of("13th month", Cbor.tagged(0, Cbor.text("2026-13-25T16:00:00Z")), "epoch-marker", 1),
                Arguments.of("small letters", Cbor.tagged(0, Cbor.text("2026-11-25t16:00:00z")), "epoch-marker", 1),
                Arguments.of(
                        "long fraction",
                        Cbor.tagged(0, Cbor.text("2026-11-25T16:00:00." + "1".repeat(60) + "Z")),
                        "epoch-marker",
                        1),
                Arguments.of("time is a text", Cbor.tagged(1, Cbor.text("now")), "time", 1),
                Arguments.of("time is not finite", Cbor.tagged(1, Bytes.fromHex("f97c00")), "time", 1),
                Arguments.of("time of 65 bits", Cbor.tagged(1, Bytes.fromHex("1b8000000000000000")), "time", 1),
                Arguments.of("etime is an array", Cbor.tagged(1001, Cbor.array()), "etime", 3),
                Arguments.of(
                        "etime with a key of bytes",
                        Cbor.tagged(
                                1001,
                                Cbor.map()
                                        .put(new CborKey.Binary(Bytes.of(1)), ONE)
                                        .encode()),
                        "etime",
                        3),
                Arguments.of("tick is a float", Cbor.tagged(26982, Bytes.fromHex("f93e00")), "epoch-tick", 3),
                Arguments.of("no ticks", Cbor.tagged(26983, Cbor.array()), "epoch-tick-list", 3),
                Arguments.of("a tick that is null", Cbor.tagged(26983, Cbor.array(ONE, Cbor.nil())), "epoch-tick", 5),
                Arguments.of(
                        "too many ticks",
                        Cbor.tagged(26983, Cbor.array(java.util.Collections.nCopies((1 << 14) + 1, ONE))),
                        "epoch-tick-list",
                        16390),
                Arguments.of("negative counter", Cbor.tagged(26984, Cbor.integer(-1)), "strictly-monotonic-counter", 3),
                Arguments.of(
                        "counter is a bignum",
                        Cbor.tagged(26984, Cbor.tagged(2, Cbor.bytes(Bytes.of(1)))),
                        "strictly-monotonic-counter",
                        3),
                Arguments.of("version 2", tst(0, Cbor.integer(2)), "TST-info.version", 5),
                Arguments.of("policy without tag", tst(1, Cbor.bytes(Bytes.of(1))), "TST-info.policy", 7),
                Arguments.of("imprint of one", tst(2, Cbor.array(ONE)), "TST-info.messageImprint", 12),
                Arguments.of("serial is a text", tst(3, Cbor.text("1")), "TST-info.serialNumber", 16),
                Arguments.of("no base time", tst(4, etime), "TST-info.eTime", 18),
                Arguments.of(
                        "time key is a text",
                        tst(
                                4,
                                Cbor.tagged(
                                        1001,
                                        Cbor.map().put(1, ONE).put("x", ONE).encode())),
                        "TST-info.eTime",
                        18),
                Arguments.of(
                        "duration is no map",
                        tst(
                                4,
                                Cbor.tagged(
                                        1001,
                                        Cbor.map().put(1, ONE).put(-8, ONE).encode())),
                        "TST-info.eTime",
                        18),
                Arguments.of("ordering is a number", tst(5, ONE), "TST-info.ordering", 25),
                Arguments.of("nonce is a float", tst(6, Bytes.fromHex("f93e00")), "TST-info.nonce", 25),
                Arguments.of("authority of three", tst(7, Cbor.array(ONE, ONE, ONE)), "TST-info.tsa", 25),
                Arguments.of("no DER", der("3000"), "TSTInfo.version", 3),
                Arguments.of("no SEQUENCE", der("0400"), "TSTInfo", 3),
                Arguments.of("DER and more", der(tst + "00"), "TSTInfo", 3),
                Arguments.of("version 2 of DER", der(tst.replaceFirst("020101", "020102")), "TSTInfo.version", 3),
                Arguments.of("policy is no OID", der(tst.replaceFirst("06022a03", "06022a83")), "TSTInfo.policy", 3),
                Arguments.of(
                        "serial is padded",
                        der(tst.replaceFirst("020107", "020107")
                                .replaceFirst("3034", "3035")
                                .replaceFirst("0201071811", "020200071811")),
                        "TSTInfo.serialNumber",
                        3),
                Arguments.of(
                        "fraction ends with zero", der(tst.replaceFirst("2e355a", "2e305a")), "TSTInfo.genTime", 3),
                Arguments.of("32nd day", der(tst.replaceFirst("3131323531", "3131333231")), "TSTInfo.genTime", 3),
                Arguments.of("two nonces", der(tst.replaceFirst("3034", "303a") + "020101020101"), "TSTInfo", 3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void refuses(String name, Bytes message, String field, int offset) {
        assertThatThrownBy(() -> EpochMarker.decode(message))
                .asInstanceOf(type(MalformedMessageException.class))
                .satisfies(
                        e -> assertThat(e.field() + "@" + e.offset()).as(name).isEqualTo(field + "@" + offset));
    }

    @Test
    @DisplayName("a TSTInfo may have accuracy, ordering, nonce, authority and extensions, in this order")
    void optional() throws MalformedMessageException {
        Bytes longer = Bytes.fromHex(EpochValues.TST_INFO.toHex().replaceFirst("3034", "3043") + "3003020101" + "0101ff"
                + "020109" + "a000" + "a100");
        Rfc3161TstInfo info = Rfc3161TstInfo.decode(longer);
        assertThat(info.policy().dotted()).isEqualTo("1.2.3");
        assertThat(info.hashAlgorithm().dotted()).isEqualTo("2.16.840.1.101.3.4.2.1");
        assertThat(info.hashedMessage()).isEqualTo(Bytes.fromHex("deadbeef"));
        assertThat(info.serialNumber()).isEqualTo(7);
        assertThat(info.encoded()).isEqualTo(longer);
    }

    @Test
    @DisplayName("values refuse nonsense")
    void nonsense() {
        for (org.assertj.core.api.ThrowableAssert.ThrowingCallable call :
                List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                        () -> new EpochMarker.TickList(List.of()),
                        () -> new EpochMarker.FractionalSeconds(Double.NaN),
                        () -> new DateTimeText("yesterday"),
                        () -> new ExtendedTime(Map.of(new CborKey.Binary(Bytes.of(1)), ONE)),
                        () -> new ExtendedTime(Map.of(CborKey.of(1), Bytes.of(0x18, 1))))) {
            assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
