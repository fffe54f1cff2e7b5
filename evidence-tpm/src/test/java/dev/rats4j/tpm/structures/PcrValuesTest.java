package dev.rats4j.tpm.structures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PcrValuesTest {

    private static final HashAlgorithm SHA1 = HashAlgorithm.SHA1;
    private static final HashAlgorithm SHA256 = HashAlgorithm.SHA256;
    private static final Digest ONE = SHA256.digest(Bytes.of(1));
    private static final Digest TWO = SHA256.digest(Bytes.of(2));
    private static final Digest WEAK = SHA1.digest(Bytes.of(1));

    @Test
    @DisplayName("values are found by bank and number, from 0 to 31, and nothing outside")
    void findsValues() {
        PcrValues values = new PcrValues(Map.of(SHA256, Map.of(0, ONE, 31, TWO), SHA1, Map.of(7, WEAK)));
        assertThat(values.get(SHA256, 0)).contains(ONE);
        assertThat(values.get(SHA256, 31)).contains(TWO);
        assertThat(values.get(SHA1, 7)).contains(WEAK);
        for (int index : new int[] {-1, 1, 7, 30, 32, Integer.MAX_VALUE}) {
            assertThat(values.get(SHA256, index)).isEmpty();
        }
        assertThat(values.get(HashAlgorithm.SHA384, 0)).isEmpty();
        assertThat(values.banks()).containsExactlyInAnyOrder(SHA1, SHA256);
        assertThat(values.bank(SHA256)).isEqualTo(Map.of(0, ONE, 31, TWO));
        assertThat(values.bank(HashAlgorithm.SHA384)).isEmpty();
    }

    @Test
    @DisplayName("a number outside 0 to 31, or a digest of another bank, is refused")
    void refusesNonsense() {
        for (int index : new int[] {-1, 32}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new PcrValues(Map.of(SHA256, Map.of(index, ONE))));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new PcrValues(Map.of(SHA1, Map.of(0, ONE))));
    }

    @Test
    @DisplayName("a bank without values is none")
    void leavesOutEmptyBanks() {
        assertThat(new PcrValues(Map.of(SHA256, Map.of()))).isEqualTo(PcrValues.NONE);
        assertThat(new PcrValues(Map.of(SHA256, Map.of())).banks()).isEmpty();
    }

    @Test
    @DisplayName("values are the same if banks, numbers and digests are")
    void compares() {
        PcrValues values = new PcrValues(Map.of(SHA256, Map.of(1, ONE), SHA1, Map.of(7, WEAK)));
        PcrValues same = new PcrValues(Map.of(SHA1, Map.of(7, WEAK), SHA256, Map.of(1, ONE)));
        assertThat(values).isEqualTo(same).hasSameHashCodeAs(same);
        for (PcrValues other : new PcrValues[] {
            new PcrValues(Map.of(SHA256, Map.of(1, TWO), SHA1, Map.of(7, WEAK))),
            new PcrValues(Map.of(SHA256, Map.of(2, ONE), SHA1, Map.of(7, WEAK))),
            new PcrValues(Map.of(SHA256, Map.of(1, ONE, 2, TWO), SHA1, Map.of(7, WEAK))),
            new PcrValues(Map.of(SHA256, Map.of(1, ONE))),
            PcrValues.NONE
        }) {
            assertThat(values).isNotEqualTo(other).doesNotHaveSameHashCodeAs(other);
            assertThat(other).isNotEqualTo(values);
        }
        assertThat(values.equals((Object) "values")).isFalse();
    }

    @Test
    @DisplayName("only those values are kept that a condition holds for")
    void keepsSome() {
        PcrValues values = new PcrValues(Map.of(SHA256, Map.of(0, ONE, 31, TWO), SHA1, Map.of(7, WEAK)));
        assertThat(values.only((bank, index) -> true)).isEqualTo(values);
        assertThat(values.only((bank, index) -> false)).isEqualTo(PcrValues.NONE);
        assertThat(values.only((bank, index) -> bank == SHA256))
                .isEqualTo(new PcrValues(Map.of(SHA256, Map.of(0, ONE, 31, TWO))));
        assertThat(values.only((bank, index) -> index == 31)).isEqualTo(new PcrValues(Map.of(SHA256, Map.of(31, TWO))));
        assertThat(values.only((bank, index) -> index != 31))
                .isEqualTo(new PcrValues(Map.of(SHA256, Map.of(0, ONE), SHA1, Map.of(7, WEAK))));
    }

    @Test
    @DisplayName("T-74 the text names banks and numbers, and shows no values")
    void showsNoValues() {
        PcrValues values = new PcrValues(Map.of(SHA256, Map.of(0, ONE, 31, TWO), SHA1, Map.of(7, WEAK)));
        assertThat(values).hasToString("SHA1[7] SHA256[0, 31]");
        assertThat(PcrValues.NONE).hasToString("");
    }
}
