package dev.rats4j.corim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("exhaustive")
class TemplateRoundTripTest {

    @Test
    @DisplayName("everything that a CoRIM has is printed, compiles to the same CBOR and prints the same")
    void everything() throws MalformedMessageException {
        SplittableRandom random = new SplittableRandom(1701);
        for (int i = 0; i < 300; i++) {
            Corim corim = CorimValues.next(random);
            assertThat(CorimTemplate.unprintable(corim)).isEmpty();
            Bytes template = CorimTemplate.print(corim);
            Corim compiled = CorimTemplate.compile(template);
            assertThat(compiled).isEqualTo(corim);
            assertThat(compiled.encode()).isEqualTo(corim.encode());
            assertThat(CorimTemplate.print(compiled)).isEqualTo(template);
        }
    }
}
