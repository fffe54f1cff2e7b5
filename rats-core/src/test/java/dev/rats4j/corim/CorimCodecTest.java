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
import static dev.rats4j.corim.CorimFrames.comid;
import static dev.rats4j.corim.CorimFrames.corim;
import static dev.rats4j.corim.CorimFrames.corimWith;
import static dev.rats4j.corim.CorimFrames.keyTriple;
import static dev.rats4j.corim.CorimFrames.map;
import static dev.rats4j.corim.CorimFrames.measurement;
import static dev.rats4j.corim.CorimFrames.tag;
import static dev.rats4j.corim.CorimFrames.value;
import static dev.rats4j.corim.CorimFrames.valueTriple;
import static dev.rats4j.wire.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborCursor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cbor.CollidingKeys;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import dev.rats4j.wire.ObjectIdentifier;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the codec reads, and what it makes of it. */
class CorimCodecTest {

    private static Environment environment(CborItem item) throws MalformedMessageException {
        return new EnvironmentReader(CborCursor.of(item), TypeChoices.NONE).read();
    }

    private static Measurement only(Bytes message) throws MalformedMessageException {
        return Corim.decode(message)
                .comids()
                .get(0)
                .referenceValues()
                .get(0)
                .measurements()
                .get(0);
    }

    @Test
    @DisplayName("what the vectors change is sound before the change")
    void frameIsSound() throws MalformedMessageException {
        assertThat(only(measurement(map(1, VALUES))).values().get(CodePoint.NAME))
                .contains("name");
        assertThat(Corim.decode(keyTriple(CLASS, Cbor.array(KEY), map(0, ZERO)))
                        .comids()
                        .get(0)
                        .attestKeys())
                .hasSize(1);
    }

    @Test
    @DisplayName("what the draft does not define is kept and written as it came; the template names what it cannot say")
    void keepsExtensions() throws MalformedMessageException {
        Bytes extended = Cbor.tagged(
                501,
                Cbor.map()
                        .put(0, ID)
                        .put(
                                1,
                                Cbor.array(
                                        Cbor.tagged(507, Cbor.bytes(EMPTY_MAP)),
                                        tag(Cbor.map()
                                                .put(1, map(0, ID))
                                                .put(3, Cbor.array(map(0, ID, 1, ZERO)))
                                                .put(4, map(99, NONE))
                                                .put(77, ZERO)
                                                .encode())))
                        .put(2, Cbor.array(map(0, Cbor.tagged(32, ID))))
                        .put(-1, ZERO)
                        .encode());
        Corim corim = Corim.decode(extended);
        assertThat(corim.encode()).isEqualTo(extended);
        assertThat(corim.extensions()).containsEntry(-1L, ZERO);
        assertThat(corim.tags().get(0)).isEqualTo(new EncodedTag(507, Cbor.bytes(EMPTY_MAP)));
        assertThat(corim.comids().get(0).extensions()).containsEntry(77L, ZERO);
        assertThat(CorimTemplate.unprintable(corim)).isEmpty();
        assertThat(CorimTemplate.compile(CorimTemplate.print(corim)).encode()).isEqualTo(extended);
    }

    @Test
    @DisplayName("forms of others: UUID under tag 37, URI without tag, plain svn, mask under its old key")
    void readsOtherForms() throws MalformedMessageException {
        Bytes tagged = Cbor.tagged(
                501, map(0, Cbor.tagged(37, UUID), 1, Cbor.array(comid(valueTriple(CLASS, map(1, VALUES))))));
        assertThat(Corim.decode(tagged).id().toString()).isEqualTo("00112233-4455-6677-8899-aabbccddeeff");
        assertThat(Corim.decode(corimWith(3, Cbor.text("tag:x"))).profile()).contains("tag:x");
        assertThat(only(value(1, Cbor.integer(7))).values().get(CodePoint.SVN)).contains(new CodePoint.Svn(7, false));
        Bytes mask = Bytes.of(3, 4);
        assertThat(only(measurement(map(1, map(4, BYTES, 5, Cbor.bytes(mask)))))
                        .values()
                        .get(CodePoint.RAW_VALUE))
                .contains(new CodePoint.RawValue(Bytes.of(1, 2), Optional.of(mask)));
    }

