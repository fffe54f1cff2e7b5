package dev.rats4j.cli;

import static dev.rats4j.cli.Shell.rats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cli.Shell.Result;
import dev.rats4j.tpm.tools.SoftwareTpm;
import dev.rats4j.tpm.tools.SwtpmInstance;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs a TPM: the demo, and the Attester's command. */
class DemoCommandTest {

    @TempDir
    Path folder;

    @BeforeEach
    void requireTools() {
        SoftwareTpm.require();
    }

    @Test
    @DisplayName("the demo accepts the good quote, refuses the six attempts by name, and leaves no process behind")
    void tellsTheStory() {
        Result result = rats("demo");

        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .containsSubsequence(
                        "✓ tpm.ek.key-trusted",
                        "a guessed answer: refused",
                        "✗ enrolment.challenge-answered",
                        "demo-machine is enrolled with both keys",
                        "Verifier: affirming",
                        "✓ enrolment.key-activated",
                        "Relying party: accepted",
                        "one bit of the signature: refused",
                        "✗ tpm.quote.signature",
                        "a nonce that was used: refused",
                        "✗ session.nonce-unused",
                        "an old quote under a new nonce: refused",
                        "✗ tpm.quote.nonce",
                        "one changed event: refused",
                        "✗ tpm.eventlog.replay",
                        "which no reference value knows: refused",
                        "✗ verifier.claim-appraised");
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    @DisplayName("what attest writes authenticates with the key that it wrote")
    void attests() throws Exception {
        Path evidence = folder.resolve("evidence.cmw");
        Path key = folder.resolve("ak.pub");
        try (SwtpmInstance tpm = SwtpmInstance.start()) {
            Result result = rats(
                    "attest",
                    "--tcti",
                    tpm.tcti(),
                    "--nonce",
                    "00".repeat(16),
                    "--pcrs",
                    "sha256:0,7+sha384:1",
                    "--key",
                    "ECDSA_P384",
                    "--out",
                    evidence,
                    "--key-out",
                    key);
            assertThat(result.err()).isEmpty();
            assertThat(result.status()).isZero();

            Result twice = rats("attest", "--tcti", tpm.tcti(), "--nonce", "00", "--out", evidence);
            assertThat(twice.status()).isEqualTo(2);
        }
        Result answer = rats("authenticate", evidence, "--trust-anchor", key, "--nonce", "00".repeat(16));
        assertThat(answer.status()).isZero();
        assertThat(answer.out()).contains("tpm.pcr.7 ", "sha-384:");
    }
}
