package dev.rats4j.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private static JsonValue parse(String text) throws MalformedMessageException {
        return Json.parse(Bytes.ofUtf8(text));
    }

    private static String canonical(String text) throws MalformedMessageException {
        return new String(Json.canonical(parse(text)).toByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void readsEveryKindOfValue() throws MalformedMessageException {
        JsonObject object = (JsonObject)
                parse(
                        "{\"s\":\"a\\u00e9\\ud83d\\ude00\",\"i\":-12,\"f\":0.10,\"t\":true,\"n\":null,\"a\":[1,\"x\"],\"o\":{\"b\":\"AQI\"}}");
        assertThat(object.string("s")).isEqualTo("a\u00e9\ud83d\ude00");
        assertThat(object.integer("i")).isEqualTo(-12);
        assertThat(object.number("f").value()).isEqualByComparingTo("0.1");
        assertThat(object.bool("t")).isTrue();
        assertThat(object.get("n")).contains(JsonNull.NULL);
        assertThat(object.array("a").values()).containsExactly(JsonNumber.of(1), new JsonString("x"));
        assertThat(object.object("o").base64Url("b")).isEqualTo(Bytes.of(1, 2));
        assertThat(object.members().keySet()).containsExactly("s", "i", "f", "t", "n", "a", "o");
        assertThat(object.optionalString("absent")).isEmpty();
        assertThat(object.optionalInteger("i")).contains(-12L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{a:1}",
                "'a'",
                "01",
                "+1",
                "1.",
                ".5",
                "NaN",
                "-Infinity",
                "[1] [2]",
                "1 2",
                "{} x",
                "// c\n1",
                "/* c */1",
                "\"\t\"",
                "\"\\x\"",
                "tru",
                "nul",
                "[1 2]",
                "{\"a\" 1}",
                "]",
                "\ufeff{}",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "{\"\\ud800\":1}",
                "\u00a01",
                "[\"a",
                "1e",
                "--1",
                "0x10",
                "#\n1",
                "{\"a\":}"
            })
    void refusesWhatIsNotJson(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("T-61 duplicate members are refused at any depth, also if written with escapes")
    void refusesDuplicates() {
        assertThatThrownBy(() -> parse("{\"a\":1,\"a\":1}"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("$.a at 7: a second member of this name");
        assertThatThrownBy(() -> parse("[{\"x\":{\"a\":1,\"\\u0061\":2}}]"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageStartingWith("$[0].x.a at 13");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "22c322",
                "22c08022",
                "22eda08022",
                "ff",
                "fffe7b007d00",
                "7b007d00",
                "0000007b",
                "22f490808022",
                "22e282"
            })
    void refusesOtherEncodings(String hex) {
        assertThatThrownBy(() -> Json.parse(Bytes.fromHex(hex))).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("T-61 depth is capped at 64, for 20,000 levels too, reading and building")
    void capsDepth() throws MalformedMessageException {
        assertThat(parse("[".repeat(64) + "]".repeat(64))).isInstanceOf(JsonArray.class);
        for (int depth : new int[] {65, 66, 20_000}) {
            assertThatThrownBy(() -> parse("[".repeat(depth) + "]".repeat(depth)))
                    .isInstanceOf(MalformedMessageException.class);
            assertThatThrownBy(() -> parse("{\"a\":".repeat(depth) + "1" + "}".repeat(depth)))
                    .isInstanceOf(MalformedMessageException.class);
        }
        JsonLimits shallow = new JsonLimits(100, 2, 100);
        assertThat(Json.parse(Bytes.ofUtf8("[[1]]"), shallow)).isNotNull();
        assertThatThrownBy(() -> Json.parse(Bytes.ofUtf8("[[[]]]"), shallow))
                .isInstanceOf(MalformedMessageException.class);
        JsonValue deepest = parse("[".repeat(64) + "]".repeat(64));
        assertThatIllegalArgumentException().isThrownBy(() -> JsonArray.of(List.of(deepest)));
        assertThatIllegalArgumentException().isThrownBy(() -> JsonObject.of(Map.of("a", deepest)));
    }

    @Test
    void capsLengths() throws MalformedMessageException {
        JsonLimits limits = new JsonLimits(10, 4, 3);
        assertThat(Json.parse(Bytes.ofUtf8("[\"abc\"]   "), limits)).isNotNull();
        for (String text : List.of("[\"abcd\"]", "{\"abcd\":1}", "[1,2,3,4,5]")) {
            assertThatThrownBy(() -> Json.parse(Bytes.ofUtf8(text), limits))
                    .isInstanceOf(MalformedMessageException.class);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonLimits(10, 65, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonLimits(0, 1, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonLimits(10, 1, 10, 0));
    }

    @Test
    void capsValues() throws MalformedMessageException {
        JsonLimits limits = new JsonLimits(100, 4, 100, 4);
        assertThat(Json.parse(Bytes.ofUtf8("[1,{\"a\":true}]"), limits)).isNotNull();
        for (String text : List.of("[1,2,3,4]", "[1,{\"a\":[]},null]", "[[[[0]]]]")) {
            assertThatThrownBy(() -> Json.parse(Bytes.ofUtf8(text), limits))
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("more than 4 values");
        }
    }

    @Test
    void boundsNumbers() throws MalformedMessageException {
        for (String text :
                List.of("1e401", "1e-401", "1e2147483648", "1e99999999999", "9".repeat(401), "1".repeat(5000))) {
            assertThatThrownBy(() -> parse(text)).isInstanceOf(MalformedMessageException.class);
        }
        assertThat(parse("9223372036854775807")).isEqualTo(JsonNumber.of(Long.MAX_VALUE));
        assertThat(((JsonNumber) parse("9223372036854775808")).asLong()).isEmpty();
        assertThat(((JsonNumber) parse("-9223372036854775808")).asLong()).hasValue(Long.MIN_VALUE);
        assertThat(((JsonNumber) parse("1.5")).asLong()).isEmpty();
        assertThat(((JsonNumber) parse("1e300")).asLong()).isEmpty();
        assertThat(parse("1.0")).isEqualTo(parse("10e-1")).isEqualTo(JsonNumber.of(1));
        assertThat(((JsonNumber) parse("9007199254740993")).value()).isEqualTo(new BigDecimal("9007199254740993"));
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonNumber(new BigDecimal("1e500")));
    }

    @Test
    void errorsNameThePath() throws MalformedMessageException {
        JsonObject object = (JsonObject) parse("{\"a\":[{\"b\":{\"c\":1}},2]}");
        JsonObject inner = object.array("a").values().get(0) instanceof JsonObject first ? first.object("b") : object;
        assertThatThrownBy(() -> inner.string("c"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("$.a[0].b.c at 11: is a number where a string belongs");
        assertThatThrownBy(() -> inner.string("d")).hasMessage("$.a[0].b.d at 11: is missing");
        assertThatThrownBy(() -> object.array("a").objects())
                .hasMessageStartingWith("$.a[1] at 5: is a number where an object belongs");
        assertThatThrownBy(() -> inner.expectOnly(Set.of("x"))).hasMessageStartingWith("$.a[0].b.c");
        assertThatThrownBy(() -> ((JsonObject) parse("{\"n\":null}")).optionalString("n"))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("T-74 toString shows no content, errors show no values and no control characters")
    void showsNothing() throws MalformedMessageException {
        JsonObject object = (JsonObject) parse("{\"secret-name\":\"secret\",\"n\":4711}");
        assertThat(object + " " + object.value("secret-name") + object.value("n"))
                .doesNotContain("secret")
                .doesNotContain("4711");
        assertThatThrownBy(() -> parse("{\"a\":secret}"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> parse("{\"a\\nb\\u001b\":1,\"a\\nb\\u001b\":1}"))
                .hasMessageStartingWith("$.a?b? at");
    }

    @Test
    void writesWhatItReads() throws MalformedMessageException {
        String text = "{\"b\":[1,-2.5,1E+30,\"\\\"\\\\/\\n\\u0001é\"],\"a\":{},\"c\":[],\"d\":null,\"e\":false}";
        JsonValue value = parse(text);
        assertThat(Json.write(value)).isEqualTo(Bytes.ofUtf8(text));
        assertThat(parse(Json.pretty(value))).isEqualTo(value);
        assertThat(Json.pretty(parse("{\"a\":[1,{}],\"b\":[]}")))
                .isEqualTo("{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}\n");
    }

    @Test
    void buildsObjects() throws MalformedMessageException {
        JsonObject object = JsonObject.builder()
                .put("b", "x")
                .put("a", 7)
                .put("c", true)
                .put("d", Bytes.of(255))
                .build();
        assertThat(Json.write(object)).isEqualTo(Bytes.ofUtf8("{\"b\":\"x\",\"a\":7,\"c\":true,\"d\":\"_w\"}"));
        assertThat(object).isEqualTo(parse("{\"a\":7,\"b\":\"x\",\"c\":true,\"d\":\"_w\"}"));
        assertThatIllegalArgumentException().isThrownBy(() -> object.toBuilder().put("a", 8));
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonString("\ud800"));
        assertThatIllegalArgumentException().isThrownBy(() -> JsonObject.of(Map.of("\ud800", JsonNull.NULL)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "AB", "AAB", "AA==", "AA=", "A+8A", "A/8A", "AA\n", " AAA", "AAAAA", "\u00c4AAA"})
    void base64UrlHasOneForm(String text) {
        assertThatThrownBy(() -> Base64Url.decode("x", 5, text)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void canonicalFormOfRfc8785() throws MalformedMessageException {
        // RFC 8785, 3.2.2 and 3.2.3, without the number that is refused below
        assertThat(canonical("{\"numbers\": [1E30, 4.50, 2e-3, 0.000000000000000000000000001],"
                        + "\"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\","
                        + "\"literals\": [null, true, false]}"))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
        assertThat(canonical(
                        "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew\",\"1\":\"One\","
                                + "\"\\ud83d\\ude00\":\"Emoji\",\"\\u0080\":\"Control\",\"\\u00f6\":\"o\"}"))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"o\","
                        + "\"€\":\"Euro Sign\",\"\ud83d\ude00\":\"Emoji\",\"\ufb33\":\"Hebrew\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-0,0",
        "-0.0,0",
        "1.0,1",
        "1e21,1e+21",
        "100000000000000000000,100000000000000000000",
        "1e-7,1e-7",
        "0.000001,0.000001",
        "9007199254740992,9007199254740992",
        "-9007199254740991,-9007199254740991",
        "5e-324,5e-324",
        "1.7976931348623157e308,1.7976931348623157e+308",
        "true,true",
        "null,null",
        "[],[]",
        "{},{}",
        "\"a\",\"a\""
    })
    void canonicalScalars(String text, String expected) throws MalformedMessageException {
        assertThat(canonical(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740993",
                "-9007199254740993",
                "333333333.33333329",
                "1e309",
                "1e-400",
                "18446744073709551615",
                "0.1000000000000000055511151231257827"
            })
    void canonicalRefusesNumbersThatItWouldChange(String number) throws MalformedMessageException {
        JsonValue value = parse("{\"a\":[" + number + "]}");
        assertThatThrownBy(() -> Json.canonical(value))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageStartingWith("$.a[0]");
    }

    @Test
    @DisplayName(
            "a floating-point number has its shortest digits, whatever the JDK prints, and none that is not finite")
    void floatingPoint() {
        assertThat(JsonNumber.ofDouble(2e-3).value()).isEqualTo(new BigDecimal("0.002"));
        assertThat(JsonNumber.ofDouble(2.0)).isEqualTo(JsonNumber.of(2));
        assertThat(JsonNumber.ofDouble(2.0e23).value())
                .isEqualByComparingTo("2e23"); // 2.0000000000000003E23 of old JDKs
        assertThat(JsonNumber.ofDouble(-4.9e-324).value()).isEqualByComparingTo("-5e-324");
        assertThatIllegalArgumentException().isThrownBy(() -> JsonNumber.ofDouble(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> JsonNumber.ofDouble(Double.NEGATIVE_INFINITY));
    }
}
