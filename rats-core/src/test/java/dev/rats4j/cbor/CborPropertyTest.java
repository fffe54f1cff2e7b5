package dev.rats4j.cbor;

import static org.assertj.core.api.Assertions.assertThat;

import com.upokecenter.cbor.CBORObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("exhaustive")
class CborPropertyTest {

    static Bytes randomItem(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 6 : 9)) {
            case 0 -> Cbor.integer(random.nextLong() >> random.nextInt(64));
            case 1 -> Cbor.integer(new BigInteger(random.nextInt(80), random));
            case 2 -> Cbor.bytes(randomBytes(random, random.nextInt(40)));
            case 3 -> Cbor.text("é€".repeat(random.nextInt(3)) + random.nextInt());
            case 4 -> Cbor.bool(random.nextBoolean());
            case 5 -> Cbor.nil();
            case 6 -> {
                List<Bytes> elements = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    elements.add(randomItem(random, depth + 1));
                }
                yield Cbor.array(elements);
            }
            case 7 -> {
                Cbor.MapBuilder map = Cbor.map();
                for (int i = random.nextInt(5); i > 0; i--) {
                    map.put(i * 1000L - 2000, randomItem(random, depth + 1)).put("k" + i, Cbor.nil());
                }
                yield map.encode();
            }
            default -> Cbor.tagged(1000L + random.nextInt(100_000), randomItem(random, depth + 1));
        };
    }

    private static Bytes randomBytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.copyOf(bytes);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    @DisplayName(
            "what we write is read by an independent decoder, what it writes is read by us, and nothing changes on the way")
    void agreesWithAnIndependentCodec(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            Bytes ours = randomItem(random, 0);
            CborItem item = CborItem.decode(ours, CborProfile.DETERMINISTIC);
            assertThat(Cbor.deterministic(item)).isEqualTo(ours);
            Bytes theirs =
                    Bytes.copyOf(CBORObject.DecodeFromBytes(ours.toByteArray()).EncodeToBytes());
            assertThat(Cbor.deterministic(CborItem.decode(theirs, CborProfile.WELL_FORMED)))
                    .isEqualTo(ours);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    @DisplayName("any bytes are decoded or refused; what is decoded has one deterministic form")
    void anyBytesAreDecodedOrRefused(long seed) throws Exception {
        Random random = new Random(seed);
        int decoded = 0;
        for (int i = 0; i < 100_000; i++) {
            Bytes message = randomBytes(random, 1 + random.nextInt(12));
            try {
                Bytes form = Cbor.deterministic(CborItem.decode(message, CborProfile.WELL_FORMED));
                assertThat(Cbor.deterministic(CborItem.decode(form, CborProfile.DETERMINISTIC)))
                        .isEqualTo(form);
                decoded++;
            } catch (MalformedMessageException e) {
                assertThat(e.offset()).isBetween(0, message.length());
            }
        }
        assertThat(decoded).isGreaterThan(1000);
    }

    @ParameterizedTest
    @ValueSource(longs = {7})
    @DisplayName("no proper prefix and no extension of an item is an item")
    void noPrefixIsAnItem(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            Bytes item = randomItem(random, 0);
            for (int length = 0; length < item.length(); length++) {
                Bytes prefix = item.slice(0, length);
                org.junit.jupiter.api.Assertions.assertThrows(
                        MalformedMessageException.class, () -> CborItem.decode(prefix, CborProfile.WELL_FORMED));
            }
            org.junit.jupiter.api.Assertions.assertThrows(
                    MalformedMessageException.class,
                    () -> CborItem.decode(Bytes.concat(item, Bytes.of(0)), CborProfile.WELL_FORMED));
        }
    }
}
