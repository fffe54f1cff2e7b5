package dev.rats4j.verifier.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.CheckLines;
import dev.rats4j.freshness.NonceStore.Answer;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionChecksTest {

    @Test
    void ofSessions() {
        assertThat(CheckLines.of(SessionCheck.values())).isEqualTo("""
                session.nonce-unused cryptographic instance-identity 0 0 needed
                session.nonce-current cryptographic instance-identity 0 0 needed
                session.nonce-bound cryptographic instance-identity 0 0 needed
                """);
    }

    @Test
    @DisplayName("an accepted nonce meets every check")
    void accepted() {
        assertThat(SessionCheck.values()).allMatch(check -> check.isMetBy(Answer.ACCEPTED));
    }

    @ParameterizedTest
    @DisplayName("every other answer of the store fails exactly one check, with the reason of it")
    @CsvSource(delimiter = '|', textBlock = """
            UNKNOWN       | NONCE_UNUSED  | never given out, used before, or long expired
            EXPIRED       | NONCE_CURRENT | expired
            WRONG_SESSION | NONCE_BOUND   | given to another session
            """)
    void refused(Answer answer, SessionCheck failed, String reason) {
        assertThat(Arrays.stream(SessionCheck.values()).filter(check -> !check.isMetBy(answer)))
                .containsExactly(failed);
        assertThat(failed.reason()).isEqualTo(reason);
    }
}
