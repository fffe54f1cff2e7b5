package dev.rats4j.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.rats4j.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Keys of maps in tables. */
class CborKeyTest {

    private static final int MANY = 100_000;
    /** A second is usual; without an order of keys it is many minutes. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static Bytes mapHead(int entries) {
        return Bytes.of(0xba, entries >>> 24, entries >>> 16 & 0xff, entries >>> 8 & 0xff, entries & 0xff);
    }

    private static Bytes collidingIntegers() {
        ByteArrayOutputStream map = new ByteArrayOutputStream();
        map.writeBytes(mapHead(MANY).toByteArray());
        for (long high = 1; high <= MANY; high++) {
            map.writeBytes(Cbor.integer((high << Integer.SIZE) | (high ^ 7)).toByteArray());
            map.write(0xf6);
        }
        return Bytes.copyOf(map.toByteArray());
    }

    @Test
    @DisplayName("T-44 a map whose keys all have one hash is no slower than others")
    void collidingKeys() {
        Bytes message = collidingIntegers();
        Set<CborKey> keys = assertTimeoutPreemptively(
                LONGEST,
                () -> CborItem.decode(message, CborProfile.WELL_FORMED)
                        .map("map")
                        .keys());
        assertThat(keys).hasSize(MANY);
        assertThat(keys.stream().mapToInt(CborKey::hashCode).distinct().count()).isOne();
    }

    @Test
    @DisplayName("keys of different classes never have one hash, as they have no order")
    void classesApart() {
        Set<Integer> residues = new HashSet<>();
        for (CborKey key : List.of(
                CborKey.of(-1),
                CborKey.of(Long.MAX_VALUE),
                CborKey.of(97),
                CborKey.of(""),
                CborKey.of("a"),
                CborKey.of("polygenelubricants"), // hash is -2^31
                new CborKey.Binary(Bytes.EMPTY),
                new CborKey.Binary(Bytes.of(97)))) {
            int residue = Math.floorMod(key.hashCode(), CborKey.CLASSES);
            residues.add(residue);
            assertThat(residue).isEqualTo(key instanceof CborKey.Int ? 0 : key instanceof CborKey.Text ? 1 : 2);
        }
        assertThat(residues).hasSize(3);
    }

    @Test
    @DisplayName("keys of one class are in the order of their values, and equal only to themselves")
    void order() {
        assertThat(new CborKey.Int(-1)).isLessThan(new CborKey.Int(0)).isEqualByComparingTo(new CborKey.Int(-1));
        assertThat(new CborKey.Text("a")).isLessThan(new CborKey.Text("b")).isEqualByComparingTo(new CborKey.Text("a"));
        assertThat(new CborKey.Binary(Bytes.of(1)))
                .isLessThan(new CborKey.Binary(Bytes.of(2)))
                .isEqualByComparingTo(new CborKey.Binary(Bytes.of(1)));
        assertThat(CborKey.of("1")).isNotEqualTo(CborKey.of(1));
    }
}
