package dev.rats4j.tpm.eventlog;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.wire.Bytes;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Computes registers from a log: TPM 2.0 Part 1, section 17.4 (extend), PFP 1.06, section 3.3.4 (start values). */
public final class EventLogReplay {

    private EventLogReplay() {}

    /**
     * The registers of a bank after all events. PCR 0 starts at the locality that the log states (4 if its first event is
     * EV_EFI_HCRTM_EVENT), PCR 17 to 22 at all ones, others at zero. A bank that the log does not have leaves all of them undetermined.
     */
    public static ReplayedBank replay(TcgEventLog log, HashAlgorithm bank) {
        return replay(log, bank, PcrZeroStart.of(log).locality());
    }

    /** The registers of all banks, as far as they are determined. */
    public static PcrValues values(TcgEventLog log) {
        Map<HashAlgorithm, SortedMap<Integer, Digest>> all = new EnumMap<>(HashAlgorithm.class);
        log.banks().forEach(bank -> all.put(bank, replay(log, bank).values()));
        return new PcrValues(all);
    }

    static ReplayedBank replay(TcgEventLog log, HashAlgorithm bank, int localityOfPcr0) {
        SortedMap<Integer, Digest> values = new TreeMap<>();
        SortedSet<Integer> undetermined = new TreeSet<>();
        for (TcgEvent event : log.events()) {
            if (!event.extendsPcr()) {
                continue;
            }
            int pcr = event.pcrIndex();
            Optional<Digest> digest = event.digest(bank);
            if (digest.isEmpty()) {
                undetermined.add(pcr);
            } else {
                Digest before = values.get(pcr);
                Digest register = before == null ? startValue(bank, pcr, localityOfPcr0) : before;
                values.put(pcr, extend(register, digest.get()));
            }
        }
        values.keySet().removeAll(undetermined);
        return new ReplayedBank(bank, values, undetermined);
    }

    /** The first event of a PCR that a value does not contain yet, if the value arises during the replay. */
    static OptionalInt firstEventNotIn(Digest value, TcgEventLog log, int pcr, int localityOfPcr0) {
        Digest register = startValue(value.algorithm(), pcr, localityOfPcr0);
        for (TcgEvent event : log.events()) {
            if (!event.extendsPcr() || event.pcrIndex() != pcr) {
                continue;
            }
            if (register.equals(value)) {
                return OptionalInt.of(event.index());
            }
            Optional<Digest> digest = event.digest(value.algorithm());
            if (digest.isEmpty()) {
                return OptionalInt.empty();
            }
            register = extend(register, digest.get());
        }
        return OptionalInt.empty();
    }

    static Digest startValue(HashAlgorithm bank, int pcr, int localityOfPcr0) {
        byte[] value = new byte[bank.length()];
        if (pcr == 0) {
            value[value.length - 1] = (byte) localityOfPcr0;
        } else if (pcr >= 17 && pcr <= 22) {
            Arrays.fill(value, (byte) 0xff);
        }
        return new Digest(bank, Bytes.copyOf(value));
    }

    private static Digest extend(Digest register, Digest digest) {
        return register.algorithm().digest(register.value(), digest.value());
    }
}
