package dev.rats4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every value of every aspect, AR4SI 2.3.2 and 2.3.4. */
class TrustworthinessMeaningTest {

    /** The numbers that AR4SI assigns, besides 0, 1, -1 and 99. */
    private static final Map<Aspect, Set<Integer>> ASSIGNED = Map.of(
            Aspect.INSTANCE_IDENTITY, Set.of(2, 96, 97),
            Aspect.CONFIGURATION, Set.of(2, 3, 32, 36, 96),
            Aspect.EXECUTABLES, Set.of(2, 3, 32, 33, 96),
            Aspect.FILE_SYSTEM, Set.of(2, 32, 96),
            Aspect.HARDWARE, Set.of(2, 32, 96, 97),
            Aspect.RUNTIME_OPAQUE, Set.of(2, 32, 96),
            Aspect.STORAGE_OPAQUE, Set.of(2, 32, 96),
            Aspect.SOURCED_DATA, Set.of(2, 32, 96));

    private static final Set<Integer> COMMON = Set.of(0, 1, -1, 99);

    @ParameterizedTest
    @EnumSource(Aspect.class)
    @DisplayName("every number of eight bits has a text; those that AR4SI assigns have one of their own")
    void everyNumberHasText(Aspect aspect) {
        Set<String> own = new HashSet<>();
        for (int value = -128; value <= 127; value++) {
            TrustworthinessClaim claim = new TrustworthinessClaim(value);
            String meaning = claim.meaning(aspect);
            boolean isAssigned = COMMON.contains(value) || ASSIGNED.get(aspect).contains(value);
            if (isAssigned) {
                assertThat(own.add(meaning)).as(aspect + " " + value).isTrue();
                assertThat(meaning).doesNotContain("for a reason").hasSizeGreaterThan(15);
            } else {
                assertThat(meaning)
                        .as(aspect + " " + value)
                        .startsWith(claim.tier() + ", for a reason")
                        .endsWith(value < 0 ? "of the Verifier's own" : "that AR4SI does not have yet");
            }
        }
        assertThat(own).hasSize(COMMON.size() + ASSIGNED.get(aspect).size());
    }

    @ParameterizedTest
    @CsvSource({
        "-128, contraindicated",
        "-97, contraindicated",
        "-96, warning",
        "-33, warning",
        "-32, affirming",
        "-2, affirming",
        "-1, none",
        "0, none",
        "1, none",
        "2, affirming",
        "31, affirming",
        "32, warning",
        "95, warning",
        "96, contraindicated",
        "99, contraindicated",
        "127, contraindicated"
    })
    @DisplayName("tiers begin and end where AR4SI 2.3.2 says")
    void tiersHaveTheirBounds(int value, String tier) {
        assertThat(new TrustworthinessClaim(value).tier()).hasToString(tier);
    }

    @Test
    @DisplayName("tiers cover 3, 61, 128 and 64 numbers")
    void tiersCoverAllNumbers() {
        int[] counts = new int[97];
        for (int value = -128; value <= 127; value++) {
            counts[new TrustworthinessClaim(value).tier().value()]++;
        }
        assertThat(new int[] {counts[0], counts[2], counts[32], counts[96]}).containsExactly(3, 61, 128, 64);
        assertThat(counts).containsOnly(0, 3, 61, 128, 64);
    }

    @Test
    @DisplayName("a warning about executables in words")
    void saysWhatItMeans() {
        assertThat(TrustworthinessClaim.claim(33).meaning(Aspect.EXECUTABLES)).contains("not recognised");
        assertThat(TrustworthinessClaim.claim(33).meaning(Aspect.HARDWARE)).startsWith("warning, for a reason");
        assertThat(TrustworthinessClaim.claim(99).meaning(Aspect.SOURCED_DATA)).contains("cryptographic");
    }
}
