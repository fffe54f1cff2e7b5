package dev.rats4j.cli.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.wire.Bytes;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind is recognised, and nothing makes recognition throw. */
class ContentKindTest {

    private static final List<Samples.Sample> SAMPLES = Samples.all();

    static List<Samples.Sample> samples() {
        return SAMPLES;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void recognises(Samples.Sample sample) {
        assertThat(ContentKind.of(sample.content())).isEqualTo(sample.kind());
    }

    @Test
    void thereIsASampleOfEveryKind() {
        Set<ContentKind> kinds = EnumSet.of(ContentKind.UNKNOWN);
        SAMPLES.forEach(sample -> kinds.add(sample.kind()));
        assertThat(kinds).isEqualTo(EnumSet.allOf(ContentKind.class));
        assertThat(kinds).extracting(ContentKind::label).doesNotHaveDuplicates().doesNotContain("");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void nothingCutOffThrows(Samples.Sample sample) {
        Bytes content = sample.content();
        int step = Math.max(1, content.length() / 300);
        for (int length = 0; length < content.length(); length += length < 100 ? 1 : step) {
            Bytes prefix = content.slice(0, length);
            assertThatCode(() -> ContentKind.of(prefix)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void nothingFlippedThrows(Samples.Sample sample) {
        Random random = new Random(sample.name().hashCode());
        byte[] bytes = sample.content().toByteArray();
        for (int i = 0; i < 300 && bytes.length > 0; i++) {
            int at = i < 150 ? i / 2 % bytes.length : random.nextInt(bytes.length);
            int bit = 1 << random.nextInt(8);
            bytes[at] ^= (byte) bit;
            Bytes flipped = Bytes.copyOf(bytes);
            assertThatCode(() -> ContentKind.of(flipped)).doesNotThrowAnyException();
            bytes[at] ^= (byte) bit;
        }
    }

    @Test
    void bareSignaturesAreUnknown() {
        Random random = new Random(4);
        for (int length : new int[] {64, 96, 132, 256, 384}) {
            for (int i = 0; i < 200; i++) {
                byte[] signature = new byte[length];
                random.nextBytes(signature);
                assertThat(ContentKind.of(Bytes.copyOf(signature))).isEqualTo(ContentKind.UNKNOWN);
            }
        }
    }

    @Test
    void emptinessIsNoLogAndNoValues() {
        assertThat(ContentKind.of(Bytes.copyOf(new byte[1000]))).isEqualTo(ContentKind.UNKNOWN);
        assertThat(ContentKind.of(Cbor.map().put(11, Cbor.map().encode()).encode()))
                .isEqualTo(ContentKind.CBOR);
        assertThat(ContentKind.of(Bytes.ofUtf8("{\"sha256\":{}}"))).isEqualTo(ContentKind.JSON);
    }

    @Test
    void anythingAfterContentChangesItsKind() {
        for (Samples.Sample sample : SAMPLES) {
            boolean isText = sample.content().length() > 0
                    && sample.content().at(sample.content().length() - 1) < 0x7f
                    && ContentKind.of(Bytes.concat(sample.content(), Bytes.of('\n'))) == sample.kind();
            if (!isText && sample.kind() != ContentKind.GZIP && sample.kind() != ContentKind.EVENT_LOG) {
                assertThat(ContentKind.of(Bytes.concat(sample.content(), Bytes.of(0x0b, 0xff))))
                        .as(sample.name())
                        .isNotEqualTo(sample.kind());
            }
        }
    }

    @Test
    void aPrivateKeyIsOneWhateverIsAroundIt() {
        String begin = "-----BEGIN EC PRIVATE KEY-----";
        for (String text : List.of(
                begin, "notes\n" + begin + "\nAAAA", "{\"private_key\": \"" + begin + "\\nAAAA\"}", "{" + begin)) {
            assertThat(ContentKind.of(Bytes.ofUtf8(text))).as(text).isEqualTo(ContentKind.PRIVATE_KEY);
        }
        assertThat(ContentKind.of(Bytes.ofUtf8("[{\"kty\":\"oct\",\"k\":\"AAAA\"}]")))
                .isEqualTo(ContentKind.PRIVATE_KEY);
        assertThat(ContentKind.of(Cbor.array(Cbor.text(begin)))).isEqualTo(ContentKind.PRIVATE_KEY);
        Bytes sec1 = Bytes.fromHex("3006020101040107");
        assertThat(ContentKind.of(sec1)).isEqualTo(ContentKind.PRIVATE_KEY);
    }

    @Test
    void depthIsBounded() {
        byte[] nested = new byte[1 << 20];
        for (int i = 0; i < nested.length / 6; i++) {
            int length = nested.length - 6 * (i + 1);
            nested[6 * i] = 0x30;
            nested[6 * i + 1] = (byte) 0x84;
            nested[6 * i + 2] = (byte) (length >> 24);
            nested[6 * i + 3] = (byte) (length >> 16);
            nested[6 * i + 4] = (byte) (length >> 8);
            nested[6 * i + 5] = (byte) length;
        }
        assertThat(ContentKind.of(Bytes.copyOf(nested))).isEqualTo(ContentKind.UNKNOWN);
        assertThat(ContentKind.of(Bytes.ofUtf8("[".repeat(1 << 20)))).isEqualTo(ContentKind.TEXT);
        byte[] arrays = new byte[1 << 20];
        java.util.Arrays.fill(arrays, (byte) 0x81);
        assertThat(ContentKind.of(Bytes.copyOf(arrays))).isEqualTo(ContentKind.UNKNOWN);
    }

    @Test
    void timeIsLinear() {
        for (String unit : List.of("-----BEGIN ", "-----\n", "\n", "e.", "{\"a\":[", "[1],", "0")) {
            Bytes content = Bytes.ofUtf8(unit.repeat((4 << 20) / unit.length()));
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> ContentKind.of(content), unit);
        }
    }
}
