package dev.rats4j.cli;

import static dev.rats4j.cli.Shell.rats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cli.Shell.Result;
import dev.rats4j.tpm.TpmVectors;
import dev.rats4j.tpm.TpmVectors.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Quotes of real machines, as a user would hand them to the command line: files, anchors, nonce. */
class CommandLineConformanceTest {

    private static final Set<String> WITHOUT_VERDICT = Set.of("companion", "out-of-scope", "");
    private static final List<String> PARTS = List.of("evidence", "signature", "pcr-values", "event-log");

    private final TpmVectors vectors = TpmVectors.require();

    @Test
    @DisplayName("rats authenticate agrees with every verdict about a quote that has a key, by text and by status")
    void authenticates() {
        TpmVectors.Tally tally = new TpmVectors.Tally("command-line/tpm");
        for (Entry entry : vectors.entries("quote", "quote-negative")) {
            boolean isQuote = entry.stage().equals("authenticate")
                    && !entry.inputs("signature").isEmpty();
            if (WITHOUT_VERDICT.contains(entry.verdict())
                    || !isQuote
                    || entry.inputs("attestation-key").isEmpty()) {
                continue;
            }
            Result result = rats(words(entry));
            assertThat(result.out() + result.err()).as(entry.file()).doesNotContain("internal error", "\tat ");
            assertThat(result.out().startsWith("authentic: ")).isEqualTo(result.status() == 0);
            tally.compare(entry, entry.verdict().equals("reject") ? "1" : "0", Integer.toString(result.status()));
        }
        tally.report();
    }

    @Test
    @DisplayName("rats inspect recognises every quote that decodes, key or no key")
    void inspects() {
        TpmVectors.Tally tally = new TpmVectors.Tally("command-line/inspect-tpm");
        for (Entry entry : vectors.entries("quote")) {
            if (!WITHOUT_VERDICT.contains(entry.verdict()) && entry.file().endsWith("quote.msg")) {
                Result result = rats("inspect", vectors.resolve(entry.file()));
                boolean isShown = result.status() == 0 && result.out().contains("TPM_ST_ATTEST_QUOTE");
                tally.compare(entry, "shown", isShown ? "shown" : result.out() + result.err());
            }
        }
        tally.report();
    }

    private Object[] words(Entry entry) {
        List<Object> words = new ArrayList<>(List.of("authenticate"));
        for (String role : PARTS) {
            entry.inputs(role).forEach(path -> words.add(vectors.resolve(path)));
        }
        words.add("--trust-anchor");
        entry.inputs("attestation-key").forEach(path -> words.add(vectors.resolve(path)));
        String nonce = entry.value("nonce").orElse(""); // empty: the quote carries none, so none can be asked for
        words.addAll(nonce.isEmpty() ? List.of("--no-freshness-check") : List.of("--nonce", nonce));
        return words.toArray();
    }
}
