package dev.rats4j.tpm;

import static dev.rats4j.tpm.QuoteVectors.with;
import static dev.rats4j.tpm.QuoteVectors.withKey;
import static dev.rats4j.tpm.QuoteVectors.withoutLog;
import static dev.rats4j.tpm.SimulatedTpms.NONCE;
import static dev.rats4j.tpm.SimulatedTpms.SELECTION;
import static dev.rats4j.tpm.SimulatedTpms.p256;
import static dev.rats4j.tpm.SimulatedTpms.withLog;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Parts of evidence with something cut off or added. The whole, and flipped bits: {@code TpmSchemeConformanceTest}. */
@Tag("exhaustive")
class QuoteMutationTest {

    private static final long SEED = 20261125;

    private final SimulatedTpm tpm = withLog(p256());
    private final TpmEvidence good = withoutLog(tpm.quote(NONCE, SELECTION));

    @Test
    @DisplayName("S-4 every proper prefix of quote, signature and public area is malformed")
    void prefixes() {
        for (int length = 0; length < good.quote().length(); length++) {
            requireMalformed(with(good, good.quote().slice(0, length), good.signature()));
        }
        for (int length = 0; length < good.signature().length(); length++) {
            requireMalformed(with(good, good.quote(), good.signature().slice(0, length)));
        }
        for (int length = 0; length < tpm.publicArea().length(); length++) {
            requireMalformed(withKey(good, Optional.of(tpm.publicArea().slice(0, length))));
        }
    }

    @Test
    @DisplayName("S-4 every extension by 1 to 16 bytes is malformed")
    void extensions() {
        Random random = new Random(SEED);
        for (int length = 1; length <= 16; length++) {
            byte[] noise = new byte[length];
            for (int round = 0; round < 4; round++) {
                Bytes more = Bytes.copyOf(noise);
                requireMalformed(with(good, Bytes.concat(good.quote(), more), good.signature()));
                requireMalformed(with(good, good.quote(), Bytes.concat(good.signature(), more)));
                requireMalformed(withKey(good, Optional.of(Bytes.concat(tpm.publicArea(), more))));
                random.nextBytes(noise);
            }
        }
    }

    private static void requireMalformed(TpmEvidence evidence) {
        assertThatThrownBy(() -> new TpmScheme().decode(evidence)).isInstanceOf(MalformedMessageException.class);
    }
}
