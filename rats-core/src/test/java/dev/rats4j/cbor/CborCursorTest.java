package dev.rats4j.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CborCursorTest {

    private static CborCursor cursor(String hex) throws MalformedMessageException {
        return CborCursor.of(CborItem.decode(Bytes.fromHex(hex), CborProfile.WELL_FORMED));
    }

    @Test
    @DisplayName("items come one after the other, of definite and indefinite length alike")
    void reads() throws MalformedMessageException {
        // {1: [-1, h'0102', "ab", 18446744073709551615], 2: 37(true)}
        for (String hex : new String[] {
            "a201842042010262616" + "21bffffffffffffffff02d825f5",
            "bf019f205f41014102ff7f61616162ff1bffffffffffffffffff02d825f5ff"
        }) {
            CborCursor in = cursor(hex);
            in.enterMap("map");
            assertThat(in.more()).isTrue();
            assertThat(in.key("map")).isEqualTo(1);
            assertThat(in.enterArray(4, 4, "array")).isEqualTo(4);
            assertThat(in.integer("n")).isEqualTo(-1);
            assertThat(in.bytes("b")).isEqualTo(Bytes.of(1, 2));
            assertThat(in.text("t")).isEqualTo("ab");
            assertThatThrownBy(() -> in.unsigned("n")).hasMessageContaining("beyond 64 bits");
            assertThat(in.bigInteger("n")).isEqualTo(BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
            in.leave();
            assertThat(in.more()).isTrue();
            assertThat(in.key("map")).isEqualTo(2);
            assertThat(in.isTagged(37)).isTrue();
            assertThat(in.takeTag(38)).isFalse();
            assertThat(in.peek().isTagged(37)).isTrue();
            assertThat(in.tag("tag")).isEqualTo(37);
            assertThat(in.bool("bool")).isTrue();
            assertThat(in.more()).isFalse();
            assertThat(in.offset()).isEqualTo(hex.length() / 2);
        }
    }

    @Test
    @DisplayName("items that are stepped over count as one, however large")
    void steps() throws MalformedMessageException {
        CborCursor in = cursor("83" + "c1820102" + "9f01ff" + "05");
        in.enterArray("array");
        in.skip();
        assertThat(in.item().encoded()).isEqualTo(Bytes.fromHex("9f01ff"));
        assertThatThrownBy(in::leave).isInstanceOf(IllegalStateException.class);
        assertThat(in.unsigned("n")).isEqualTo(5);
        in.leave();
    }

    @Test
    @DisplayName("items of another type are refused with field and offset, and stay the next one")
    void refuses() throws MalformedMessageException {
        CborCursor in = cursor("8261" + "6102");
        in.enterArray("array");
        assertThatThrownBy(() -> in.enterMap("m")).hasMessage("m at 1: is TEXT, not MAP");
        assertThatThrownBy(() -> in.enterArray("a")).hasMessage("a at 1: is TEXT, not ARRAY");
        assertThatThrownBy(() -> in.tag("t")).hasMessage("t at 1: is TEXT, not TAG");
        assertThatThrownBy(() -> in.bytes("b")).hasMessage("b at 1: is TEXT, not BYTES");
        assertThatThrownBy(() -> in.integer("i")).hasMessage("i at 1: is TEXT, not UNSIGNED");
        assertThatThrownBy(() -> in.key("k")).hasMessage("k at 1: key \"a\" is not a number");
        assertThat(in.text("t")).isEqualTo("a");
        assertThatThrownBy(() -> in.text("t")).hasMessage("t at 3: is UNSIGNED, not TEXT");
        assertThatThrownBy(() -> cursor("80").enterArray(1, 2, "a")).hasMessageContaining("0 elements, at least 1");
        assertThatThrownBy(() -> cursor("9f010203ff").enterArray(1, 2, "a")).hasMessageContaining("more than 2");
        assertThatThrownBy(() -> cursor("dbffffffffffffffff00").tag("t")).hasMessageContaining("beyond 64 bits");
    }

    @Test
    @DisplayName("containers nest deeper than the first room for them")
    void deep() throws MalformedMessageException {
        CborCursor in = cursor("81".repeat(40) + "80");
        for (int i = 0; i < 41; i++) {
            in.enterArray("array");
        }
        for (int i = 0; i < 41; i++) {
            assertThat(in.more()).isFalse();
        }
    }
}
