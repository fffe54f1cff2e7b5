package dev.rats4j.wire;

import static dev.rats4j.wire.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ByteReaderTest {

    private static final Bytes MESSAGE = Bytes.fromHex("8182838485868788");

    @Test
    @DisplayName(
            "numbers are unsigned, big-endian unless the name says otherwise, and move the position by their width")
    void readsNumbers() throws Exception {
        ByteReader reader = new ByteReader(MESSAGE);
        assertThat(reader.u8("a")).isEqualTo(0x81);
        assertThat(reader.position()).isEqualTo(1);
        assertThat(reader.u16("b")).isEqualTo(0x8283);
        assertThat(reader.position()).isEqualTo(3);
        assertThat(reader.u32("c")).isEqualTo(0x84858687L);
        assertThat(reader.position()).isEqualTo(7);
        assertThat(new ByteReader(MESSAGE).u64("d")).isEqualTo(0x8182838485868788L);

        ByteReader little = new ByteReader(MESSAGE);
        assertThat(little.u16le("a")).isEqualTo(0x8281);
        assertThat(little.position()).isEqualTo(2);
        assertThat(little.u32le("b")).isEqualTo(0x86858483L);
        assertThat(little.position()).isEqualTo(6);
        assertThat(new ByteReader(MESSAGE).u64le("c")).isEqualTo(0x8887868584838281L);
    }

    @Test
    @DisplayName("a number is read from just enough bytes; one byte less is malformed, and nothing is read")
    void needsAllBytesOfANumber() throws Exception {
        assertThat(new ByteReader(MESSAGE.slice(0, 1)).u8("n")).isEqualTo(0x81);
        assertThat(new ByteReader(MESSAGE.slice(0, 2)).u16("n")).isEqualTo(0x8182);
        assertThat(new ByteReader(MESSAGE.slice(0, 4)).u32le("n")).isEqualTo(0x84838281L);
        assertRefused(() -> new ByteReader(Bytes.EMPTY).u8("n"), "n", 0, "1 bytes needed, 0 left");
        assertRefused(() -> new ByteReader(MESSAGE.slice(0, 1)).u16("n"), "n", 0, "2 bytes needed, 1 left");
        assertRefused(() -> new ByteReader(MESSAGE.slice(0, 3)).u32("n"), "n", 0, "4 bytes needed, 3 left");
        assertRefused(() -> new ByteReader(MESSAGE.slice(0, 7)).u64("n"), "n", 0, "8 bytes needed, 7 left");
        assertRefused(() -> new ByteReader(MESSAGE.slice(0, 1)).u16le("n"), "n", 0, "2 bytes needed, 1 left");
        assertRefused(() -> new ByteReader(MESSAGE.slice(0, 3)).u32le("n"), "n", 0, "4 bytes needed, 3 left");
        assertRefused(() -> new ByteReader(MESSAGE.slice(0, 7)).u64le("n"), "n", 0, "8 bytes needed, 7 left");
        ByteReader short3 = new ByteReader(MESSAGE.slice(0, 3));
        assertThatThrownBy(() -> short3.u32("n")).isInstanceOf(MalformedMessageException.class);
        assertThat(short3.position()).isZero();
        assertThat(short3.remaining()).isEqualTo(3);
    }

    @Test
    @DisplayName("the next bytes come as asked for, to the last one; more, or a negative length, is malformed")
    void readsBytes() throws Exception {
        ByteReader reader = new ByteReader(MESSAGE);
        assertThat(reader.bytes(0, "b")).isEqualTo(Bytes.EMPTY);
        assertThat(reader.bytes(3, "b")).isEqualTo(Bytes.of(0x81, 0x82, 0x83));
        assertThat(reader.position()).isEqualTo(3);
        assertRefused(() -> reader.bytes(6, "b"), "b", 3, "6 bytes needed, 5 left");
        assertRefused(() -> reader.bytes(-1, "b"), "b", 3, "-1 bytes needed, 5 left");
        assertRefused(() -> reader.bytes(1L << 32, "b"), "b", 3, "4294967296 bytes needed, 5 left");
        assertThat(reader.bytes(5, "b")).isEqualTo(Bytes.of(0x84, 0x85, 0x86, 0x87, 0x88));
        assertThat(reader.remaining()).isZero();
    }

    @Test
    @DisplayName("the rest is all that is left, and then nothing is")
    void readsTheRest() throws Exception {
        ByteReader reader = new ByteReader(MESSAGE);
        reader.u32("n");
        assertThat(reader.rest()).isEqualTo(Bytes.of(0x85, 0x86, 0x87, 0x88));
        assertThat(reader.remaining()).isZero();
        assertThat(reader.rest()).isEqualTo(Bytes.EMPTY);
    }

    @Test
    @DisplayName("what was read since a position is given back, also in a part of a larger message")
    void givesBackWhatItRead() throws Exception {
        ByteReader reader = new ByteReader(MESSAGE, 100);
        reader.u8("n");
        int start = reader.position();
        reader.u16("n");
        assertThat(start).isEqualTo(101);
        assertThat(reader.since(start)).isEqualTo(Bytes.of(0x82, 0x83));
        assertThat(reader.since(100)).isEqualTo(Bytes.of(0x81, 0x82, 0x83));
    }

    @Test
    @DisplayName("offsets of errors are those in the whole message")
    void countsFromTheStartOfTheWhole() throws Exception {
        ByteReader reader = new ByteReader(MESSAGE, 100);
        reader.u32("n");
        assertRefused(() -> reader.u64("m"), "m", 104, "8 bytes needed, 4 left");
        assertRefused(() -> reader.expectEnd("s"), "s", 104, "4 bytes too many");
        reader.bytes(3, "n");
        assertRefused(() -> reader.expectEnd("s"), "s", 107, "1 bytes too many");
        reader.u8("n");
        reader.expectEnd("s");
        assertThat(reader.position()).isEqualTo(108);
    }

    @Test
    @DisplayName("reserved bytes are skipped if they are zero; the first that is not is named by its offset")
    void skipsReservedBytes() throws Exception {
        ByteReader good = new ByteReader(Bytes.of(1, 0, 0, 0, 2));
        good.u8("n");
        good.reservedZero(3, "r");
        assertThat(good.u8("n")).isEqualTo(2);
        for (int at = 0; at < 3; at++) {
            byte[] bad = new byte[4];
            bad[1 + at] = 1;
            ByteReader reader = new ByteReader(Bytes.copyOf(bad), 10);
            reader.u8("n");
            assertRefused(() -> reader.reservedZero(3, "r"), "r", 11 + at, "reserved byte is not zero");
        }
        assertRefused(() -> new ByteReader(Bytes.of(0, 0)).reservedZero(3, "r"), "r", 0, "3 bytes needed, 2 left");
    }
}
