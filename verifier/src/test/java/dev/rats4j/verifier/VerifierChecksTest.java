package dev.rats4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.CheckLines;
import dev.rats4j.verifier.enrolment.EnrolmentCheck;
import org.junit.jupiter.api.Test;

class VerifierChecksTest {

    @Test
    void ofEveryScheme() {
        assertThat(CheckLines.of(VerifierCheck.values())).isEqualTo("""
                verifier.scheme-enabled cryptographic instance-identity 0 0 needed
                verifier.well-formed cryptographic instance-identity 0 99 needed
                verifier.claim-appraised cryptographic executables 0 33 needed
                verifier.requirement-met cryptographic configuration 0 96 needed
                verifier.endorser-independent cryptographic executables 0 33 needed
                """);
    }

    @Test
    void ofTokens() {
        assertThat(CheckLines.of(EarIssuerCheck.values())).isEqualTo("""
                verifier.issuer.nonce-carried policy sourced-data 0 0 may-be-left-out
                """);
    }

    @Test
    void ofEnrolment() {
        assertThat(CheckLines.of(EnrolmentCheck.values())).isEqualTo("""
                enrolment.well-formed cryptographic instance-identity 0 99 needed
                enrolment.challenge-unused cryptographic instance-identity 0 99 needed
                enrolment.challenge-current cryptographic instance-identity 0 99 needed
                enrolment.challenge-bound cryptographic instance-identity 0 99 needed
                enrolment.challenge-answered cryptographic instance-identity 0 99 needed
                enrolment.key-continuity cryptographic instance-identity 0 99 needed
                enrolment.key-exclusive cryptographic instance-identity 0 99 needed
                enrolment.key-activated cryptographic instance-identity 0 99 needed
                """);
    }
}
