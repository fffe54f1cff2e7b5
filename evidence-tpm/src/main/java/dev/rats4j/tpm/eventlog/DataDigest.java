package dev.rats4j.tpm.eventlog;

import dev.rats4j.crypto.Digest;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/** Which part of an event's data its digest is over. */
final class DataDigest {

    /** Where systemd-boot puts the kernel command line. */
    private static final int KERNEL_COMMAND_LINE_PCR = 12;

    private DataDigest() {}

    /** Whether the specification, or the practice of all boot loaders seen, wants the digest to be over the data. */
    static boolean mustCover(TcgEvent event) {
        if (event.untrustedType() == TcgEventType.EV_IPL.value()) {
            return event.pcrIndex() == KERNEL_COMMAND_LINE_PCR;
        }
        return covers(event) != TcgEventType.Covers.OTHER;
    }

    static Optional<Bytes> covered(TcgEvent event, Digest digest) {
        Bytes data = event.untrustedData();
        if (hashes(data, digest)) {
            return Optional.of(data);
        }
        return switch (covers(event)) {
            case DATA_OR_VARIABLE -> variableData(data).filter(part -> hashes(part, digest));
            case DATA_OR_ALL_BUT_LAST ->
                data.isEmpty()
                        ? Optional.empty()
                        : Optional.of(data.slice(0, data.length() - 1)).filter(part -> hashes(part, digest));
            case DATA, OTHER -> Optional.empty();
        };
    }

    private static TcgEventType.Covers covers(TcgEvent event) {
        return event.untrustedKnownType().map(TcgEventType::covers).orElse(TcgEventType.Covers.OTHER);
    }

    private static boolean hashes(Bytes data, Digest digest) {
        return digest.algorithm().digest(data).equals(digest);
    }

    private static Optional<Bytes> variableData(Bytes data) {
        try {
            return Optional.of(UefiVariable.decode(data).data());
        } catch (MalformedMessageException e) {
            return Optional.empty(); // no variable, so no data of one that the digest could be over
        }
    }
}
