package dev.rats4j.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class JsonFuzzTest {

    private static Bytes canonical(Bytes text) throws MalformedMessageException {
        return Json.canonical(Json.parse(text));
    }

    static Stream<byte[]> texts() {
        return AnyBytes.seeds(
                JsonFuzzTest::canonical,
                Bytes.ofUtf8(
                        "{\"b\": [1, -2.5e-3, true, null], \"a\": {\"\u20ac\": \"\\u00e4\\ud83d\\ude00\\n\\\"\"}}"),
                Bytes.ofUtf8(" [9007199254740992, 1e21, 0.000001, 1e-7, -0, \"\u2028\"] "),
                Bytes.ofUtf8("\"\""),
                Bytes.ofUtf8("{}"));
    }

    @MethodSource("texts")
    @FuzzTest
    void text(byte[] input) {
        AnyBytes.decode(input, Json::parse).ifPresent(value -> {
            AnyBytes.roundTrip(value, Json::write, Json::parse);
            AnyBytes.roundTrip(value, v -> Bytes.ofUtf8(Json.pretty(v)), Json::parse);
        });
    }

    @MethodSource("texts")
    @FuzzTest
    void canonicalForm(byte[] input) {
        AnyBytes.decode(input, JsonFuzzTest::canonical).ifPresent(form -> {
            assertThat(AnyBytes.decode(form.toByteArray(), JsonFuzzTest::canonical))
                    .contains(form);
            assertThat(AnyBytes.decode(form.toByteArray(), Json::parse)).isEqualTo(AnyBytes.decode(input, Json::parse));
        });
    }
}
