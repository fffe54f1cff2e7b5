package dev.rats4j.cbor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.wire.Bytes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CborDiagnosticsTest {

    private static String print(Bytes item, int mostLines) throws Exception {
        return CborDiagnostics.print(CborItem.decode(item, CborProfile.WELL_FORMED), mostLines);
    }

    @ParameterizedTest
    @CsvSource({
        "00, 0",
        "1bffffffffffffffff, 18446744073709551615",
        "20, -1",
        "3bffffffffffffffff, -18446744073709551616",
        "40, h''",
        "420aff, h'0aff'",
        "5f410a41ffff, h'0aff'",
        "f4, false",
        "f5, true",
        "f6, null",
        "f7, simple(23)",
        "f8ff, simple(255)",
        "f93e00, 1.5",
        "fbc010666666666666, -4.1",
        "d8206161, '32(\"a\")'",
        "dbffffffffffffffff00, 18446744073709551615(0)",
        "c1c200, 1(2(0))"
    })
    @DisplayName("items are printed in the notation of RFC 8949")
    void printsScalars(String hex, String expected) throws Exception {
        assertThat(print(Bytes.fromHex(hex), 0)).isEqualTo(expected);
    }

    @Test
    @DisplayName("what is inside is indented by two blanks for each level")
    void indents() throws Exception {
        assertThat(print(Bytes.fromHex("8201a1028103"), 9)).isEqualTo("[\n  1\n  {\n    2: [\n      3\n    ]\n  }\n]");
        assertThat(print(Bytes.fromHex("c1a101c28102"), 9)).isEqualTo("1({\n  1: 2([\n    2\n  ])\n})");
        assertThat(print(Bytes.fromHex("a201020304"), 9)).isEqualTo("{\n  1: 2\n  3: 4\n}");
    }

    @Test
    @DisplayName("as many lines as were asked for, then one that says that there are more")
    void cutsLines() throws Exception {
        Bytes array = Bytes.fromHex("83010203");
        assertThat(print(array, 4)).isEqualTo("[\n  1\n  2\n  3\n]");
        assertThat(print(array, 3)).isEqualTo("[\n  1\n  2\n  3\n… more");
        assertThat(print(array, 2)).isEqualTo("[\n  1\n  2\n… more");
        assertThat(print(array, 0)).isEqualTo("[\n… more");
        assertThat(print(Bytes.fromHex("a201020304"), 1)).isEqualTo("{\n  1: 2\n… more");
        assertThat(print(Bytes.fromHex("a1018102"), 2)).isEqualTo("{\n  1: [\n    2\n… more");
        assertThat(print(Bytes.fromHex("c1820102"), 1)).isEqualTo("1([\n  1\n… more");
    }

    @Test
    @DisplayName("byte strings are shown up to 64 bytes, and say their length if that is not all")
    void cutsBytes() throws Exception {
        String shown = "a5".repeat(64);
        assertThat(print(Cbor.bytes(Bytes.fromHex(shown)), 0)).isEqualTo("h'" + shown + "'");
        assertThat(print(Cbor.bytes(Bytes.fromHex(shown + "a5")), 0)).isEqualTo("h'" + shown + "…' (65 bytes)");
    }

    @Test
    @DisplayName("texts are shown up to 256 characters, however they are encoded, and say if that is not all")
    void cutsTexts() throws Exception {
        for (String character : new String[] {"a", "é", "\ud83d\udd11"}) {
            String shown = character.repeat(256);
            assertThat(print(Cbor.text(shown), 0)).isEqualTo('"' + shown + '"');
            assertThat(print(Cbor.text(shown + character), 0)).isEqualTo('"' + shown + "…\"");
        }
    }

    @Test
    @DisplayName("quotes, backslashes, controls and invisible characters are escaped")
    void escapes() throws Exception {
        assertThat(print(Cbor.text("\"\\\n\u007f\u200b\u202e~"), 0))
                .isEqualTo("\"\\\"\\\\\\u{a}\\u{7f}\\u{200b}\\u{202e}~\"");
    }
}
