package dev.rats4j;

import static dev.rats4j.TrustworthinessClaim.claim;
import static dev.rats4j.TrustworthinessTier.AFFIRMING;
import static dev.rats4j.TrustworthinessTier.CONTRAINDICATED;
import static dev.rats4j.TrustworthinessTier.NONE;
import static dev.rats4j.TrustworthinessTier.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TrustworthinessTest {

    /** AR4SI, 2.3.2. */
    private static TrustworthinessTier expected(int value) {
        if (value >= -1 && value <= 1) {
            return NONE;
        }
        if (value >= -32 && value <= 31) {
            return AFFIRMING;
        }
        return value >= -96 && value <= 95 ? WARNING : CONTRAINDICATED;
    }

    @Test
    @DisplayName("every number of eight bits has the tier of AR4SI, and no other number is a claim")
    void putsClaimsIntoTiers() {
        for (int value = -128; value <= 127; value++) {
            assertThat(claim(value).tier()).as(String.valueOf(value)).isEqualTo(expected(value));
        }
        for (int outside : new int[] {-129, 128}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> claim(outside))
                    .withMessage("a trustworthiness claim is -128..127, not " + outside);
        }
    }

    @Test
    @DisplayName("tiers have the numbers and words of EAR")
    void namesTiers() {
        Map<Integer, TrustworthinessTier> numbers = Map.of(0, NONE, 2, AFFIRMING, 32, WARNING, 96, CONTRAINDICATED);
        for (int value = -1; value <= 100; value++) {
            assertThat(TrustworthinessTier.ofValue(value).map(TrustworthinessTier::value))
                    .isEqualTo(java.util.Optional.ofNullable(numbers.get(value)).map(TrustworthinessTier::value));
        }
        assertThat(TrustworthinessTier.ofValue((1L << 32) + 2)).isEmpty();
        Map<String, TrustworthinessTier> words =
                Map.of("none", NONE, "affirming", AFFIRMING, "warning", WARNING, "contraindicated", CONTRAINDICATED);
        words.forEach((word, tier) -> {
            assertThat(TrustworthinessTier.ofLabel(word)).contains(tier);
            assertThat(tier).hasToString(word);
            assertThat(tier.label()).isEqualTo(word);
        });
        assertThat(TrustworthinessTier.ofLabel("Warning")).isEmpty();
    }

    @Test
    @DisplayName("the worst tier is found wherever it stands; nothing is none")
    void findsTheWorst() {
        List<TrustworthinessTier> ascending = List.of(AFFIRMING, NONE, WARNING, CONTRAINDICATED);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                assertThat(TrustworthinessTier.worstOf(List.of(ascending.get(i), ascending.get(j))))
                        .isEqualTo(ascending.get(Math.max(i, j)));
            }
        }
        assertThat(TrustworthinessTier.worstOf(List.of())).isEqualTo(NONE);
    }

    @Test
    @DisplayName("vectors are the same if they say the same; claims of 0 say nothing")
    void comparesVectors() {
        TrustworthinessVector vector =
                new TrustworthinessVector(Map.of(Aspect.HARDWARE, claim(2), Aspect.CONFIGURATION, claim(0)));
        assertThat(vector.claims()).isEqualTo(Map.of(Aspect.HARDWARE, claim(2)));
        assertThat(vector.claim(Aspect.CONFIGURATION)).isEqualTo(TrustworthinessClaim.NONE);
        TrustworthinessVector same = new TrustworthinessVector(Map.of(Aspect.HARDWARE, claim(2)));
        assertThat(vector)
                .isEqualTo(same)
                .hasSameHashCodeAs(same)
                .hasToString(Map.of(Aspect.HARDWARE, claim(2)).toString());
        assertThat(vector.hashCode()).isNotEqualTo(TrustworthinessVector.EMPTY.hashCode());
        assertThat(vector).isNotEqualTo(new TrustworthinessVector(Map.of(Aspect.HARDWARE, claim(3))));
        assertThat(vector).isNotEqualTo(TrustworthinessVector.EMPTY);
        assertThat(vector.equals((Object) "vector")).isFalse();
    }

    @Test
    @DisplayName("a finding shows its check, outcome and reason")
    void showsFindings() {
        Findings.Builder builder = Findings.builder(TestCheck.class);
        builder.expect(TestCheck.NONCE, false, () -> "stale");
        assertThat(builder.build()).hasToString("[" + TestCheck.NONCE.id() + " FAILED stale]");
        assertThat(builder.build().of(TestCheck.NONCE).orElseThrow())
                .hasToString(TestCheck.NONCE.id() + " FAILED stale");
    }
}
