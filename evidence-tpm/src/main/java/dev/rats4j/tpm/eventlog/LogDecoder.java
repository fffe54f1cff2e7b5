package dev.rats4j.tpm.eventlog;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decodes one log. */
final class LogDecoder {

    static final Bytes SPEC_ID_SIGNATURE = Bytes.concat(Bytes.ofUtf8("Spec ID Event03"), Bytes.of(0));

    private static final int MAX_ALGORITHMS = 16;
    private static final int MAX_DIGEST_LENGTH = 128;
    private static final long NO_PCR_ON_WIRE = 0xffffffffL;

    private final ByteReader in;
    private final int paddingFrom;
    private final List<TcgEvent> events = new ArrayList<>();
    private final Map<Integer, Integer> algorithms = new LinkedHashMap<>();

    LogDecoder(Bytes log) {
        this.in = new ByteReader(log);
        this.paddingFrom = paddingFrom(log);
    }

    TcgEventLog decode() throws MalformedMessageException {
        TcgLogFormat format = TcgLogFormat.SHA1;
        TcgEvent first = sha1Event();
        events.add(first);
        if (first.untrustedData().startsWith(SPEC_ID_SIGNATURE)) {
            format = TcgLogFormat.CRYPTO_AGILE;
            specId(first);
        } else {
            algorithms.put(BankIds.SHA1, HashAlgorithm.SHA1.length());
        }
        while (in.remaining() > 0 && in.position() < paddingFrom) {
            if (events.size() == TcgEventLog.MAX_EVENTS) {
                throw new MalformedMessageException("event log", in.position(), "too many events");
            }
            events.add(format == TcgLogFormat.SHA1 ? sha1Event() : agileEvent());
        }
        return new TcgEventLog(format, algorithms, events, in.remaining());
    }

    /** Where the run of equal bytes 00 or ff begins that the log ends with. Found once, so that decoding stays linear. */
    private static int paddingFrom(Bytes log) {
        int from = log.length();
        if (from == 0) {
            return 0;
        }
        int last = log.at(from - 1);
        if (last != 0 && last != 0xff) {
            return from;
        }
        while (from > 0 && log.at(from - 1) == last) {
            from--;
        }
        return from;
    }

    private TcgEvent sha1Event() throws MalformedMessageException {
        int start = in.position();
        long pcr = in.u32le("TCG_PCClientPCREvent.pcrIndex");
        long type = in.u32le("TCG_PCClientPCREvent.eventType");
        int index = pcrIndex(pcr, type, start);
        Bytes digest = in.bytes(HashAlgorithm.SHA1.length(), "TCG_PCClientPCREvent.digest");
        long size = in.u32le("TCG_PCClientPCREvent.eventDataSize");
        Bytes data = in.bytes(size, "TCG_PCClientPCREvent.event");
        return new TcgEvent(events.size(), start, index, type, List.of(new Digest(HashAlgorithm.SHA1, digest)), data);
    }

    private TcgEvent agileEvent() throws MalformedMessageException {
        int start = in.position();
        long pcr = in.u32le("TCG_PCR_EVENT2.pcrIndex");
        long type = in.u32le("TCG_PCR_EVENT2.eventType");
        int index = pcrIndex(pcr, type, start);
        List<Digest> digests = digests();
        long size = in.u32le("TCG_PCR_EVENT2.eventSize");
        Bytes data = in.bytes(size, "TCG_PCR_EVENT2.event");
        return new TcgEvent(events.size(), start, index, type, digests, data);
    }

    private List<Digest> digests() throws MalformedMessageException {
        int start = in.position();
        long count = in.u32le("TPML_DIGEST_VALUES.count");
        if (count > algorithms.size()) {
            throw new MalformedMessageException("TPML_DIGEST_VALUES.count", start, "more than in the Spec ID record");
        }
        List<Digest> digests = new ArrayList<>((int) count);
        Set<HashAlgorithm> seen = EnumSet.noneOf(HashAlgorithm.class);
        for (int i = 0; i < count; i++) {
            int at = in.position();
            int id = in.u16le("TPMT_HA.hashAlg");
            Integer length = algorithms.get(id);
            if (length == null) {
                throw new MalformedMessageException("TPMT_HA.hashAlg", at, "not in the Spec ID record");
            }
            Bytes value = in.bytes(length, "TPMT_HA.digest");
            Optional<HashAlgorithm> algorithm = BankIds.algorithm(id);
            if (algorithm.isPresent() && !seen.add(algorithm.get())) {
                throw new MalformedMessageException("TPMT_HA.hashAlg", at, "twice in an event");
            }
            algorithm.ifPresent(known -> digests.add(new Digest(known, value)));
        }
        return digests;
    }

    private static int pcrIndex(long pcr, long type, int at) throws MalformedMessageException {
        if (pcr == NO_PCR_ON_WIRE && type == TcgEventType.EV_NO_ACTION.value()) {
            return TcgEvent.NO_PCR;
        }
        if (pcr >= TcgEventLog.PCR_LIMIT) {
            throw new MalformedMessageException("pcrIndex", at, "PCRs are 0 to 23");
        }
        return (int) pcr;
    }

    private void specId(TcgEvent record) throws MalformedMessageException {
        if (record.extendsPcr()) {
            throw new MalformedMessageException("TCG_EfiSpecIDEvent", record.offset(), "not in an EV_NO_ACTION event");
        }
        int dataStart = in.position() - record.untrustedData().length();
        ByteReader data = new ByteReader(record.untrustedData(), dataStart);
        data.bytes(SPEC_ID_SIGNATURE.length(), "TCG_EfiSpecIDEvent.signature");
        data.u32le("TCG_EfiSpecIDEvent.platformClass");
        data.bytes(4, "TCG_EfiSpecIDEvent.specVersion, uintnSize");
        specIdAlgorithms(data);
        int vendorInfoSize = data.u8("TCG_EfiSpecIDEvent.vendorInfoSize");
        // The event size of some logs leaves the vendor's bytes out; then they stand after the event.
        int inside = Math.min(vendorInfoSize, data.remaining());
        data.bytes(inside, "TCG_EfiSpecIDEvent.vendorInfo");
        data.expectEnd("TCG_EfiSpecIDEvent");
        if (inside < vendorInfoSize) {
            in.bytes((long) vendorInfoSize - inside, "TCG_EfiSpecIDEvent.vendorInfo");
        }
    }

    private void specIdAlgorithms(ByteReader data) throws MalformedMessageException {
        int at = data.position();
        long count = data.u32le("TCG_EfiSpecIDEvent.numberOfAlgorithms");
        if (count < 1 || count > MAX_ALGORITHMS) {
            throw new MalformedMessageException("TCG_EfiSpecIDEvent.numberOfAlgorithms", at, "not 1 to 16");
        }
        for (int i = 0; i < count; i++) {
            int start = data.position();
            int id = data.u16le("TCG_EfiSpecIdEventAlgorithmSize.algorithmId");
            int length = data.u16le("TCG_EfiSpecIdEventAlgorithmSize.digestSize");
            Optional<HashAlgorithm> known = BankIds.algorithm(id);
            boolean fits =
                    known.isPresent() ? length == known.get().length() : length >= 1 && length <= MAX_DIGEST_LENGTH;
            if (!fits || algorithms.put(id, length) != null) {
                throw new MalformedMessageException(
                        "TCG_EfiSpecIdEventAlgorithmSize", start, "wrong digest size, or algorithm listed twice");
            }
        }
    }
}
