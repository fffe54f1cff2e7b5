package dev.rats4j.cddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.json.Json;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Structure: examples of RFC 8610, and values next to them that must be refused. */
class CddlTest {

    private static final String PERSON = """
            person = {
              identity,                         ; RFC 8610, 2.1.2
              employer: tstr,
            }
            dog = {
              identity,
              leash-length: float,
            }
            identity = (
              age: 0..120,
              name: tstr,
            )
            """;

    private static void accepts(String cddl, Bytes item) {
        assertThat(Cddl.of(cddl).refusal("a", item)).isEmpty();
    }

    private static void refuses(String cddl, Bytes item) {
        assertThat(Cddl.of(cddl).refusal("a", item)).isPresent();
    }

    private static Bytes hex(String hex) {
        return Bytes.fromHex(hex);
    }

    private static Bytes ints(int... values) {
        return Cbor.array(
                java.util.Arrays.stream(values).mapToObj(Cbor::integer).toList());
    }

    @Test
    @DisplayName("groups are put into maps, and every member is checked")
    void mapsOfGroups() throws MalformedMessageException {
        Cddl cddl = Cddl.of(PERSON);
        String good = "{\"age\":30,\"name\":\"x\",\"employer\":\"y\"}";
        assertThat(cddl.refusal("person", Json.parse(Bytes.ofUtf8(good)))).isEmpty();
        assertThat(cddl.refusal("dog", Json.parse(Bytes.ofUtf8(good)))).isPresent();
        assertThat(refusal(cddl, "{\"age\":30,\"employer\":\"y\"}")).isEqualTo("$ lacks \"name\" [\"name\"]");
        assertThat(refusal(cddl, "{\"age\":121,\"name\":\"x\",\"employer\":\"y\"}"))
                .isEqualTo("$.\"age\" is 121, not 0..120");
        assertThat(refusal(cddl, "{\"age\":30,\"name\":1,\"employer\":\"y\"}")).isEqualTo("$.\"name\" is 1, not tstr");
        assertThat(refusal(cddl, "{\"age\":30,\"name\":\"x\",\"employer\":\"y\",\"z\":0}"))
                .contains("$ has the member \"z\"");
        assertThat(refusal(cddl, "[]")).isEqualTo("$ is an array of 0, not a map");
    }

    private static String refusal(Cddl cddl, String json) throws MalformedMessageException {
        return cddl.refusal("person", Json.parse(Bytes.ofUtf8(json))).orElseThrow();
    }

