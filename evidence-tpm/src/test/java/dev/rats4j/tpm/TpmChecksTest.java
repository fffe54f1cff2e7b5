package dev.rats4j.tpm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.CheckLines;
import dev.rats4j.tpm.ek.TpmEkCheck;
import dev.rats4j.tpm.eventlog.TpmEventLogCheck;
import org.junit.jupiter.api.Test;

class TpmChecksTest {

    @Test
    void ofQuotes() {
        assertThat(CheckLines.of(TpmQuoteCheck.values())).isEqualTo("""
                tpm.quote.magic cryptographic instance-identity 0 99 needed
                tpm.quote.type cryptographic instance-identity 0 99 needed
                tpm.quote.key-trusted cryptographic instance-identity 2 97 needed
                tpm.quote.path cryptographic instance-identity 0 99 may-be-left-out
                tpm.key.same-key cryptographic instance-identity 0 99 may-be-left-out
                tpm.key.attributes cryptographic instance-identity 0 99 may-be-left-out
                tpm.key.strength cryptographic instance-identity 0 99 needed
                tpm.key.not-roca policy instance-identity 0 97 may-be-left-out
                tpm.quote.signature cryptographic instance-identity 0 99 needed
                tpm.quote.nonce cryptographic instance-identity 0 0 may-be-left-out
                tpm.quote.pcr-selected cryptographic executables 0 99 needed
                tpm.quote.pcr-digest cryptographic executables 0 99 needed
                tpm.quote.hash-strength policy configuration 0 32 may-be-left-out
                """);
    }

    @Test
    void ofQuotesAfterOthers() {
        assertThat(CheckLines.of(TpmContinuityCheck.values())).isEqualTo("""
                tpm.quote.reset-count cryptographic instance-identity 0 0 may-be-left-out
                tpm.quote.clock-monotone cryptographic instance-identity 0 0 may-be-left-out
                tpm.quote.clock-safe policy configuration 0 36 may-be-left-out
                """);
    }

    @Test
    void ofEventLogs() {
        assertThat(CheckLines.of(TpmEventLogCheck.values())).isEqualTo("""
                tpm.eventlog.replay cryptographic executables 0 99 may-be-left-out
                tpm.eventlog.startup-locality cryptographic executables 0 99 may-be-left-out
                tpm.eventlog.separator policy executables 0 33 may-be-left-out
                tpm.eventlog.known-type policy executables 0 33 may-be-left-out
                tpm.eventlog.data-digest policy configuration 0 36 may-be-left-out
                """);
    }

    @Test
    void ofEndorsementKeys() {
        assertThat(CheckLines.of(TpmEkCheck.values())).isEqualTo("""
                tpm.ek.key-trusted cryptographic instance-identity 0 97 needed
                tpm.ek.path cryptographic instance-identity 0 99 may-be-left-out
                tpm.ek.same-key cryptographic instance-identity 0 99 needed
                tpm.ek.attributes cryptographic instance-identity 0 99 needed
                tpm.ek.purpose cryptographic instance-identity 0 99 needed
                tpm.ek.strength cryptographic instance-identity 0 99 needed
                tpm.key.name cryptographic instance-identity 0 99 may-be-left-out
                """);
    }
}
