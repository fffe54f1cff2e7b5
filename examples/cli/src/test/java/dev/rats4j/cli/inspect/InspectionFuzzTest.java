package dev.rats4j.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.cli.content.ContentKind;
import dev.rats4j.cli.content.Samples;
import dev.rats4j.wire.Bytes;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class InspectionFuzzTest {

    static Stream<byte[]> files() {
        return Samples.all().stream().map(sample -> sample.content().toByteArray());
    }

    @MethodSource("files")
    @FuzzTest
    void file(byte[] input) {
        Bytes content = Bytes.copyOf(input);
        Inspection inspection = InspectionTest.check(content);
        if (!inspection.malformed()) {
            assertThat(inspection.kind()).isEqualTo(ContentKind.of(content));
        }
    }
}
