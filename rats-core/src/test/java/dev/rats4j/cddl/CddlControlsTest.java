package dev.rats4j.cddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.json.Json;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Control operators of RFC 8610, 9165 and 9741. */
class CddlControlsTest {

    private static void check(String type, String good, String bad) {
        Cddl cddl = Cddl.of("a = " + type);
        assertThat(cddl.refusal("a", Bytes.fromHex(good))).isEmpty();
        assertThat(cddl.refusal("a", Bytes.fromHex(bad))).isPresent();
    }

    @ParameterizedTest(name = "{0}: {1} is accepted, {2} is refused")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bstr .size 2 | 420102 | 4101",
                "bstr .size (1..2) | 4101 | 43010203",
                "bstr .size (1..2) | 4101 | 40",
                "tstr .size 2 | 62c3a9 | 6161",
                "uint .size 2 | 19ffff | 1a00010000",
                "uint .size 0 | 00 | 01",
                "uint .bits b b=&(x: 0, y: 2) | 05 | 02",
                "bstr .bits b b=&(x: 0, y: 9) | 420102 | 420201",
                "tstr .regexp \"[0-9]+\" | 623132 | 623161",
                "tstr .regexp \"a\\\\.b\" | 63612e62 | 63617862",
                "tstr .pcre \"a.\" | 626162 | 6162",
                "bstr .cbor int | 4101 | 4160",
                "bstr .cbor int | 4101 | 420101",
                "bstr .cbor int | 4101 | 40",
                "bstr .cborseq [int, tstr] | 420160 | 420101",
                "bstr .cborseq [* int] | 40 | 4118",
                "tstr .json {x: int} | 677b2278223a317d | 627b7d",
                "int .lt 5 | 04 | 05",
                "int .le 5 | 05 | 06",
                "int .gt 5 | 06 | 05",
                "int .ge 5 | 05 | 04",
                "int .lt 5 | 04 | 6134",
                "int .ne 5 | 04 | 05",
                "int .eq 5 | 05 | 04",
                "float .lt 0.5 | f93400 | f93800",
                "float .lt 0.5 | f93400 | f97e00",
                "uint .default 0 | 07 | 20",
                "int .and (0..5) | 05 | 06",
                "int .within (int / tstr) | 05 | 60",
                "(1 .plus 2) | 03 | 02",
                "(\"a\" .cat \"b\") | 626162 | 626261",
                "('a' .cat 'b') | 426162 | 626162",
                "(b .det c) b=\"  x\\n\" c=\"  y\" | 63780a79 | 6578780a2079",
                "(tstr .cat \"b\") | 626162 | 626261",
                "tstr .b64u (bstr .size 2) | 63415149 | 6441514944",
                "tstr .b64u bstr | 63415149 | 6441513d3d",
                "tstr .b64c bstr | 6441513d3d | 624151",
                "tstr .hex (bstr .size 1) | 626142 | 6161",
                "tstr .hexlc bstr | 626162 | 624142",
                "tstr .feature \"cbor\" | 60 | 00",
                "tstr .feature \"anything\" | 60 | 00",
            })
    @DisplayName("controls accept and refuse")
    void controls(String definition, String good, String bad) {
        check(definition.replaceAll(" (b|c) ?=", "\n$1 ="), good, bad);
    }

    @Test
    @DisplayName(".feature chooses by notation, and changes inside strings of the other notation")
    void features() throws MalformedMessageException {
        Cddl cddl = Cddl.of("""
                a = {label => int / inner}
                label = JC<"one", 1>
                inner = tstr .json a / bstr .cbor a
                JC<j, c> = j .feature "json" / c .feature "cbor"
                """);
        Bytes named = Cbor.map().put("one", Cbor.integer(1)).encode();
        Bytes numbered = Cbor.map().put(1, Cbor.integer(1)).encode();
        assertThat(cddl.refusal("a", numbered)).isEmpty();
        assertThat(cddl.refusal("a", named)).contains("$ lacks label [1]");
        assertThat(cddl.refusal("a", Json.parse(Bytes.ofUtf8("{\"one\":1}")))).isEmpty();
        assertThat(cddl.refusal("a", Json.parse(Bytes.ofUtf8("{\"1\":1}")))).isPresent();
        Bytes tunnel = Cbor.map().put(1, Cbor.text("{\"one\":1}")).encode();
        assertThat(cddl.refusal("a", tunnel)).isEmpty();
        assertThat(cddl.refusal("a", Cbor.map().put(1, Cbor.bytes(numbered)).encode()))
                .isEmpty();
        assertThat(cddl.refusal("a", Cbor.map().put(1, Cbor.bytes(named)).encode()))
                .isPresent();
    }

    @Test
    @DisplayName(".abnf checks a text against a grammar, RFC 9165, 3")
    void grammars() {
        Cddl cddl = Cddl.of("""
                a = text .abnf ("date" .cat rest)
                rest = '
                  date = year "-" 2DIGIT [ *1( %x54 ) %s"z" ] ; comment
                  year = 4*5DIGIT / "now" / %x61.62
                  DIGIT = %x30-39
                '
                """);
        for (String good : new String[] {"2026-11", "12026-11Tz", "NOW-01", "ab-00z"}) {
            assertThat(cddl.refusal("a", Cbor.text(good))).as(good).isEmpty();
        }
        for (String bad : new String[] {"", "202-11", "2026-1", "2026-11Z", "AB-00", "2026-11T", "2026-11z "}) {
            assertThat(cddl.refusal("a", Cbor.text(bad))).as(bad).isPresent();
        }
        assertThatThrownBy(() -> Cddl.of("a = text .abnf 'x x = \"a\" x'").refusal("a", Cbor.text("")))
                .isInstanceOf(CddlException.class)
                .hasMessageContaining("uses itself");
    }

    @Test
    @DisplayName("controls that are not supported say so")
    void unsupported() {
        assertThatThrownBy(() -> Cddl.of("a = tstr .printf [\"%x\", 1]").refusal("a", Cbor.text("1")))
                .isInstanceOf(CddlException.class)
                .hasMessage("the control .printf is not supported");
    }
}
