package dev.rats4j.tpm.eventlog;

import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A decoded event log of a platform's firmware: PFP 1.06, section 10. Little-endian. Nothing in it is believed before its replay has
 * been compared with quoted registers.
 *
 * @param format how the events are written
 * @param algorithms digest length in bytes by TPM_ALG_ID, as the log states it, in its order; also of algorithms unknown here
 * @param events all events, the Spec ID record too
 * @param trailingLength bytes of padding (all 00 or all ff) after the last event
 */
public record TcgEventLog(
        TcgLogFormat format, Map<Integer, Integer> algorithms, List<TcgEvent> events, int trailingLength) {

    /** PCRs of a PC are below this. */
    public static final int PCR_LIMIT = 24;

    /** A log with more events is refused. */
    public static final int MAX_EVENTS = 1 << 16;

    /** Copies the collections. */
    public TcgEventLog {
        algorithms = Collections.unmodifiableMap(new LinkedHashMap<>(algorithms));
        events = List.copyOf(events);
    }

    /**
     * Reads a log. It is crypto-agile if its first record is EV_NO_ACTION with the signature "Spec ID Event03", else of SHA-1 format.
     *
     * @throws MalformedMessageException if it does not end with a whole event or padding, a size or count exceeds what is there, a PCR
     *     is above 23, a digest's algorithm is not in the Spec ID record or occurs twice, or there are more than {@value #MAX_EVENTS}
     *     events
     */
    public static TcgEventLog decode(Bytes log) throws MalformedMessageException {
        return new LogDecoder(log).decode();
    }

    /** Banks that the log has digests for and that can be computed here. */
    public Set<HashAlgorithm> banks() {
        Set<HashAlgorithm> known = EnumSet.noneOf(HashAlgorithm.class);
        algorithms.keySet().forEach(id -> BankIds.algorithm(id).ifPresent(known::add));
        return Collections.unmodifiableSet(known);
    }

    /** PCRs that at least one event extends. */
    public SortedSet<Integer> extendedPcrs() {
        SortedSet<Integer> pcrs = new TreeSet<>();
        for (TcgEvent event : events) {
            if (event.extendsPcr()) {
                pcrs.add(event.pcrIndex());
            }
        }
        return pcrs;
    }
}
