package dev.rats4j.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BytesTest {

    private static final Bytes WHOLE = Bytes.of(0x10, 0x7f, 0x80, 0xff, 0x20);
    private static final Bytes SLICE = WHOLE.slice(1, 4);

    @Test
    @DisplayName("bytes are given from -128 to 255, and read from 0 to 255")
    void holdsUnsignedBytes() {
        Bytes bytes = Bytes.of(-128, -1, 0, 127, 255);
        assertThat(bytes.toHex()).isEqualTo("80ff007fff");
        assertThat(List.of(bytes.at(0), bytes.at(1), bytes.at(2), bytes.at(3), bytes.at(4)))
                .containsExactly(128, 255, 0, 127, 255);
        assertThatIllegalArgumentException().isThrownBy(() -> Bytes.of(0, 256)).withMessage("not a byte: 256");
        assertThatIllegalArgumentException().isThrownBy(() -> Bytes.of(-129)).withMessage("not a byte: -129");
    }

    @Test
    @DisplayName("every way to make bytes gives the same ones")
    void isMadeInSeveralWays() {
        assertThat(Bytes.fromHex("107F80ff20")).isEqualTo(WHOLE);
        assertThat(Bytes.copyOf(new byte[] {0x10, 0x7f, -128, -1, 0x20})).isEqualTo(WHOLE);
        assertThat(Bytes.ofUtf8("aé€").toHex()).isEqualTo("61c3a9e282ac");
        assertThat(Bytes.concat(WHOLE.slice(0, 1), SLICE, Bytes.EMPTY, WHOLE.slice(4, 5)))
                .isEqualTo(WHOLE);
        assertThat(Bytes.concat()).isEqualTo(Bytes.EMPTY);
        assertThat(Bytes.copyOf(new byte[0])).isSameAs(Bytes.EMPTY);
        assertThatIllegalArgumentException().isThrownBy(() -> Bytes.fromHex("1"));
    }

    @Test
    @DisplayName("no array that goes in or comes out is the one inside")
    void sharesNoArray() {
        byte[] array = {1, 2, 3};
        Bytes bytes = Bytes.copyOf(array);
        array[0] = 9;
        bytes.toByteArray()[1] = 9;
        assertThat(bytes).isEqualTo(Bytes.of(1, 2, 3));
        assertThat(SLICE.toByteArray()).containsExactly(0x7f, 0x80, 0xff);
    }

    @Test
    @DisplayName("a slice has its own bounds; those of the whole do not show")
    void slices() {
        assertThat(SLICE.length()).isEqualTo(3);
        assertThat(SLICE.toHex()).isEqualTo("7f80ff");
        assertThat(SLICE.slice(1, 3).toHex()).isEqualTo("80ff");
        assertThat(SLICE.slice(3, 3)).isEqualTo(Bytes.EMPTY);
        assertThat(SLICE.slice(0, 2).toHex()).isEqualTo("7f80");
        assertThat(SLICE.slice(0, 3)).isSameAs(SLICE);
        assertThat(SLICE.at(0)).isEqualTo(0x7f);
        assertThat(SLICE.at(2)).isEqualTo(0xff);
        for (int outside : new int[] {-1, 3}) {
            assertThatThrownBy(() -> SLICE.at(outside)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatThrownBy(() -> SLICE.slice(-1, 2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("-1 to 2 of 3");
        assertThatThrownBy(() -> SLICE.slice(0, 4)).hasMessage("0 to 4 of 3");
        assertThatThrownBy(() -> SLICE.slice(2, 1)).hasMessage("2 to 1 of 3");
    }

    @Test
    @DisplayName("a compact copy equals the slice, and what is whole already stays")
    void compacts() {
        assertThat(SLICE.compact()).isEqualTo(SLICE).isNotSameAs(SLICE);
        assertThat(WHOLE.compact()).isSameAs(WHOLE);
    }

    @Test
    @DisplayName("only no bytes are empty")
    void isEmptyWithoutBytes() {
        assertThat(Bytes.EMPTY.isEmpty()).isTrue();
        assertThat(WHOLE.slice(2, 2).isEmpty()).isTrue();
        assertThat(WHOLE.slice(2, 3).isEmpty()).isFalse();
    }

    @Test
    @DisplayName("a buffer shows the slice, big-endian, and cannot be written to")
    void showsABuffer() {
        var buffer = SLICE.asByteBuffer();
        assertThat(buffer.position()).isZero();
        assertThat(buffer.remaining()).isEqualTo(3);
        assertThat(buffer.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
        assertThat(buffer.getShort(0)).isEqualTo((short) 0x7f80);
        assertThatThrownBy(() -> buffer.put(0, (byte) 0)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    @DisplayName("bytes are copied to the position asked for, and no further")
    void copies() {
        byte[] target = {1, 1, 1, 1, 1};
        SLICE.copyTo(target, 1);
        assertThat(target).containsExactly(1, 0x7f, 0x80, 0xff, 1);
    }

    @Test
    @DisplayName("it begins with every prefix of its own, itself and nothing, and with nothing longer or other")
    void startsWith() {
        for (int length = 0; length <= 3; length++) {
            assertThat(SLICE.startsWith(SLICE.slice(0, length))).isTrue();
        }
        assertThat(SLICE.startsWith(WHOLE.slice(1, 5))).isFalse();
        assertThat(SLICE.startsWith(WHOLE)).isFalse();
        assertThat(SLICE.startsWith(Bytes.of(0x7f, 0x81))).isFalse();
        assertThat(SLICE.startsWith(WHOLE.slice(2, 4))).isFalse();
    }

    @Test
    @DisplayName("the order is that of unsigned bytes, a prefix first")
    void compares() {
        List<Bytes> ordered = List.of(
                Bytes.EMPTY, Bytes.of(0), Bytes.of(0, 0), Bytes.of(0x7f), SLICE, WHOLE.slice(2, 3), Bytes.of(0xff));
        for (int i = 0; i < ordered.size(); i++) {
            for (int j = 0; j < ordered.size(); j++) {
                assertThat(Integer.signum(ordered.get(i).compareTo(ordered.get(j))))
                        .as(i + " and " + j)
                        .isEqualTo(Integer.signum(i - j));
                assertThat(ordered.get(i).equals(ordered.get(j))).isEqualTo(i == j);
            }
        }
    }

    @Test
    @DisplayName("the order of two slices is that of the bytes in them, and both lie inside")
    void comparesRanges() {
        Bytes bytes = WHOLE.slice(1, 5); // 7f 80 ff 20
        for (int[] range : new int[][] {{0, 0, 0, 1}, {0, 1, 1, 2}, {3, 4, 0, 1}, {1, 2, 1, 3}, {1, 3, 2, 3}}) {
            assertThat(bytes.compareRanges(range[0], range[1], range[2], range[3]))
                    .isNegative();
            assertThat(bytes.compareRanges(range[2], range[3], range[0], range[1]))
                    .isPositive();
            assertThat(bytes.compareRanges(range[0], range[1], range[0], range[1]))
                    .isZero();
        }
        assertThat(bytes.compareRanges(4, 4, 0, 0)).isZero();
        for (int[] outside : new int[][] {{-1, 1}, {0, 5}, {2, 1}}) {
            assertThatThrownBy(() -> bytes.compareRanges(outside[0], outside[1], 0, 1))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> bytes.compareRanges(0, 1, outside[0], outside[1]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    @DisplayName("equal bytes have the same hash, whatever they are a slice of")
    void hashes() {
        assertThat(SLICE).isEqualTo(Bytes.of(0x7f, 0x80, 0xff)).hasSameHashCodeAs(Bytes.of(0x7f, 0x80, 0xff));
        // as a list of bytes has it: ((1 * 31 + 127) * 31 - 128) * 31 - 1
        assertThat(SLICE.hashCode()).isEqualTo(((31 + 127) * 31 - 128) * 31 - 1);
        assertThat(Bytes.EMPTY.hashCode()).isEqualTo(1);
        assertThat(SLICE.equals((Object) "7f80ff")).isFalse();
    }

    @Test
    @DisplayName("the text of bytes is their number only")
    void doesNotShowItsBytes() {
        assertThat(SLICE).hasToString("3 bytes");
    }
}
