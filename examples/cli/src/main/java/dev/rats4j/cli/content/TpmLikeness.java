package dev.rats4j.cli.content;

import dev.rats4j.tpm.SerializedPcrs;
import dev.rats4j.tpm.eventlog.TcgEventLog;
import dev.rats4j.tpm.eventlog.TcgEventType;
import dev.rats4j.tpm.structures.TpmHash;
import dev.rats4j.tpm.structures.TpmsAttest;
import dev.rats4j.tpm.structures.TpmtPublic;
import dev.rats4j.tpm.structures.TpmtSignature;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;
import java.util.Set;

/** Content that begins like a TPM's. */
final class TpmLikeness {

    private static final Bytes MAGIC = Bytes.of(0xff, 0x54, 0x43, 0x47);
    private static final Set<Integer> SIGNATURES = Set.of(0x0014, 0x0016, 0x0018);
    private static final Set<Integer> KEYS = Set.of(0x0001, 0x0023);
    private static final int FIRST_EVENT = 32;
    private static final int SIZE = 2;
    /** Any shorter, and it is no public area that lost its end. */
    private static final int SHORTEST_AREA = 22;

    private TpmLikeness() {}

    static Optional<Likeness> of(Bytes content) {
        return quote(content)
                .or(() -> beginsWith(content, 0, SIGNATURES)
                        ? Likeness.refused(ContentKind.TPM_SIGNATURE, TpmtSignature::decode, content)
                        : Optional.empty())
                .or(() -> publicArea(content))
                .or(() -> SerializedPcrs.looksLike(content)
                        ? Likeness.refused(ContentKind.PCR_VALUES, TpmParts::pcrValues, content)
                        : Optional.empty())
                .or(() -> beginsLikeLog(content)
                        ? Likeness.refused(ContentKind.EVENT_LOG, TcgEventLog::decode, content)
                        : Optional.empty());
    }

    private static Optional<Likeness> quote(Bytes content) {
        if (content.startsWith(MAGIC) || isForged(TpmParts.withoutSize(content))) {
            return Likeness.refused(ContentKind.TPM_QUOTE, TpmParts::attest, content);
        }
        if (content.length() > SIZE && content.slice(SIZE, content.length()).startsWith(MAGIC)) {
            return Likeness.refused(ContentKind.TPM_QUOTE, c -> sized(c, "TPM2B_ATTEST"), content)
                    .or(() -> Likeness.refused(ContentKind.TPM_QUOTE, TpmParts::attest, content));
        }
        return Optional.empty();
    }

    /** A whole quote, but for the magic. */
    private static boolean isForged(Bytes structure) {
        try {
            return TpmsAttest.decode(structure).quote().isPresent();
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    private static Optional<Likeness> publicArea(Bytes content) {
        if (beginsWith(content, 0, KEYS)) {
            return Likeness.refused(ContentKind.TPM_PUBLIC, TpmtPublic::decode, content);
        }
        if (beginsWith(content, SIZE, KEYS) && content.length() >= SIZE + SHORTEST_AREA) {
            return Likeness.refused(ContentKind.TPM2B_PUBLIC, c -> sized(c, "TPM2B_PUBLIC"), content)
                    .or(() -> Likeness.refused(ContentKind.TPM2B_PUBLIC, TpmtPublic::decode, content));
        }
        return Optional.empty();
    }

    private static Bytes sized(Bytes content, String structure) throws MalformedMessageException {
        ByteReader in = new ByteReader(content);
        int size = in.u16(structure + ".size");
        if (size != in.remaining()) {
            throw new MalformedMessageException(
                    structure + ".size", 0, size + " bytes announced, " + in.remaining() + " there");
        }
        return content;
    }

    /** Whether a number of a set and the number of a hash stand at an offset. */
    private static boolean beginsWith(Bytes content, int offset, Set<Integer> first) {
        if (content.length() < offset + 4) {
            return false;
        }
        int algorithm = content.at(offset) << 8 | content.at(offset + 1);
        int hash = content.at(offset + 2) << 8 | content.at(offset + 3);
        return first.contains(algorithm) && TpmHash.of(hash).isPresent();
    }

    private static boolean beginsLikeLog(Bytes content) {
        ByteReader in = new ByteReader(content);
        try {
            return in.u32le("pcrIndex") < TcgEventLog.PCR_LIMIT
                    && TcgEventType.of(in.u32le("eventType")).isPresent()
                    && content.length() >= FIRST_EVENT;
        } catch (MalformedMessageException e) {
            return false;
        }
    }
}
