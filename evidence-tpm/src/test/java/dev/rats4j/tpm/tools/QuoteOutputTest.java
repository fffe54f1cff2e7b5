package dev.rats4j.tpm.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rats4j.AttesterException;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuoteOutputTest {

    private static final Bytes NONCE = Bytes.of(1, 2, 3);
    private static final Bytes VALUE = Bytes.copyOf(new byte[32]);
    private static final SelectedPcrs SELECTED =
            new SelectedPcrs(Map.of(HashAlgorithm.SHA256, new TreeSet<>(List.of(8))));

    /** A quote with this selection (TPML_PCR_SELECTION in hexadecimal digits). */
    private static QuoteOutput quote(String selection, Bytes digest) {
        Bytes message = Bytes.concat(
                Bytes.fromHex("ff5443478018" + "0000" + "0003010203" + "00".repeat(16) + "01" + "00".repeat(8)),
                Bytes.fromHex(selection + "0020"),
                digest);
        return new QuoteOutput(message, Bytes.EMPTY, VALUE);
    }

    private static Bytes digestOf(Bytes values) {
        return HashAlgorithm.SHA256.digest(values).value();
    }

    @Test
    void valuesThatHashToTheDigestAreReturned() throws Exception {
        assertThat(quote("00000001000b03000100", digestOf(VALUE)).valuesOf(SELECTED, NONCE, HashAlgorithm.SHA256))
                .hasValueSatisfying(values -> assertThat(values.get(HashAlgorithm.SHA256, 8))
                        .contains(new Digest(HashAlgorithm.SHA256, VALUE)));
    }

    @Test
    void valuesOfAnotherMomentAreNone() throws Exception {
        assertThat(quote("00000001000b03000100", digestOf(NONCE)).valuesOf(SELECTED, NONCE, HashAlgorithm.SHA256))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000",
                "00000001000b03000000",
                "00000001000b03010100",
                "00000001000403000100",
                "00000002000b03000100000403000100"
            })
    void anotherSelectionIsAFailure(String selection) {
        assertThatExceptionOfType(AttesterException.class)
                .isThrownBy(() -> quote(selection, digestOf(VALUE)).valuesOf(SELECTED, NONCE, HashAlgorithm.SHA256))
                .withMessageContaining("leaves out selected PCRs");
    }

    @Test
    void theBankThatIsNotActiveIsNamed() {
        for (String selection : List.of("00000000", "00000001000b03000000", "00000001000403000100")) {
            assertThatExceptionOfType(AttesterException.class)
                    .isThrownBy(() -> quote(selection, digestOf(VALUE)).valuesOf(SELECTED, NONCE, HashAlgorithm.SHA256))
                    .withMessageContaining("PCRs of the bank sha256, which is not active");
        }
    }

    @Test
    void anotherNonceIsAFailure() {
        assertThatExceptionOfType(AttesterException.class)
                .isThrownBy(() -> quote("00000001000b03000100", digestOf(VALUE))
                        .valuesOf(SELECTED, Bytes.of(9), HashAlgorithm.SHA256))
                .withMessageContaining("another nonce");
    }

    @Test
    void aMessageThatIsNoQuoteIsAFailure() {
        QuoteOutput garbage = new QuoteOutput(NONCE, NONCE, VALUE);
        assertThatExceptionOfType(AttesterException.class)
                .isThrownBy(() -> garbage.valuesOf(SELECTED, NONCE, HashAlgorithm.SHA256))
                .withMessageContaining("not a quote");
        assertThatExceptionOfType(AttesterException.class)
                .isThrownBy(() -> KeyScheme.of(NONCE))
                .withMessageContaining("not a TPMT_PUBLIC");
        assertThatExceptionOfType(AttesterException.class)
                .isThrownBy(() -> KeyScheme.of(Bytes.fromHex("0023000b000500720000" + "0010" + "0010")))
                .withMessageContaining("no known signature scheme");
    }
}
