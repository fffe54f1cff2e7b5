package dev.rats4j.bom;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class CycloneDxFuzzTest {

    static Stream<byte[]> documents() {
        return AnyBytes.seeds(CycloneDxBom::decode, Bytes.ofUtf8(CycloneDxBomTest.TEXT));
    }

    @MethodSource("documents")
    @FuzzTest
    void document(byte[] input) {
        AnyBytes.decode(input, CycloneDxBom::decode)
                .ifPresent(bom -> assertThat(bom.allComponents()).containsAll(bom.components()));
    }
}