    @ParameterizedTest(name = "{0}: {1} is accepted, {2} is refused")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "uint | 00 | 20",
                "nint | 20 | 00",
                "int | 3903e7 | fb3ff8000000000000",
                "bstr | 4101 | 6161",
                "tstr | 6161 | 4161",
                "bool | f4 | f6",
                "nil | f6 | f7",
                "undefined | f7 | f6",
                "float16 | f93e00 | fa3fc00000",
                "float32 | fa3fc00000 | fb3ff8000000000000",
                "float64 | fb3ff8000000000000 | f93e00",
                "number | f93e00 | 6130",
                "tdate | c060 | c101",
                "time | c101 | 01",
                "~time | 01 | c101",
                "uri | d82060 | 60",
                "~uri | 60 | d82060",
                "integer | c24101 | c44101",
                "biguint | c24101 | c34101",
                "#6.99(bstr) | d8634101 | d8644101",
                "#6.99(bstr) | d8634101 | d86301",
                "#6 | c000 | 00",
                "#7 | f6 | 00",
                "#4 | 80 | a0",
                "#5 | a0 | 80",
                "1 | 01 | 02",
                "-1 | 20 | 00",
                "1.5 | f93e00 | f93c00",
                "\"a\" | 6161 | 6162",
                "'a' | 4161 | 6161",
                "h'01 02' | 420102 | 420103",
                "b64'AQI' | 420102 | 420103",
                "\"\\u{e9}\\n\" | 63c3a90a | 62c3a9",
                "1..3 | 03 | 04",
                "1...3 | 02 | 03",
                "0x10..0x1f | 1818 | 1820",
                "0.0..1.0 | f93800 | f93e00",
                "0.0..1.0 | f93800 | 00",
                "int / tstr | 6161 | 4161",
                "[1*2 int] | 820102 | 83010203",
                "[2*2 int] | 820102 | 8101",
                "[* int] | 80 | 8160",
                "[+ int] | 8101 | 80",
                "[? int, tstr] | 8160 | 820101",
                "[int, ? tstr] | 8101 | 820102",
                "[* int, int] | 820102 | 80",
                "[a: int, b: tstr] | 820160 | 826001",
                "[(1, 2) // (3)] | 8103 | 820103",
                "[* (int, tstr)] | 8401600160 | 83016001",
                "{1: int} | a10102 | a10160",
                "{1: int} | a10102 | a10201",
                "{1: int} | a10102 | a0",
                "{? 1: int} | a0 | a10160",
                "{? 1: int} | a10102 | a201020203",
                "{* int => tstr} | a2016002 60 | a10101",
                "{+ int => tstr} | a10160 | a0",
                "{2*2 int => tstr} | a201600260 | a10160",
                "{(1: int) // (2: int)} | a10201 | a201010201",
                "{(1: int) // (2: int)} | a10201 | a0",
                "{? (1: int, 2: int)} | a201010201 | a10101",
                "&(b: 1, c: 2) | 02 | 03",
                "{&(b: 1) => int} | a10101 | a10201",
            })
    @DisplayName("types and groups of RFC 8610")
    void types(String type, String good, String bad) {
        accepts("a = " + type, hex(good.replace(" ", "")));
        refuses("a = " + type, hex(bad));
    }

    @Test
    @DisplayName("a cut keeps a pair from the wildcards after it, RFC 8610, 3.5.4")
    void cuts() {
        Bytes wrong = Cbor.map().put("optional-key", Cbor.text("nonsense")).encode();
        accepts("a = {? \"optional-key\" => int, * tstr => any}", wrong);
        refuses("a = {? \"optional-key\" ^ => int, * tstr => any}", wrong);
        refuses("a = {? \"optional-key\": int, * tstr => any}", wrong);
        Cddl open = Cddl.of("a = {? \"optional-key\" => int, * tstr => any}");
        assertThat(open.reading(Reading.NAMED_KEYS_CUT).refusal("a", wrong)).isPresent();
        Bytes other = Cbor.map().put("other", Cbor.nil()).encode();
        assertThat(open.reading(Reading.NAMED_KEYS_CUT).refusal("a", other)).isEmpty();
    }

    @Test
    @DisplayName("sockets may be empty or filled by several rules, RFC 8610, 3.9")
    void sockets() {
        String map = "a = {1: int, * $$ext}\n";
        Bytes extended = ints2(1, 7, 2, 8);
        refuses(map, extended);
        accepts(map, ints2(1, 7));
        accepts(map + "$$ext //= (2: int)\n$$ext //= (3: int)", extended);
        refuses(map + "$$ext //= (3: int)", extended);
        String type = "a = $t\n";
        refuses(type, Cbor.integer(1));
        accepts(type + "$t /= int\n$t /= tstr", Cbor.integer(1));
        accepts(type + "$t /= int\n$t /= tstr", Cbor.text(""));
        refuses(type + "$t /= int\n$t /= tstr", Cbor.bytes(Bytes.EMPTY));
    }

    private static Bytes ints2(int... keysAndValues) {
        Cbor.MapBuilder map = Cbor.map();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], Cbor.integer(keysAndValues[i + 1]));
        }
        return map.encode();
    }

    @Test
    @DisplayName("generic rules take types and groups, RFC 8610, 3.10")
    void generics() {
        String message = "a = message<\"reboot\", \"now\">\nmessage<t, v> = {type: t, value: v}";
        accepts(
                message,
                Cbor.map()
                        .put("type", Cbor.text("reboot"))
                        .put("value", Cbor.text("now"))
                        .encode());
        refuses(
                message,
                Cbor.map()
                        .put("type", Cbor.text("now"))
                        .put("value", Cbor.text("now"))
                        .encode());
        String nested = "a = twice<twice<int>>\ntwice<t> = [t, t]";
        accepts(nested, Cbor.array(ints(1, 2), ints(3, 4)));
        refuses(nested, Cbor.array(ints(1, 2), ints(3)));
        accepts("a = #6.<n>(int)\nn = 7", Cbor.tagged(7, Cbor.integer(1)));
        refuses("a = #6.<n>(int)\nn = 7", Cbor.tagged(8, Cbor.integer(1)));
        assertThatThrownBy(() -> Cddl.of("a = b<int>\nb<x, y> = x").refusal("a", Cbor.nil()))
                .isInstanceOf(CddlException.class)
                .hasMessage("b takes 2 arguments");
    }

    @Test
    @DisplayName("~ takes the tag off, or the braces, RFC 8610, 3.7")
    void unwrapping() {
        String header = "a = [~base, more: tstr]\nbase = [version: uint, length: uint]";
        accepts(header, Cbor.array(Cbor.integer(1), Cbor.integer(2), Cbor.text("")));
        refuses(header, Cbor.array(ints(1, 2), Cbor.text("")));
        String map = "a = {~base, 2: int}\nbase = {1: int}";
        accepts(map, ints2(1, 1, 2, 2));
        refuses(map, ints2(2, 2));
    }

    @Test
    @DisplayName("all alternatives of a group are tried, whatever comes first")
    void alternatives() {
        String results = "a = {(sets // (9: int) // (sets, 9: int)) 10: int}\nsets //= (1: int)\nsets //= (2: int)";
        accepts(results, ints2(1, 0, 10, 0));
        accepts(results, ints2(9, 0, 10, 0));
        accepts(results, ints2(2, 0, 9, 0, 10, 0));
        refuses(results, ints2(1, 0, 2, 0, 10, 0));
        refuses(results, ints2(10, 0));
    }

    @Test
    @DisplayName("reasons name the deepest place that was reached")
    void reasons() {
        Cddl cddl = Cddl.of("a = {1: [* {2: #6.9(bstr .cbor b)}]}\nb = [int, tstr]");
        Bytes inner = Cbor.bytes(ints(1, 2));
        Bytes item = Cbor.map()
                .put(1, Cbor.array(Cbor.map().put(2, Cbor.tagged(9, inner)).encode()))
                .encode();
        assertThat(cddl.refusal("a", item)).contains("$.1[0].2<9><cbor>[1] is 2, not tstr");
    }

    @Test
    @DisplayName("JSON: integers are numbers of any kind, and bytes are nothing")
    void json() throws MalformedMessageException {
        assertThat(Cddl.of("a = float").refusal("a", Json.parse(Bytes.ofUtf8("1"))))
                .isEmpty();
        assertThat(Cddl.of("a = int").refusal("a", Json.parse(Bytes.ofUtf8("1.0"))))
                .isEmpty();
        assertThat(Cddl.of("a = int").refusal("a", Json.parse(Bytes.ofUtf8("1.5"))))
                .isPresent();
        assertThat(Cddl.of("a = bytes").refusal("a", Json.parse(Bytes.ofUtf8("\"AQ\""))))
                .isPresent();
        assertThat(Cddl.of("a = [bool, nil]").refusal("a", Json.parse(Bytes.ofUtf8("[true,null]"))))
                .isEmpty();
    }

    @Test
    @DisplayName("integers beyond 64 bits keep their size")
    void largeIntegers() {
        Bytes large = hex("1bffffffffffffffff");
        accepts("a = 18446744073709551615", large);
        accepts("a = uint", large);
        refuses("a = int .lt 0", large);
        accepts("a = bigint", Cbor.integer(BigInteger.ONE.shiftLeft(64)));
    }

    @Test
    @DisplayName("what is no CDDL is refused with its line")
    void malformedDefinitions() {
        for (String wrong :
                List.of("a", "a =", "a = [1", "a = {1: }", "a = \"x", "a = h'0'", "a = #6.(1)", "= 1", "a = b<")) {
            assertThatThrownBy(() -> Cddl.of("ok = 1\n" + wrong))
                    .as(wrong)
                    .isInstanceOf(CddlException.class)
                    .hasMessageStartingWith("text:2: ");
        }
        assertThatThrownBy(() -> Cddl.of("a = 1\na = 2")).hasMessage("a is defined twice, differently");
        assertThatThrownBy(() -> Cddl.of("a = b").refusal("a", Cbor.nil())).hasMessage("b is not defined");
        assertThatThrownBy(() -> Cddl.of("a = b\nb = (1: int)").refusal("a", Cbor.nil()))
                .hasMessage("b is a group where a type belongs");
        assertThat(Cddl.of("a = [b, $c]\nb<t> = t / d").undefined("a")).containsExactly("d");
    }

    @Test
    @DisplayName("rules that use themselves end, and so do large inputs")
    void termination() {
        refuses("a = a", Cbor.nil());
        accepts("a = a / nil", Cbor.nil());
        accepts("a = [* a]", hex("8180"));
        refuses("a = [* a]", hex("8100"));
        refuses("a = [b]\nb = (1, b)", ints(1, 1));
        assertThatThrownBy(() -> Cddl.of("a = [b]\nb = (b, 1)").refusal("a", ints(1, 1)))
                .isInstanceOf(CddlException.class)
                .hasMessageContaining("nested more than");
        accepts("a = [* (* int)]", ints(new int[5000]));
        refuses("a = [* (* int, ? tstr), bstr]", ints(new int[5000]));
        String forks = "a = {" + "? (1: int // 2: int), ".repeat(40) + "}";
        refuses(forks, ints2(1, 1, 2, 2, 3, 3));
    }
}
