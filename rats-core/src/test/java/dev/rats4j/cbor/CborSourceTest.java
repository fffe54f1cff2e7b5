package dev.rats4j.cbor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where containers end: what the table says is what walking through them says, for every item, recorded or not. */
class CborSourceTest {

    private static final int DEEPEST = 60;

    /** Well-formed CBOR with far more containers than the table holds, of all sizes. */
    private static Bytes message(Random random, int containers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int[] left = {containers};
        out.writeBytes(new byte[] {(byte) 0x9f});
        while (left[0] > 0) {
            append(out, random, 1, left);
        }
        out.write(0xff);
        return Bytes.copyOf(out.toByteArray());
    }

    private static void append(ByteArrayOutputStream out, Random random, int depth, int[] left) {
        int kind = depth >= DEEPEST || left[0] <= 0 ? random.nextInt(2) : random.nextInt(9);
        left[0]--;
        switch (kind) {
            case 0 -> out.write(random.nextInt(24));
            case 1 -> {
                int length = random.nextInt(24);
                out.write(0x40 | length);
                out.writeBytes(new byte[length]);
            }
            case 2, 3 -> {
                int count = random.nextInt(4);
                out.write(0x80 | count);
                for (int i = 0; i < count; i++) {
                    append(out, random, depth + 1, left);
                }
            }
            case 4 -> {
                out.write(0x9f);
                append(out, random, depth + 1, left);
                out.write(0xff);
            }
            case 5, 6 -> map(out, random, depth, left, kind == 5);
            default -> {
                out.write(0xc0 | (10 + random.nextInt(10)));
                append(out, random, depth + 1, left);
            }
        }
    }

    private static void map(ByteArrayOutputStream out, Random random, int depth, int[] left, boolean indefinite) {
        int count = random.nextInt(4);
        out.write(indefinite ? 0xbf : 0xa0 | count);
        for (int i = 0; i < count; i++) {
            out.write(i);
            append(out, random, depth + 1, left);
        }
        if (indefinite) {
            out.write(0xff);
        }
    }

    private static int walk(Bytes message, CborItem item) throws MalformedMessageException {
        assertThat(item.end()).isEqualTo(CborHead.endOf(message, item.offset()));
        int items = 1;
        switch (item.kind()) {
            case ARRAY -> {
                for (CborItem element : item.elements("array")) {
                    items += walk(message, element);
                }
            }
            case MAP -> {
                List<Integer> ends = new ArrayList<>();
                item.forEachPair("map", (key, value) -> ends.add(value.end()));
                List<Integer> others = new ArrayList<>();
                for (CborItem value : item.map("map").entries().values()) {
                    items += walk(message, value);
                    others.add(value.end());
                }
                assertThat(ends).isEqualTo(others);
            }
            case TAG -> items += walk(message, item.tagContent("tag"));
            default -> assertThat(item.end()).isGreaterThan(item.offset());
        }
        return items;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100, 1000})
    @DisplayName("every item ends where walking through it ends, whichever containers the table holds")
    void tableAndWalkAgree(int containers) throws MalformedMessageException {
        Random random = new Random(20261125L + containers);
        for (int round = 0; round < 3000 / containers; round++) {
            Bytes message = message(random, containers);
            assertThat(walk(message, CborItem.decode(message, CborProfile.WELL_FORMED)))
                    .isPositive();
        }
    }

    @Test
    @DisplayName("the table has room for a container in six bytes, and small ones give their numbers back")
    void tableIsSmallerThanTheMessage() {
        CborSource source = new CborSource(Bytes.copyOf(new byte[60]));
        assertThat(source.open(0)).isZero();
        assertThat(source.open(1)).isEqualTo(1);
        source.close(1, 5);
        assertThat(source.has(1, 1)).isFalse();
        for (int i = 1; i < 10; i++) {
            assertThat(source.open(i)).isEqualTo(i);
        }
        assertThat(source.open(10)).isEqualTo(10);
        source.close(10, 60);
        assertThat(source.has(10, 10)).isFalse();
        for (int i = 9; i >= 0; i--) {
            source.close(i, 50 - i);
        }
        assertThat(source.has(3, 3)).isTrue();
        assertThat(source.end(3)).isEqualTo(47);
        assertThat(source.next(3)).isEqualTo(10);
        assertThat(source.has(3, 4)).isFalse();
    }
}
