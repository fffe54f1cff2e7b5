package dev.rats4j.cli;

import dev.rats4j.cli.input.InputException;
import dev.rats4j.freshness.Freshness;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How the freshness of evidence is known; exactly one. */
final class EvidenceFreshnessOptions extends FreshnessOptions {

    @Option(
            names = "--report-data",
            paramLabel = "HEX",
            description = "What the evidence of a TEE has to carry; TPM evidence carries a nonce.")
    Optional<String> reportData = Optional.empty();

    @Override
    Freshness freshness() throws InputException {
        if (reportData.isPresent()) {
            throw new InputException("--report-data belongs to evidence of a TEE, which this version does not read;"
                    + " a TPM quote carries a nonce: give it with --nonce.");
        }
        return super.freshness();
    }
}
