package dev.rats4j.wire;

import static dev.rats4j.wire.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import org.bouncycastle.asn1.DEROctetString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DerElementTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 255, 256, 65535, 65536, 1 << 20})
    @DisplayName("an element of any length is read and written as Bouncy Castle does")
    void agreesWithBouncyCastle(int length) throws IOException, MalformedMessageException {
        byte[] content = new byte[length];
        Bytes theirs = Bytes.copyOf(new DEROctetString(content).getEncoded());
        DerElement element = DerElement.decode(theirs, "x");
        assertThat(element).isEqualTo(new DerElement(DerElement.OCTET_STRING, Bytes.copyOf(content)));
        assertThat(element.encode()).isEqualTo(theirs);
        assertRefused(() -> DerElement.decode(Bytes.concat(theirs, Bytes.of(0)), "x"), "x", theirs.length());
    }

    @ParameterizedTest
    @CsvSource({
        "0480, x.length, 1", // indefinite
        "048100, x.length, 1",
        "04817f, x.length, 1",
        "04820080, x.length, 1",
        "0483000100, x.length, 1",
        "04850000000001, x.length, 1",
        "04, x.length, 1",
        "0481, x.length, 2",
        "0401, x, 2",
        "0484ffffffff00, x, 6",
        "1f0100, x, 0",
        "bf, x, 0"
    })
    @DisplayName("lengths that are not the shortest, cut off or indefinite, and long tags, are refused where they are")
    void refuses(String hex, String field, int offset) {
        assertRefused(() -> DerElement.decode(Bytes.fromHex(hex), "x"), field, offset);
    }

    @Test
    @DisplayName("an element has a tag of one octet")
    void refusesTags() {
        for (int tag : new int[] {-1, 256, 0x1f, 0xbf}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new DerElement(tag, Bytes.EMPTY));
        }
    }
}
