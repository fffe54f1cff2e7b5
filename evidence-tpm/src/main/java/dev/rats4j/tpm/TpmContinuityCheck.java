package dev.rats4j.tpm;

import static dev.rats4j.TrustworthinessClaim.NONE;

import dev.rats4j.Aspect;
import dev.rats4j.Check;
import dev.rats4j.TrustworthinessClaim;

/**
 * Whether a quote continues what an earlier one of the same TPM said. Only for callers that keep the earlier state: see {@link
 * TpmScheme#since}. A quote that does not is stale, or its TPM was cleared.
 */
public enum TpmContinuityCheck implements Check {
    /** Neither resetCount nor restartCount moved, or the evidence has the event log of the new boot. */
    RESET_COUNT("tpm.quote.reset-count", "TPM 2.0 Part 2, 10.11.1", Kind.CRYPTOGRAPHIC, NONE),
    /** Counters and clock did not go back; the clock of a TPM that says it may is not compared. */
    CLOCK_MONOTONE("tpm.quote.clock-monotone", "TPM 2.0 Part 2, 10.11.1", Kind.CRYPTOGRAPHIC, NONE),
    /** The TPM says that its clock shows no value that it has shown before; for callers that ask. */
    CLOCK_SAFE("tpm.quote.clock-safe", "TPM 2.0 Part 2, 10.11.1", Kind.POLICY, TrustworthinessClaim.claim(36));

    private final Definition definition;

    TpmContinuityCheck(String id, String clause, Kind kind, TrustworthinessClaim onFailure) {
        Aspect aspect = kind == Kind.POLICY ? Aspect.CONFIGURATION : Aspect.INSTANCE_IDENTITY;
        definition = new Definition(id, clause, kind, aspect, NONE, onFailure);
    }

    @Override
    public Definition definition() {
        return definition;
    }

    @Override
    public boolean mayBeLeftOut() {
        return true;
    }
}
