package dev.rats4j.tpm.eventlog;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** What a log has to keep to by itself. Each rule gives the first complaint, or none. */
final class EventRules {

    private static final int LAST_FIRMWARE_PCR = 7;
    private static final Set<Bytes> SEPARATORS = Set.of(Bytes.of(0, 0, 0, 0), Bytes.of(0xff, 0xff, 0xff, 0xff));

    private EventRules() {}

    static Optional<String> separator(TcgEventLog log) {
        Set<Integer> separated = new HashSet<>();
        for (TcgEvent event : log.events()) {
            if (!event.extendsPcr() || event.pcrIndex() > LAST_FIRMWARE_PCR) {
                continue;
            }
            int pcr = event.pcrIndex();
            if (event.untrustedType() == TcgEventType.EV_SEPARATOR.value()) {
                if (!SEPARATORS.contains(event.untrustedData())) {
                    return Optional.of("separator of PCR " + pcr + " tells of an error or has other data" + at(event));
                }
                if (!separated.add(pcr)) {
                    return Optional.of("second separator of PCR " + pcr + at(event));
                }
            } else if (pcr == 0 && separated.contains(0)) {
                return Optional.of("event of PCR 0 after its separator" + at(event));
            }
        }
        SortedSet<Integer> missing = log.extendedPcrs().headSet(LAST_FIRMWARE_PCR + 1);
        missing.removeAll(separated);
        return missing.isEmpty() ? Optional.empty() : Optional.of("no separator in PCR " + missing.first());
    }

    static Optional<String> knownType(TcgEventLog log) {
        for (TcgEvent event : log.events()) {
            if (event.extendsPcr()
                    && event.pcrIndex() <= LAST_FIRMWARE_PCR
                    && event.untrustedKnownType().isEmpty()) {
                return Optional.of(
                        "type " + Long.toHexString(event.untrustedType()) + " in PCR " + event.pcrIndex() + at(event));
            }
        }
        return Optional.empty();
    }

    static Optional<String> dataDigest(TcgEventLog log, Collection<HashAlgorithm> banks) {
        for (TcgEvent event : log.events()) {
            if (event.extendsPcr() && DataDigest.mustCover(event)) {
                List<Digest> digests = event.digests().stream()
                        .filter(digest -> banks.contains(digest.algorithm()))
                        .toList();
                boolean covered = !digests.isEmpty()
                        && digests.stream()
                                .allMatch(digest ->
                                        DataDigest.covered(event, digest).isPresent());
                if (!covered) {
                    return Optional.of(
                            "data of an event of PCR " + event.pcrIndex() + " does not hash to its digest" + at(event));
                }
            }
        }
        return Optional.empty();
    }

    private static String at(TcgEvent event) {
        return " (event " + event.index() + ")";
    }
}
