package dev.rats4j.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rats4j.wire.Bytes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    @Test
    @DisplayName("T-10 an empty nonce is none, and who checks nothing says why")
    void saysSomething() {
        assertThat(new Freshness.Nonce(Bytes.of(0)).value()).isEqualTo(Bytes.of(0));
        assertThat(new Freshness.InsecureNotChecked("bench").reason()).isEqualTo("bench");
        assertThatIllegalArgumentException().isThrownBy(() -> new Freshness.Nonce(Bytes.EMPTY));
        assertThatIllegalArgumentException().isThrownBy(() -> new Freshness.InsecureNotChecked(" "));
    }
}
