package dev.rats4j.tpm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Authentication;
import dev.rats4j.Check;
import dev.rats4j.Finding;
import dev.rats4j.Outcome;
import dev.rats4j.RefusedEvidence;
import dev.rats4j.tpm.eventlog.TpmEventLogCheck;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No check of the catalogue is dead: each can fail alone, and each can pass. */
class TpmCheckCoverageTest {

    @ParameterizedTest
    @EnumSource(TpmQuoteCheck.class)
    void everyCheckHasAVectorThatFailsExactlyIt(TpmQuoteCheck check) {
        requireFailsExactly(check, QuoteVectors.failing(check).authenticate());
    }

    @ParameterizedTest
    @EnumSource(TpmEventLogCheck.class)
    void everyCheckOfTheLogHasAVectorThatFailsExactlyIt(TpmEventLogCheck check) {
        requireFailsExactly(check, QuoteVectors.failing(check).authenticate());
    }

    private static void requireFailsExactly(Check check, Authentication answer) {
        assertThat(SimulatedTpms.failed(answer)).containsExactly(check);
        assertThat(answer.findings().of(check).orElseThrow().reason()).isNotBlank();
        assertThat(answer.findings().unanswered()).isEmpty();
        assertThat(answer)
                .isInstanceOf(
                        check.definition().kind() == Check.Kind.CRYPTOGRAPHIC
                                ? RefusedEvidence.class
                                : AuthenticatedEvidence.class);
    }

    @Test
    @DisplayName("B1 every constant is PASSED at least once over good vectors")
    void everyConstantIsPassedAtLeastOnceOverGoodVectors() {
        Set<Check> passed = new HashSet<>();
        for (QuoteVectors.Vector good :
                List.of(QuoteVectors.good(), QuoteVectors.goodWithCertificate(), QuoteVectors.goodWithLocality())) {
            Authentication answer = good.authenticate();
            assertThat(answer).isInstanceOf(AuthenticatedEvidence.class);
            assertThat(answer.findings().failed()).isEmpty();
            assertThat(answer.findings().unanswered()).isEmpty();
            answer.findings().with(Outcome.PASSED).stream().map(Finding::check).forEach(passed::add);
        }
        Authentication continued = TpmContinuityTest.continued();
        assertThat(continued).isInstanceOf(AuthenticatedEvidence.class);
        continued.findings().with(Outcome.PASSED).stream().map(Finding::check).forEach(passed::add);
        List<Check> all = new ArrayList<>(EnumSet.allOf(TpmQuoteCheck.class));
        all.addAll(EnumSet.allOf(TpmContinuityCheck.class));
        all.addAll(EnumSet.allOf(TpmEventLogCheck.class));
        assertThat(passed).containsExactlyInAnyOrderElementsOf(all);
        assertThat(new TpmScheme().catalogue()).containsExactlyElementsOf(all);
    }
}
