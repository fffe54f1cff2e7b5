package dev.rats4j.relyingparty;

import static dev.rats4j.relyingparty.RelyingPartyTest.FRESH;
import static dev.rats4j.relyingparty.RelyingPartyTest.NOW;
import static dev.rats4j.relyingparty.RelyingPartyTest.assertAccepted;
import static dev.rats4j.relyingparty.RelyingPartyTest.assertRejected;
import static dev.rats4j.relyingparty.RelyingPartyTest.decide;
import static dev.rats4j.relyingparty.RelyingPartyTest.strict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.Outcome;
import dev.rats4j.ear.Ear;
import dev.rats4j.ear.EarFormat;
import dev.rats4j.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a result counts, and when not yet or no longer. */
class RelyingPartyTimesTest {

    @ParameterizedTest
    @CsvSource({"-11, false", "-10, true", "0, true", "300, true", "310, true", "311, false"})
    @DisplayName("issued not in the future, not too long ago, within the skew: below, at, above")
    void boundsTheAge(long secondsAfterIssue, boolean accepted) {
        Instant at = Results.ISSUED.plusSeconds(secondsAfterIssue);
        Ear ear = Results.good().expiresAt(Optional.empty()).build();
        Decision decision = strict().build().decide(Results.token(ear), FRESH, at);
        if (accepted) {
            assertAccepted(decision);
            assertThat(decision.findings()
                            .of(RelyingPartyCheck.NOT_EXPIRED)
                            .orElseThrow()
                            .outcome())
                    .isEqualTo(Outcome.NOT_ASSESSED);
        } else {
            assertRejected(decision, RelyingPartyCheck.ISSUED_AT);
        }
    }

    @ParameterizedTest
    @CsvSource({"69, true", "70, false", "71, false"})
    @DisplayName("not accepted at the second of expiry, the skew added: below, at, above")
    void boundsTheExpiry(long secondsAfterIssue, boolean accepted) {
        Ear ear = Results.good()
                .expiresAt(Optional.of(Results.ISSUED.plusSeconds(60)))
                .build();
        Decision decision =
                strict().build().decide(Results.token(ear), FRESH, Results.ISSUED.plusSeconds(secondsAfterIssue));
        if (accepted) {
            assertAccepted(decision);
        } else {
            assertRejected(decision, RelyingPartyCheck.NOT_EXPIRED);
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "0, true", "9, true", "10, true", "11, false", "3600, false"})
    @DisplayName("T-80 not accepted before the token is valid, the skew subtracted: below, at, above")
    void boundsTheStart(long secondsAhead, boolean accepted) {
        Ear ear = Results.good()
                .notBefore(Optional.of(NOW.plusSeconds(secondsAhead)))
                .expiresAt(Optional.empty())
                .build();
        for (EarFormat format : EarFormat.values()) {
            Decision decision = strict().build().decide(Results.token(ear, Results.VERIFIER, format), FRESH, NOW);
            if (accepted) {
                assertAccepted(decision);
            } else {
                assertRejected(decision, RelyingPartyCheck.NOT_BEFORE);
            }
        }
    }

    @Test
    @DisplayName("a token that does not say from when it is valid is accepted, the check not assessed")
    void withoutStart() {
        Decision decision = decide(Results.good().notBefore(Optional.empty()).build());
        assertAccepted(decision);
        assertThat(decision.findings()
                        .of(RelyingPartyCheck.NOT_BEFORE)
                        .orElseThrow()
                        .outcome())
                .isEqualTo(Outcome.NOT_ASSESSED);
    }

    @Test
    @DisplayName("the longest age and skew decide at the ends of time, too")
    void longestDurations() {
        RelyingParty party = strict().maximumAge(Duration.ofDays(36_500))
                .clockSkew(Duration.ofDays(36_500))
                .build();
        Bytes token = Results.token(Results.good().build());
        assertAccepted(party.decide(token, FRESH, NOW));
        for (Instant end : List.of(Instant.MIN, Instant.MAX)) {
            assertThat(party.decide(token, FRESH, end)).isInstanceOf(Decision.Reject.class);
        }
    }

    @Test
    @DisplayName("without a skew, and at the ends of time")
    void worksWithoutSkew() {
        RelyingParty party = strict().clockSkew(Duration.ZERO).build();
        Ear ear = Results.good().build();
        assertAccepted(party.decide(Results.token(ear), FRESH, Results.ISSUED));
        assertRejected(
                party.decide(Results.token(ear), FRESH, Results.ISSUED.minusMillis(1)), RelyingPartyCheck.ISSUED_AT);
        assertRejected(
                party.decide(Results.token(ear), FRESH, Instant.MIN),
                RelyingPartyCheck.ISSUED_AT,
                RelyingPartyCheck.NOT_BEFORE);
        assertRejected(
                party.decide(Results.token(ear), FRESH, Instant.MAX),
                RelyingPartyCheck.ISSUED_AT,
                RelyingPartyCheck.NOT_EXPIRED);
    }
}
