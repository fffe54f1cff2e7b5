package dev.rats4j.tpm.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.structures.TpmsPcrSelection;
import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SelectedPcrsTest {

    private static final SelectedPcrs TWO_BANKS =
            new SelectedPcrs(Map.of(HashAlgorithm.SHA256, numbers(23, 0, 8), HashAlgorithm.SHA1, numbers(2)));

    private static SortedSet<Integer> numbers(Integer... numbers) {
        return new TreeSet<>(List.of(numbers));
    }

    @Test
    void theArgumentHasBanksInOrderAndNumbersAscending() {
        assertThat(TWO_BANKS.argument()).isEqualTo("sha1:2+sha256:0,8,23");
    }

    @Test
    void theExpectedSelectionHasTheSameOrder() {
        assertThat(TWO_BANKS.selections())
                .containsExactly(
                        new TpmsPcrSelection(HashAlgorithm.SHA1, List.of(2)),
                        new TpmsPcrSelection(HashAlgorithm.SHA256, List.of(0, 8, 23)));
    }

    @Test
    void valuesAreTakenApartInTheOrderOfTheSelection() {
        Bytes first = Bytes.copyOf(new byte[20]);
        Bytes last = HashAlgorithm.SHA256.digest(first).value();
        Bytes middle = Bytes.copyOf(new byte[64]);
        assertThat(TWO_BANKS.split(Bytes.concat(first, middle, last))).hasValueSatisfying(values -> {
            assertThat(values.get(HashAlgorithm.SHA1, 2)).contains(new Digest(HashAlgorithm.SHA1, first));
            assertThat(values.get(HashAlgorithm.SHA256, 23)).contains(new Digest(HashAlgorithm.SHA256, last));
        });
    }

    @Test
    void tooFewOrTooManyValuesAreNone() {
        assertThat(TWO_BANKS.split(Bytes.copyOf(new byte[115]))).isEmpty();
        assertThat(TWO_BANKS.split(Bytes.copyOf(new byte[116]))).isPresent();
        assertThat(TWO_BANKS.split(Bytes.copyOf(new byte[117]))).isEmpty();
        assertThat(TWO_BANKS.split(Bytes.EMPTY)).isEmpty();
    }

    @Test
    void emptySelectionsAndUnknownNumbersAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SelectedPcrs(Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SelectedPcrs(Map.of(HashAlgorithm.SHA256, new TreeSet<>())));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SelectedPcrs(Map.of(HashAlgorithm.SHA256, numbers(24))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SelectedPcrs(Map.of(HashAlgorithm.SHA256, numbers(-1))));
    }

    @Test
    void anExtensionNamesItsBanks() {
        Digest digest = new Digest(HashAlgorithm.SHA1, Bytes.copyOf(new byte[20]));
        assertThat(new PcrExtension(7, Map.of(HashAlgorithm.SHA1, digest)).argument())
                .isEqualTo("7:sha1=" + "0".repeat(40));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PcrExtension(7, Map.of(HashAlgorithm.SHA256, digest)));
        assertThatIllegalArgumentException().isThrownBy(() -> new PcrExtension(24, Map.of(HashAlgorithm.SHA1, digest)));
        assertThatIllegalArgumentException().isThrownBy(() -> new PcrExtension(0, Map.of()));
    }
}
