package dev.rats4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChecksTest {

    @Test
    @DisplayName("where a scheme says nothing else, policy checks may be left out and cryptographic ones may not")
    void whatMayBeLeftOut() {
        assertThat(CheckLines.of(TestCheck.values())).isEqualTo("""
                test.0 cryptographic hardware 0 96 needed
                test.1 cryptographic hardware 0 96 needed
                test.2 policy hardware 0 96 may-be-left-out
                test.3 policy hardware 0 96 may-be-left-out
                """);
    }
}
