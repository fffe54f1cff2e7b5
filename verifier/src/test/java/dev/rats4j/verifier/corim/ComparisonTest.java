package dev.rats4j.verifier.corim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.CryptoKey;
import dev.rats4j.corim.Flag;
import dev.rats4j.corim.MeasurementValues;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static boolean matches(CodePoint.IntRange condition, CodePoint.IntRange accepted) {
        return Comparison.matches(
                MeasurementValues.of(CodePoint.INT_RANGE, condition),
                MeasurementValues.of(CodePoint.INT_RANGE, accepted));
    }

    private static CodePoint.IntRange range(long minimum, long maximum) {
        return new CodePoint.IntRange(
                Optional.of(BigInteger.valueOf(minimum)), Optional.of(BigInteger.valueOf(maximum)));
    }

    @Test
    @DisplayName("int-range: equal numbers, number in range, range in range, unbounded ends")
    void comparesRanges() {
        CodePoint.IntRange atLeastFive = new CodePoint.IntRange(Optional.of(BigInteger.valueOf(5)), Optional.empty());
        CodePoint.IntRange atMostFive = new CodePoint.IntRange(Optional.empty(), Optional.of(BigInteger.valueOf(5)));
        assertThat(matches(CodePoint.IntRange.exactly(5), CodePoint.IntRange.exactly(5)))
                .isTrue();
        assertThat(matches(CodePoint.IntRange.exactly(5), CodePoint.IntRange.exactly(4)))
                .isFalse();
        assertThat(matches(CodePoint.IntRange.exactly(5), CodePoint.IntRange.exactly(6)))
                .isFalse();
        assertThat(matches(range(3, 5), CodePoint.IntRange.exactly(3))).isTrue();
        assertThat(matches(range(3, 5), CodePoint.IntRange.exactly(6))).isFalse();
        assertThat(matches(range(3, 5), CodePoint.IntRange.exactly(2))).isFalse();
        assertThat(matches(range(3, 5), range(4, 5))).isTrue();
        assertThat(matches(range(3, 5), range(4, 6))).isFalse();
        assertThat(matches(CodePoint.IntRange.exactly(5), range(5, 6))).isFalse();
        assertThat(matches(atLeastFive, CodePoint.IntRange.exactly(7))).isTrue();
        assertThat(matches(atLeastFive, CodePoint.IntRange.exactly(4))).isFalse();
        assertThat(matches(atMostFive, CodePoint.IntRange.exactly(4))).isTrue();
        assertThat(matches(atMostFive, CodePoint.IntRange.exactly(6))).isFalse();
        assertThat(matches(atMostFive, atLeastFive)).isFalse();
    }

    @Test
    @DisplayName("svn: plain equal, minimum against plain, never plain against minimum")
    void comparesSvn() {
        assertThat(svn(3, false, 3, false)).isTrue();
        assertThat(svn(3, false, 4, false)).isFalse();
        assertThat(svn(3, true, 4, false)).isTrue();
        assertThat(svn(3, true, 2, false)).isFalse();
        assertThat(svn(3, false, 3, true)).isFalse();
        assertThat(svn(3, true, 3, true)).isTrue();
        assertThat(svn(3, true, 4, true)).isFalse();
    }

    @Test
    @DisplayName("svn: the uppermost of 64 bits is no sign, and equal numbers are equal whatever object they are")
    void comparesSvnOf64Bits() {
        BigInteger most = BigInteger.ONE.shiftLeft(63).add(BigInteger.TEN);
        MeasurementValues accepted = MeasurementValues.of(CodePoint.SVN, new CodePoint.Svn(most, false));
        CodePoint.Svn again =
                new CodePoint.Svn(most.add(BigInteger.ZERO).add(BigInteger.ONE).subtract(BigInteger.ONE), false);
        assertThat(Comparison.matches(MeasurementValues.of(CodePoint.SVN, again), accepted))
                .isTrue();
        assertThat(Comparison.matches(MeasurementValues.of(CodePoint.SVN, new CodePoint.Svn(3, true)), accepted))
                .isTrue();
        assertThat(Comparison.matches(
                        MeasurementValues.of(CodePoint.SVN, new CodePoint.Svn(most, true)),
                        MeasurementValues.of(CodePoint.SVN, new CodePoint.Svn(3, false))))
                .isFalse();
    }

    private static boolean svn(long condition, boolean conditionMinimum, long accepted, boolean acceptedMinimum) {
        return Comparison.matches(
                MeasurementValues.of(CodePoint.SVN, new CodePoint.Svn(condition, conditionMinimum)),
                MeasurementValues.of(CodePoint.SVN, new CodePoint.Svn(accepted, acceptedMinimum)));
    }

    @Test
    @DisplayName("digests: a common algorithm, all common ones equal, none twice")
    void comparesDigests() {
        NamedDigest sha256 = NamedDigest.of(HashAlgorithm.SHA256.digest(Bytes.of(1)));
        NamedDigest other = NamedDigest.of(HashAlgorithm.SHA256.digest(Bytes.of(2)));
        NamedDigest sha384 = NamedDigest.of(HashAlgorithm.SHA384.digest(Bytes.of(1)));
        NamedDigest byName = new NamedDigest(new NamedDigest.ByName("sha-256"), sha256.value());
        assertThat(digests(List.of(sha256), List.of(sha256, sha384))).isTrue();
        assertThat(digests(List.of(sha256), List.of(other))).isFalse();
        assertThat(digests(List.of(sha256), List.of(sha384))).isFalse();
        assertThat(digests(List.of(sha256, sha384), List.of(other, sha384))).isFalse();
        assertThat(digests(List.of(sha256, other), List.of(sha256))).isFalse();
        assertThat(digests(List.of(sha256), List.of(sha256, sha256))).isFalse();
        assertThat(digests(List.of(byName), List.of(sha256))).isFalse();
    }

    private static boolean digests(List<NamedDigest> condition, List<NamedDigest> accepted) {
        return Comparison.matches(
                MeasurementValues.of(CodePoint.DIGESTS, new CodePoint.Digests(condition)),
                MeasurementValues.of(CodePoint.DIGESTS, new CodePoint.Digests(accepted)));
    }

    @Test
    @DisplayName("raw values: equal, or equal where the condition's mask is set; a masked accepted value never matches")
    void comparesRawValues() {
        Bytes value = Bytes.of(0x12, 0x34);
        assertThat(raw(value, Optional.empty(), value, Optional.empty())).isTrue();
        assertThat(raw(value, Optional.of(Bytes.of(0xf0, 0x0f)), Bytes.of(0x1f, 0xf4), Optional.empty()))
                .isTrue();
        assertThat(raw(value, Optional.of(Bytes.of(0xf0, 0x0f)), Bytes.of(0x2f, 0xf4), Optional.empty()))
                .isFalse();
        assertThat(raw(value, Optional.empty(), Bytes.of(0x12), Optional.empty()))
                .isFalse();
        assertThat(raw(value, Optional.empty(), value, Optional.of(value))).isFalse();
    }

    private static boolean raw(Bytes condition, Optional<Bytes> mask, Bytes accepted, Optional<Bytes> acceptedMask) {
        return Comparison.matches(
                MeasurementValues.of(CodePoint.RAW_VALUE, new CodePoint.RawValue(condition, mask)),
                MeasurementValues.of(CodePoint.RAW_VALUE, new CodePoint.RawValue(accepted, acceptedMask)));
    }

    private static <T> boolean values(CodePoint<T> codePoint, T condition, T accepted) {
        return Comparison.matches(
                MeasurementValues.of(codePoint, condition), MeasurementValues.of(codePoint, accepted));
    }

    @Test
    @DisplayName("cryptokeys: those of the condition come first, in its order")
    void comparesKeys() {
        CryptoKey one = new CryptoKey(560, Bytes.of(0x41, 1));
        CryptoKey two = new CryptoKey(560, Bytes.of(0x41, 2));
        assertThat(keys(List.of(one), List.of(one))).isTrue();
        assertThat(keys(List.of(one), List.of(one, two))).isTrue();
        assertThat(keys(List.of(one, two), List.of(one, two))).isTrue();
        assertThat(keys(List.of(one, two), List.of(one))).isFalse();
        assertThat(keys(List.of(one, two), List.of(two, one))).isFalse();
        assertThat(keys(List.of(two), List.of(one, two))).isFalse();
    }

    private static boolean keys(List<CryptoKey> condition, List<CryptoKey> accepted) {
        return values(CodePoint.CRYPTO_KEYS, new CodePoint.CryptoKeys(condition), new CodePoint.CryptoKeys(accepted));
    }

    @Test
    @DisplayName("names, and code points without a rule of their own, are equal or not")
    void comparesByEquality() {
        assertThat(values(CodePoint.NAME, "a", "a")).isTrue();
        assertThat(values(CodePoint.NAME, "a", "b")).isFalse();
        assertThat(values(CodePoint.VERSION, CodePoint.Version.of("1"), new CodePoint.Version("1", Optional.empty())))
                .isTrue();
        assertThat(values(
                        CodePoint.VERSION,
                        CodePoint.Version.of("1"),
                        new CodePoint.Version("1", Optional.of(CborKey.of(16384)))))
                .isFalse();
        CodePoint.Flags flags = CodePoint.Flags.of(Map.of(Flag.IS_DEBUG, false));
        assertThat(values(CodePoint.FLAGS, flags, CodePoint.Flags.of(Map.of(Flag.IS_DEBUG, false))))
                .isTrue();
        assertThat(values(
                        CodePoint.FLAGS,
                        flags,
                        new CodePoint.Flags(Map.of(Flag.IS_DEBUG, false), Map.of(-49L, Bytes.of(0xf5)))))
                .isFalse();
        CodePoint.Flags unknown = new CodePoint.Flags(Map.of(Flag.IS_DEBUG, false), Map.of(-49L, Bytes.of(0xf5)));
        assertThat(values(CodePoint.FLAGS, unknown, unknown))
                .as("flags that nobody here knows")
                .isFalse();
        Bytes six = Bytes.copyOf(new byte[6]);
        Bytes four = Bytes.copyOf(new byte[4]);
        Bytes sixteen = Bytes.copyOf(new byte[16]);
        assertThat(values(CodePoint.MAC_ADDR, new CodePoint.MacAddress(six), new CodePoint.MacAddress(six)))
                .isTrue();
        assertThat(values(CodePoint.IP_ADDR, new CodePoint.IpAddress(four), new CodePoint.IpAddress(sixteen)))
                .isFalse();
        assertThat(values(CodePoint.SERIAL_NUMBER, "1", "1")).isTrue();
        assertThat(values(CodePoint.UEID, new CodePoint.Ueid(sixteen), new CodePoint.Ueid(sixteen)))
                .isTrue();
        assertThat(values(CodePoint.UUID, new CodePoint.Uuid(sixteen), new CodePoint.Uuid(sixteen)))
                .isTrue();
    }

    private static CodePoint.IntegrityRegisters registers(Map<CborKey, NamedDigest> digests) {
        Map<CborKey, CodePoint.Digests> registers = new HashMap<>();
        digests.forEach((id, digest) -> registers.put(id, new CodePoint.Digests(List.of(digest))));
        return new CodePoint.IntegrityRegisters(registers);
    }

    @Test
    @DisplayName(
            "integrity-registers: each of the condition is found by its id and matches as digests; more do no harm")
    void comparesRegisters() {
        NamedDigest one = new NamedDigest(new NamedDigest.ByNumber(1), Bytes.of(1));
        NamedDigest two = new NamedDigest(new NamedDigest.ByNumber(1), Bytes.of(2));
        CodePoint.IntegrityRegisters condition = registers(Map.of(CborKey.of(0), one));
        CodePoint.IntegrityRegisters both = registers(Map.of(CborKey.of(0), one, CborKey.of("rem0"), two));
        assertThat(values(CodePoint.INTEGRITY_REGISTERS, condition, both)).isTrue();
        assertThat(values(CodePoint.INTEGRITY_REGISTERS, both, condition)).isFalse();
        assertThat(values(CodePoint.INTEGRITY_REGISTERS, condition, registers(Map.of(CborKey.of(0), two))))
                .isFalse();
        assertThat(values(CodePoint.INTEGRITY_REGISTERS, condition, registers(Map.of(CborKey.of("0"), one))))
                .isFalse();
    }

    @Test
    @DisplayName("of code points that a profile defines nobody here knows the rule: they never match")
    void unknownCodePoints() {
        for (long codePoint : List.of(-1L, -77L, 12L, 16L, 99L)) {
            assertThat(values(CodePoint.encoded(codePoint), Bytes.of(1), Bytes.of(1)))
                    .as("code point " + codePoint)
                    .isFalse();
        }
        CodePoint<Bytes> widened = new CodePoint<>(4, "raw-value of a profile", Bytes.class);
        assertThat(values(widened, Bytes.of(2), Bytes.of(2))).isFalse();
        CodePoint<Bytes> renamed = new CodePoint<>(0, "version of a profile", Bytes.class);
        assertThat(values(renamed, Bytes.of(2), Bytes.of(2))).isFalse();
    }

    @Test
    @DisplayName("every code point of the condition has to be there and match; more on the other side do no harm")
    void severalCodePoints() {
        MeasurementValues both = MeasurementValues.builder()
                .put(CodePoint.NAME, "a")
                .put(CodePoint.SVN, new CodePoint.Svn(3, false))
                .build();
        assertThat(Comparison.matches(MeasurementValues.of(CodePoint.NAME, "a"), both))
                .isTrue();
        assertThat(Comparison.matches(both, MeasurementValues.of(CodePoint.NAME, "a")))
                .isFalse();
        MeasurementValues other = MeasurementValues.builder()
                .put(CodePoint.NAME, "a")
                .put(CodePoint.SVN, new CodePoint.Svn(4, false))
                .build();
        assertThat(Comparison.matches(both, other)).isFalse();
    }
}
