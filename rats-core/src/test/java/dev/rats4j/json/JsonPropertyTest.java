package dev.rats4j.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPropertyTest {

    private static final JsonMapper ORACLE = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatIsWrittenIsReadBackByUsAndByJackson(long seed) throws MalformedMessageException, IOException {
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            JsonValue value = value(random, 4);
            Bytes text = Json.write(value);
            assertThat(Json.parse(text)).isEqualTo(value);
            assertThat(Json.parse(Bytes.ofUtf8(Json.pretty(value)))).isEqualTo(value);
            assertThat(ORACLE.readTree(Json.pretty(value))).isEqualTo(ORACLE.readTree(text.toByteArray()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void canonicalTextKeepsTheValueAndIsAFixedPoint(long seed) throws MalformedMessageException {
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            JsonValue value = value(random, 3);
            Bytes text;
            try {
                text = Json.canonical(value);
            } catch (MalformedMessageException e) {
                assertThat(e).hasMessageContaining("RFC 8785");
                continue;
            }
            assertThat(Json.parse(text)).isEqualTo(value);
            assertThat(Json.canonical(Json.parse(text))).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void damagedTextsGiveAValueOrTheOneException(long seed) {
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] text = Json.write(value(random, 4)).toByteArray();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                text[random.nextInt(text.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                assertThat(Json.parse(Bytes.copyOf(text))).isNotNull();
            } catch (MalformedMessageException e) {
                assertThat(e.offset()).isBetween(0, text.length);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    private static JsonValue value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> JsonNull.NULL;
            case 1 -> JsonBoolean.of(random.nextBoolean());
            case 2 -> new JsonString(text(random));
            case 3 -> JsonNumber.of(random.nextLong() >> random.nextInt(64));
            case 4 ->
                new JsonNumber(new BigDecimal(new BigInteger(random.nextInt(100), random), random.nextInt(40) - 20));
            case 5 -> JsonArray.of(values(random, depth));
            default -> object(random, depth);
        };
    }

    private static List<JsonValue> values(Random random, int depth) {
        List<JsonValue> values = new ArrayList<>();
        for (int n = random.nextInt(5); n > 0; n--) {
            values.add(value(random, depth - 1));
        }
        return values;
    }

    private static JsonObject object(Random random, int depth) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (JsonValue value : values(random, depth)) {
            members.put(text(random), value);
        }
        return JsonObject.of(members);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(8); n > 0; n--) {
            int point = random.nextInt(random.nextBoolean() ? 0x80 : 0x110000);
            text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 'x' : point);
        }
        return text.toString();
    }
}
