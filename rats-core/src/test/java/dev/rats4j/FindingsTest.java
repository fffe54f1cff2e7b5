package dev.rats4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private static Outcome outcome(Findings findings, Check check) {
        return findings.of(check).orElseThrow().outcome();
    }

    @Test
    @DisplayName("outcomes stand in the order of the catalogue; a check that nobody called is known")
    void order() {
        Findings.Builder builder = Findings.builder(TestCheck.class);
        builder.expect(TestCheck.DEBUG_OFF, true, () -> "unused");
        builder.expect(TestCheck.SIGNATURE, true, () -> "unused");
        Findings findings = builder.build();
        assertThat(findings.all()).extracting(Finding::check).containsExactly(TestCheck.SIGNATURE, TestCheck.DEBUG_OFF);
        assertThat(findings.unanswered()).containsExactly(TestCheck.NONCE, TestCheck.LOG_GOOD);
        assertThat(findings.of(TestCheck.NONCE)).isEmpty();
        assertThat(findings.anyFailed()).isFalse();
        assertThat(findings.of(TestCheck.SIGNATURE).orElseThrow().reason()).isEmpty();
    }

    @Test
    @DisplayName("a check that is asked several times passes only if it passes every time; reasons add up")
    void several() {
        Findings.Builder builder = Findings.builder(TestCheck.class);
        assertThat(builder.expect(TestCheck.LOG_GOOD, true, () -> "unused")).isTrue();
        assertThat(builder.expect(TestCheck.LOG_GOOD, false, () -> "one")).isFalse();
        builder.expect(TestCheck.LOG_GOOD, true, () -> "unused");
        builder.expect(TestCheck.LOG_GOOD, false, () -> "two");
        Finding finding = builder.build().of(TestCheck.LOG_GOOD).orElseThrow();
        assertThat(finding.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(finding.reason()).isEqualTo("one; two");
    }

    @Test
    @DisplayName("a failure is a failure before and after somebody says that the check was not done")
    void notAssessed() {
        Findings.Builder builder = Findings.builder(TestCheck.class);
        builder.expect(TestCheck.SIGNATURE, false, () -> "wrong");
        builder.notAssessed(TestCheck.SIGNATURE, "not done");
        builder.notAssessed(TestCheck.LOG_GOOD, "not done");
        builder.expect(TestCheck.LOG_GOOD, false, () -> "bad");
        builder.notAssessed(TestCheck.DEBUG_OFF, "not done");
        builder.restNotAssessed("the rest");
        Findings findings = builder.build();
        assertThat(outcome(findings, TestCheck.SIGNATURE)).isEqualTo(Outcome.FAILED);
        assertThat(outcome(findings, TestCheck.LOG_GOOD)).isEqualTo(Outcome.FAILED);
        assertThat(findings.of(TestCheck.LOG_GOOD).orElseThrow().reason()).isEqualTo("bad");
        assertThat(findings.of(TestCheck.DEBUG_OFF).orElseThrow().reason()).isEqualTo("not done");
        assertThat(findings.of(TestCheck.NONCE).orElseThrow().reason()).isEqualTo("the rest");
        assertThat(findings.unanswered()).isEmpty();
        assertThat(findings.with(Outcome.NOT_ASSESSED)).hasSize(2);
    }

    @Test
    @DisplayName("a check that was not done is not passed by a later word")
    void laterPass() {
        Findings.Builder builder = Findings.builder(TestCheck.class);
        builder.notAssessed(TestCheck.LOG_GOOD, "not done");
        builder.expect(TestCheck.LOG_GOOD, true, () -> "unused");
        assertThat(outcome(builder.build(), TestCheck.LOG_GOOD)).isEqualTo(Outcome.NOT_ASSESSED);
    }

    @Test
    @DisplayName("failures of both kinds are told apart, while collecting and after")
    void kinds() {
        Findings.Builder policy = Findings.builder(TestCheck.class);
        assertThat(policy.anyFailed()).isFalse();
        policy.expect(TestCheck.DEBUG_OFF, false, () -> "on");
        assertThat(policy.anyFailed()).isTrue();
        assertThat(policy.anyCryptographicFailed()).isFalse();
        assertThat(policy.build().anyFailed()).isTrue();
        assertThat(policy.build().anyCryptographicFailed()).isFalse();
        policy.expect(TestCheck.NONCE, false, () -> "stale");
        assertThat(policy.anyCryptographicFailed()).isTrue();
        assertThat(policy.build().anyCryptographicFailed()).isTrue();
        assertThat(policy.build().failed())
                .extracting(Finding::check)
                .containsExactly(TestCheck.NONCE, TestCheck.DEBUG_OFF);
    }

    @Test
    @DisplayName("a check outside of the catalogue is a mistake")
    void unlisted() {
        Findings.Builder builder = Findings.builder(List.of(TestCheck.SIGNATURE));
        assertThatThrownBy(() -> builder.expect(TestCheck.NONCE, true, () -> ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.expect(TestCheck.NONCE, false, () -> ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.notAssessed(TestCheck.NONCE, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("R-7 a waiver exempts failures of policy checks, with both reasons, and nothing else")
    void waivers() {
        Findings.Builder builder = Findings.builder(TestCheck.class);
        builder.expect(TestCheck.DEBUG_OFF, false, () -> "debugging is on");
        builder.expect(TestCheck.LOG_GOOD, true, () -> "unused");
        builder.expect(TestCheck.SIGNATURE, true, () -> "unused");
        builder.notAssessed(TestCheck.NONCE, "nobody asked");
        Findings before = builder.build();
        Findings waived = before.waiving(Map.of(TestCheck.DEBUG_OFF, "laboratory", TestCheck.LOG_GOOD, "in vain"));
        assertThat(outcome(waived, TestCheck.DEBUG_OFF)).isEqualTo(Outcome.WAIVED);
        assertThat(waived.of(TestCheck.DEBUG_OFF).orElseThrow().reason())
                .isEqualTo("debugging is on (waived: laboratory)");
        assertThat(outcome(waived, TestCheck.LOG_GOOD)).isEqualTo(Outcome.PASSED);
        assertThat(outcome(waived, TestCheck.NONCE)).isEqualTo(Outcome.NOT_ASSESSED);
        assertThat(waived.anyFailed()).isFalse();
        assertThat(before.anyFailed()).as("the original stays as it is").isTrue();
        assertThatThrownBy(() -> before.waiving(Map.of(TestCheck.SIGNATURE, "please")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be waived");
    }

    @Test
    @DisplayName("findings about different checks are joined; about the same check they are not")
    void joined() {
        Findings.Builder one = Findings.builder(List.of(TestCheck.SIGNATURE, TestCheck.NONCE));
        one.expect(TestCheck.SIGNATURE, true, () -> "");
        Findings.Builder two = Findings.builder(List.of(TestCheck.DEBUG_OFF));
        two.expect(TestCheck.DEBUG_OFF, false, () -> "on");
        Findings both = one.build().and(two.build());
        assertThat(both.all()).extracting(Finding::check).containsExactly(TestCheck.SIGNATURE, TestCheck.DEBUG_OFF);
        assertThat(both.unanswered()).containsExactly(TestCheck.NONCE);
        assertThatThrownBy(() -> both.and(two.build())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("reasons are made when they are asked for")
    void lazyReasons() {
        int[] asked = {0};
        Findings.Builder builder = Findings.builder(TestCheck.class);
        builder.expect(TestCheck.LOG_GOOD, false, () -> "asked " + ++asked[0]);
        builder.expect(TestCheck.DEBUG_OFF, true, () -> "never " + ++asked[0]);
        Finding finding = builder.build().of(TestCheck.LOG_GOOD).orElseThrow();
        assertThat(asked[0]).isZero();
        assertThat(finding.reason()).isEqualTo("asked 1");
    }

    @Test
    @DisplayName("a refusal names a failed cryptographic check")
    void refusals() {
        Findings.Builder policy = Findings.builder(TestCheck.class);
        policy.expect(TestCheck.DEBUG_OFF, false, () -> "on");
        Findings unwelcome = policy.build();
        assertThatThrownBy(() -> new RefusedEvidence(unwelcome)).isInstanceOf(IllegalArgumentException.class);
        policy.expect(TestCheck.SIGNATURE, false, () -> "wrong");
        assertThat(new RefusedEvidence(policy.build()).findings().anyCryptographicFailed())
                .isTrue();
    }
}
