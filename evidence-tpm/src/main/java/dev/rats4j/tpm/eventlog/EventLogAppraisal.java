package dev.rats4j.tpm.eventlog;

import dev.rats4j.Findings;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.structures.PcrValues;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Compares an event log with quoted registers.
 *
 * <p>Which registers have to agree:
 *
 * <ul>
 *   <li>Every quoted PCR that the log extends, also PCR 8 to 23: a stale log of a hibernated machine may differ in PCR 12 only. If user
 *       space goes on extending such a register after the log's end, quote it without this log or not at all.
 *   <li>Every quoted PCR 0 to 7 that the log does not extend has to hold its start value: else events were left out.
 *   <li>Quoted PCRs from 8 on that the log does not extend (such as PCR 10 of IMA) are not compared.
 * </ul>
 *
 * <p>A PCR is compared in every quoted bank in which all its events have digests; there has to be one. SHA-1 counts only for a PCR that
 * is quoted in no other bank: real firmware logs wrong SHA-1 digests beside right SHA-256 ones, and where both are quoted SHA-1 adds
 * nothing.
 */
public final class EventLogAppraisal {

    private EventLogAppraisal() {}

    /**
     * Gives every check of {@link TpmEventLogCheck} an outcome. Reasons name the first PCR or event that is wrong.
     *
     * @param quoted values that hash to the digest of a verified quote
     */
    public static void check(TcgEventLog log, PcrValues quoted, Findings.Builder findings) {
        PcrZeroStart start = PcrZeroStart.of(log);
        ReplayComparison comparison = new ReplayComparison(log, quoted, start.locality());
        record(findings, TpmEventLogCheck.REPLAY, comparison.failure());
        startupLocality(start, comparison, findings);
        record(findings, TpmEventLogCheck.SEPARATOR, EventRules.separator(log));
        record(findings, TpmEventLogCheck.KNOWN_TYPE, EventRules.knownType(log));
        List<HashAlgorithm> banks = banks(log, quoted);
        if (banks.isEmpty()) {
            findings.notAssessed(TpmEventLogCheck.DATA_DIGEST, "no bank is both quoted and in the log");
        } else {
            record(findings, TpmEventLogCheck.DATA_DIGEST, EventRules.dataDigest(log, banks));
        }
    }

    /** Records that there was no log to check, or why it was not looked at. */
    public static void notAssessed(Findings.Builder findings, String reason) {
        for (TpmEventLogCheck check : TpmEventLogCheck.values()) {
            findings.notAssessed(check, reason);
        }
    }

    private static void startupLocality(PcrZeroStart start, ReplayComparison comparison, Findings.Builder findings) {
        TpmEventLogCheck check = TpmEventLogCheck.STARTUP_LOCALITY;
        if (start.irregularity().isPresent()) {
            record(findings, check, start.irregularity());
        } else if (!comparison.comparedPcr0()) {
            findings.notAssessed(check, "PCR 0 was not compared");
        } else if (!comparison.pcr0Differs()) {
            record(findings, check, Optional.empty());
        } else {
            OptionalInt other = comparison.localityThatExplainsPcr0();
            if (other.isPresent()) {
                String reason = "PCR 0 started at locality " + other.getAsInt() + ", the log says " + start.locality();
                record(findings, check, Optional.of(reason));
            } else {
                findings.notAssessed(check, "PCR 0 replays under no locality");
            }
        }
    }

    private static void record(Findings.Builder findings, TpmEventLogCheck check, Optional<String> complaint) {
        findings.expect(check, complaint.isEmpty(), () -> complaint.orElse(""));
    }

    private static List<HashAlgorithm> banks(TcgEventLog log, PcrValues quoted) {
        List<HashAlgorithm> common =
                log.banks().stream().filter(quoted.banks()::contains).toList();
        List<HashAlgorithm> strong =
                common.stream().filter(HashAlgorithm::isCollisionResistant).toList();
        return strong.isEmpty() ? common : strong;
    }
}
