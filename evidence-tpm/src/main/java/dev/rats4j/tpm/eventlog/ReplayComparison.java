package dev.rats4j.tpm.eventlog;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.structures.PcrValues;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;

/** Compares the replay of a log with quoted registers, PCR by PCR. */
final class ReplayComparison {

    /** Registers that only firmware and boot loader extend, so that a log has to account for all of them. */
    private static final int LAST_FIRMWARE_PCR = 7;

    private final TcgEventLog log;
    private final PcrValues quoted;
    private final int locality;
    private final SortedSet<Integer> extended;
    private final Map<HashAlgorithm, ReplayedBank> replayed = new EnumMap<>(HashAlgorithm.class);
    private final List<Digest> quotedPcr0 = new ArrayList<>();
    private Optional<String> failure = Optional.empty();
    private boolean pcr0Differs;
    private int compared;

    ReplayComparison(TcgEventLog log, PcrValues quoted, int locality) {
        this.log = log;
        this.quoted = quoted;
        this.locality = locality;
        this.extended = log.extendedPcrs();
        log.banks().forEach(bank -> replayed.put(bank, EventLogReplay.replay(log, bank, locality)));
        for (int pcr = 0; pcr < TcgEventLog.PCR_LIMIT; pcr++) {
            compare(pcr);
        }
    }

    /** Why the log does not lead to the quoted values, if it does not: the first PCR. */
    Optional<String> failure() {
        if (failure.isPresent() || compared > 0) {
            return failure;
        }
        boolean common = log.banks().stream().anyMatch(bank -> quoted.banks().contains(bank));
        return Optional.of(common ? "the log extends no quoted PCR" : "no bank is both quoted and in the log");
    }

    /** Whether PCR 0 was compared in at least one bank. */
    boolean comparedPcr0() {
        return !quotedPcr0.isEmpty();
    }

    /** Whether PCR 0 differs in a bank. */
    boolean pcr0Differs() {
        return pcr0Differs;
    }

    /** Another locality under which PCR 0 replays in all banks compared. */
    OptionalInt localityThatExplainsPcr0() {
        return PcrZeroStart.LOCALITIES.stream()
                .mapToInt(Integer::intValue)
                .sorted()
                .filter(other -> other != locality && explains(other))
                .findFirst();
    }

    private boolean explains(int other) {
        return !quotedPcr0.isEmpty()
                && quotedPcr0.stream().allMatch(value -> {
                    Digest start = EventLogReplay.startValue(value.algorithm(), 0, other);
                    Digest end = EventLogReplay.replay(log, value.algorithm(), other)
                            .values()
                            .getOrDefault(0, start);
                    return end.equals(value);
                });
    }

    private void compare(int pcr) {
        List<Digest> values = quotedValues(quoted, pcr);
        if (values.isEmpty()) {
            return;
        }
        if (!extended.contains(pcr)) {
            if (pcr <= LAST_FIRMWARE_PCR) {
                values.forEach(value -> compareUntouched(pcr, value));
            }
            return;
        }
        List<Digest> determined = values.stream()
                .filter(value -> replayedValue(pcr, value).isPresent())
                .toList();
        if (determined.isEmpty()) {
            fail(pcr, "PCR " + pcr + ": an event lacks the digest for every quoted bank that counts");
            return;
        }
        determined.forEach(value -> compareExtended(pcr, value));
    }

    private void compareUntouched(int pcr, Digest value) {
        rememberPcr0(pcr, value);
        if (!EventLogReplay.startValue(value.algorithm(), pcr, locality).equals(value)) {
            fail(
                    pcr,
                    "PCR " + pcr + " of bank " + value.algorithm() + " was extended, but the log has no event for it");
        }
    }

    private void compareExtended(int pcr, Digest value) {
        compared++;
        rememberPcr0(pcr, value);
        if (!replayedValue(pcr, value).equals(Optional.of(value))) {
            OptionalInt event = EventLogReplay.firstEventNotIn(value, log, pcr, locality);
            String detail = event.isPresent()
                    ? "is quoted as it was before event " + event.getAsInt()
                    : "differs from the quoted value";
            fail(pcr, "PCR " + pcr + " of bank " + value.algorithm() + " " + detail);
        }
    }

    private Optional<Digest> replayedValue(int pcr, Digest value) {
        return Optional.ofNullable(replayed.get(value.algorithm()))
                .flatMap(bank -> Optional.ofNullable(bank.values().get(pcr)));
    }

    private void rememberPcr0(int pcr, Digest value) {
        if (pcr == 0) {
            quotedPcr0.add(value);
        }
    }

    private void fail(int pcr, String reason) {
        pcr0Differs |= pcr == 0;
        if (failure.isEmpty()) {
            failure = Optional.of(reason);
        }
    }

    /** Quoted values of a PCR in the banks that count: those without known collisions, or else SHA-1. */
    private static List<Digest> quotedValues(PcrValues quoted, int pcr) {
        List<Digest> strong = new ArrayList<>();
        List<Digest> weak = new ArrayList<>();
        for (HashAlgorithm bank : quoted.banks()) {
            quoted.get(bank, pcr).ifPresent((bank.isCollisionResistant() ? strong : weak)::add);
        }
        return strong.isEmpty() ? weak : strong;
    }
}
