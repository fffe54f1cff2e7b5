package dev.rats4j.tpm.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnCodesTest {

    @ParameterizedTest
    @CsvSource({
        "0x100, TPM2_Startup",
        "0x902, tpm2_flushcontext -t",
        "0x903, tpm2_flushcontext -l",
        "0x905, tpm2_flushcontext -s",
        "0x907, locality",
        "0x910, not loaded",
        "0x921, tpm2_dictionarylockout -c",
        "0x922, try again",
        "0x2D2, scheme",
        "0x1DF, Integrity",
        "0x12F, PolicySecret",
        "0xA9D, policy check",
        "0x14A, never written",
        "0x18B, No such key",
        "0xb0902, tpm2_flushcontext -t",
    })
    void everyCodeOfTheListHasItsAdvice(String code, String advice) {
        assertThat(ReturnCodes.advice("ERROR: Esys_X(" + code + ") - tpm:text")).contains(advice);
    }

    @Test
    void softwareCodesAreNoTpmCodes() {
        assertThat(ReturnCodes.advice("Esys_Initialize(0x70902)")).isEqualTo("See the message of the tool.");
    }

    @Test
    void aTpmThatDoesNotAnswerIsRecognised() {
        assertThat(ReturnCodes.advice("ERROR: Could not load tcti, got: \"device:/dev/tpmrm0\""))
                .startsWith("No TPM answers");
    }

    @Test
    void unknownTextHasGeneralAdvice() {
        assertThat(ReturnCodes.advice("(0xffffffff) (0x) (0x123456789)")).isEqualTo("See the message of the tool.");
        assertThat(ReturnCodes.advice("")).isEqualTo("See the message of the tool.");
    }
}