    @Test
    @DisplayName("svn and int-range take all 64 bits")
    void takesAll64Bits() throws MalformedMessageException {
        BigInteger most = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
        assertThat(only(value(1, Cbor.tagged(553, Cbor.integer(most)))).values().get(CodePoint.SVN))
                .contains(new CodePoint.Svn(most, true));
        assertThat(only(value(15, Cbor.integer(most.not()))).values().get(CodePoint.INT_RANGE))
                .contains(new CodePoint.IntRange(Optional.of(most.not()), Optional.of(most.not())));
        assertThatThrownBy(() -> new CodePoint.Svn(most.add(BigInteger.ONE), false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CodePoint.IntRange(Optional.empty(), Optional.of(most.add(BigInteger.ONE))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("times as floats: a fraction makes the validity shorter, never longer")
    void readsFloatTimes() throws MalformedMessageException {
        Bytes half = Bytes.of(0xf9, 0x3e, 0); // 1.5
        Bytes validity = map(0, Cbor.tagged(1, half), 1, Cbor.tagged(1, Bytes.of(0xfa, 0x40, 0x60, 0, 0))); // 3.5
        assertThat(Corim.decode(corimWith(4, validity)).validity())
                .contains(new Validity(Optional.of(Instant.ofEpochSecond(2)), Instant.ofEpochSecond(3)));
        assertThatThrownBy(() -> Corim.decode(corimWith(4, map(0, Cbor.tagged(1, half), 1, Cbor.tagged(1, half)))))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("values refuse what they cannot be")
    void valuesRefuse() {
        assertThatThrownBy(() -> new Validity(Optional.empty(), Instant.MAX))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CodePoint.Svn(-1, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CodePoint.CryptoKeys(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CodePoint.Digests(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CodePoint.RawValue(Bytes.of(1), Optional.of(Bytes.EMPTY)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new Validity(Optional.empty(), Instant.parse("2030-01-01T00:00:00.9Z")).notAfter())
                .isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
    }

    @Test
    @DisplayName("object identifiers: every content that is read is written back as the same bytes")
    void identifiersAreSymmetric() {
        for (String dotted : List.of(
                "0.0", "1.39", "2.999", "2.40.0.340282366920938463463374607431768211456", "1.3" + ".1".repeat(127))) {
            Bytes content = ObjectIdentifier.parse(dotted)
                    .map(ObjectIdentifier::content)
                    .orElseThrow();
            assertThat(ObjectIdentifier.ofContent(content).map(ObjectIdentifier::dotted))
                    .contains(dotted);
        }
        Bytes longest = Bytes.copyOf(new byte[128]);
        assertThat(ObjectIdentifier.parse(ObjectIdentifier.ofContent(longest)
                                .map(ObjectIdentifier::dotted)
                                .orElseThrow())
                        .map(ObjectIdentifier::content))
                .contains(longest);
        assertThat(ObjectIdentifier.ofContent(Bytes.copyOf(new byte[129])).map(ObjectIdentifier::dotted))
                .isEmpty();
        for (String wrong :
                List.of("", "1", "3.1", "1.40", "1.02", "1..2", "1.3.", "1.3" + ".1".repeat(128), "9".repeat(9000))) {
            assertThat(ObjectIdentifier.parse(wrong).map(ObjectIdentifier::content))
                    .as(wrong)
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("times go from 1970 to the end of 9999, and a range may be one number")
    void readsLimits() throws MalformedMessageException {
        for (long seconds : new long[] {0, 253_402_300_799L}) {
            assertThat(Corim.decode(CorimFrames.time(Cbor.integer(seconds)))
                            .validity()
                            .orElseThrow()
                            .notAfter())
                    .isEqualTo(Instant.ofEpochSecond(seconds));
        }
        Bytes one = Cbor.tagged(564, Cbor.array(Cbor.integer(7), Cbor.integer(7)));
        assertThat(only(value(CodePoint.INT_RANGE.number(), one)).values().get(CodePoint.INT_RANGE))
                .contains(
                        new CodePoint.IntRange(Optional.of(BigInteger.valueOf(7)), Optional.of(BigInteger.valueOf(7))));
    }

    @Test
    @DisplayName("a UEID has 7 to 33 bytes; a class is written as it was read, layer and index too")
    void readsEnvironments() throws MalformedMessageException {
        for (int length : new int[] {7, 33}) {
            Bytes ueid = Bytes.copyOf(new byte[length]);
            Bytes instance = map(1, Cbor.tagged(550, Cbor.bytes(ueid)));
            assertThat(environment(decoded(instance)).instance())
                    .contains(new Environment.InstanceId(new TypedId(550, ueid)));
        }
        for (int length : new int[] {6, 34}) {
            Bytes instance = map(1, Cbor.tagged(550, Cbor.bytes(Bytes.copyOf(new byte[length]))));
            assertRefused(
                    () -> environment(decoded(instance)),
                    "environment-map.instance",
                    2,
                    length + " bytes that are no value of tag 550");
        }
        Bytes layered = map(
                0,
                Cbor.map()
                        .put(1, Cbor.text("ACME"))
                        .put(2, Cbor.text("Anvil"))
                        .put(3, Cbor.integer(4))
                        .put(4, Cbor.integer(5))
                        .encode());
        Environment environment = environment(decoded(layered));
        assertThat(MeasurementWriter.write(environment)).isEqualTo(layered);
        assertThat(environment.environmentClass().orElseThrow().layer()).hasValue(4);
        assertThat(environment.environmentClass().orElseThrow().index()).hasValue(5);
    }

    private static CborItem decoded(Bytes item) throws MalformedMessageException {
        return CborItem.decode(item, CborProfile.DETERMINISTIC);
    }

    @Test
    @DisplayName("registers whose names were chosen to have one hash code cost no more than others")
    void collidingRegisters() {
        CodePoint.Digests digests =
                new CodePoint.Digests(List.of(new NamedDigest(new NamedDigest.ByNumber(1), Bytes.of(0))));
        Map<CborKey, CodePoint.Digests> registers = new LinkedHashMap<>();
        for (int i = 1; i < 1 << 18; i++) {
            registers.put(CborKey.of(CollidingKeys.integer(i)), digests);
        }
        // where every name is compared with every other one, this takes minutes
        assertTimeout(
                Duration.ofSeconds(20),
                () -> assertThat(new CodePoint.IntegrityRegisters(registers).registers())
                        .isEqualTo(registers));
    }
}
