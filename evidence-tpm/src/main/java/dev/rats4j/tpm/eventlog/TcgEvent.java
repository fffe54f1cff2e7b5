package dev.rats4j.tpm.eventlog;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * An event of a log: TCG_PCClientPCREvent or TCG_PCR_EVENT2, PFP 1.06, section 10.2. Only the digests are measured.
 *
 * @param index position in the log, from 0; the Spec ID record counts
 * @param offset where it begins, in bytes from the start of the log
 * @param pcrIndex 0..23, or {@link #NO_PCR}
 * @param untrustedType type as written, an unsigned 32-bit number; no digest covers it
 * @param digests digests of the algorithms that are known here, at most one of each
 * @param untrustedData data as written; {@link #coveredData} says what of it is measured
 */
public record TcgEvent(
        int index, int offset, int pcrIndex, long untrustedType, List<Digest> digests, Bytes untrustedData) {

    /** Stands for the index ffffffff, which informative events use. */
    public static final int NO_PCR = -1;

    /** Copies the list. */
    public TcgEvent {
        digests = List.copyOf(digests);
    }

    /** The digest for a bank, if the event has one. */
    public Optional<Digest> digest(HashAlgorithm bank) {
        for (Digest digest : digests) {
            if (digest.algorithm() == bank) {
                return Optional.of(digest);
            }
        }
        return Optional.empty();
    }

    /** Whether it was extended into its PCR: every type but EV_NO_ACTION. */
    public boolean extendsPcr() {
        return untrustedType != TcgEventType.EV_NO_ACTION.value();
    }

    /** What the type means by the specification, if it is there. No digest covers the type. */
    public Optional<TcgEventType> untrustedKnownType() {
        return TcgEventType.of(untrustedType);
    }

    /**
     * The part of the data whose hash is the event's digest of a bank; as trustworthy as that digest. Empty if the digest is over
     * something else, for example an image, or if the data was altered.
     */
    public Optional<Bytes> coveredData(HashAlgorithm bank) {
        return digest(bank).flatMap(digest -> DataDigest.covered(this, digest));
    }
}
