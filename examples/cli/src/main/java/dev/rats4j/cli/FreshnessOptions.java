package dev.rats4j.cli;

import dev.rats4j.cli.input.InputException;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.wire.Bytes;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How freshness is known; exactly one. */
class FreshnessOptions {

    @Option(names = "--nonce", paramLabel = "HEX", description = "The nonce that was sent out.")
    Optional<String> nonce = Optional.empty();

    @Option(
            names = "--no-freshness-check",
            description = "Insecure: whoever recorded the message can send it again;"
                    + " evidence without a nonce does not affirm the identity.")
    boolean notChecked;

    Freshness freshness() throws InputException {
        return nonce.isEmpty()
                ? new Freshness.InsecureNotChecked("--no-freshness-check")
                : new Freshness.Nonce(hex("--nonce", nonce.get()));
    }

    static Bytes hex(String option, String digits) throws InputException {
        if (digits.isEmpty()
                || digits.length() % 2 != 0
                || !digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
            throw new InputException(option + " wants pairs of hexadecimal digits, at least one.");
        }
        return Bytes.fromHex(digits);
    }
}
