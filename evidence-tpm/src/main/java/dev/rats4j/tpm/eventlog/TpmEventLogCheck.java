package dev.rats4j.tpm.eventlog;

import dev.rats4j.Aspect;
import dev.rats4j.Check;
import dev.rats4j.TrustworthinessClaim;

/**
 * The checks of an event log.
 *
 * <p>The claims of the policy checks are warnings (32..95): the registers are what the log says, so nothing is forged, but part of the
 * log does not say what was run. AR4SI 2.3.4: 33 among executables is "not recognised", 36 in the configuration is "relevant elements
 * are unavailable to the Verifier".
 */
public enum TpmEventLogCheck implements Check {
    /** The events lead to the quoted registers. */
    REPLAY(
            "tpm.eventlog.replay",
            "PFP 1.06, 3.3 and 10; TPM 2.0 Part 1, 17.4",
            Kind.CRYPTOGRAPHIC,
            Aspect.EXECUTABLES,
            TrustworthinessClaim.CRYPTO_VALIDATION_FAILED),
    /** PCR 0 started where the log states once, before the first event, or where an H-CRTM event implies. */
    STARTUP_LOCALITY(
            "tpm.eventlog.startup-locality",
            "PFP 1.06, 3.3.4.1 and 10.4.5.3",
            Kind.CRYPTOGRAPHIC,
            Aspect.EXECUTABLES,
            TrustworthinessClaim.CRYPTO_VALIDATION_FAILED),
    /** Each of PCR 0 to 7 that events extend has one separator without error; nothing follows it in PCR 0. */
    SEPARATOR(
            "tpm.eventlog.separator",
            "PFP 1.06, 3.3.4.2 and 10.4.1",
            Kind.POLICY,
            Aspect.EXECUTABLES,
            TrustworthinessClaim.claim(33)),
    /** Events of PCR 0 to 7 have types that the specification knows. */
    KNOWN_TYPE(
            "tpm.eventlog.known-type",
            "PFP 1.06, 10.4.1",
            Kind.POLICY,
            Aspect.EXECUTABLES,
            TrustworthinessClaim.claim(33)),
    /** Where the digest is over the event's data, it is the hash of the data. */
    DATA_DIGEST(
            "tpm.eventlog.data-digest",
            "PFP 1.06, 10.4.1 and 10.2",
            Kind.POLICY,
            Aspect.CONFIGURATION,
            TrustworthinessClaim.claim(36));

    private final Definition definition;

    TpmEventLogCheck(String id, String clause, Kind kind, Aspect aspect, TrustworthinessClaim onFailure) {
        definition = new Definition(id, clause, kind, aspect, TrustworthinessClaim.NONE, onFailure);
    }

    @Override
    public Definition definition() {
        return definition;
    }

    /** Evidence without a log, or about other banks, is still signed. */
    @Override
    public boolean mayBeLeftOut() {
        return true;
    }
}
