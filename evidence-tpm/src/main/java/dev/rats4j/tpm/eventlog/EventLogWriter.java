package dev.rats4j.tpm.eventlog;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Writes a crypto-agile log event by event, for simulators and tests. Not for several threads. */
public final class EventLogWriter {

    private static final int UINTN_64_BIT = 2;

    private final List<HashAlgorithm> banks;
    private final List<Bytes> parts = new ArrayList<>();

    /**
     * Starts a log with its Spec ID record.
     *
     * @param banks at least one, none twice; digests are written in this order
     */
    public EventLogWriter(List<HashAlgorithm> banks) {
        if (banks.isEmpty() || EnumSet.copyOf(banks).size() != banks.size()) {
            throw new IllegalArgumentException("one or several different banks, not " + banks);
        }
        this.banks = List.copyOf(banks);
        parts.add(specId());
    }

    /** States the locality of TPM2_Startup; has to come before the first event of PCR 0. */
    public EventLogWriter startupLocality(int locality) {
        return noAction(0, Bytes.concat(PcrZeroStart.SIGNATURE, Bytes.of(locality)));
    }

    /** An informative event; its digests are zero and nothing is extended. */
    public EventLogWriter noAction(int pcr, Bytes data) {
        List<Digest> zero = banks.stream()
                .map(bank -> new Digest(bank, Bytes.copyOf(new byte[bank.length()])))
                .toList();
        return event(pcr, TcgEventType.EV_NO_ACTION.value(), zero, data);
    }

    /** An event whose digests are over its data. */
    public EventLogWriter event(int pcr, TcgEventType type, Bytes data) {
        return event(pcr, type, data, data);
    }

    /**
     * An event whose digests are over something else than its data.
     *
     * @param digestedData what is hashed; not written
     */
    public EventLogWriter event(int pcr, TcgEventType type, Bytes digestedData, Bytes data) {
        List<Digest> digests =
                banks.stream().map(bank -> bank.digest(digestedData)).toList();
        return event(pcr, type.value(), digests, data);
    }

    /**
     * An event with given digests, for logs that are wrong on purpose.
     *
     * @param pcr not checked; {@link TcgEvent#NO_PCR} is written as ffffffff
     * @param type any unsigned 32-bit number
     */
    public EventLogWriter event(int pcr, long type, List<Digest> digests, Bytes data) {
        parts.add(LittleEndian.u32(pcr));
        parts.add(LittleEndian.u32(type));
        parts.add(LittleEndian.u32(digests.size()));
        for (Digest digest : digests) {
            parts.add(LittleEndian.u16(BankIds.id(digest.algorithm())));
            parts.add(digest.value());
        }
        parts.add(LittleEndian.u32(data.length()));
        parts.add(data);
        return this;
    }

    /** The end of a PCR's measurements by firmware, without error. */
    public EventLogWriter separator(int pcr) {
        return event(pcr, TcgEventType.EV_SEPARATOR, Bytes.of(0, 0, 0, 0));
    }

    /** The log so far. */
    public Bytes toBytes() {
        return Bytes.concat(parts.toArray(new Bytes[0]));
    }

    private Bytes specId() {
        List<Bytes> data = new ArrayList<>();
        data.add(LogDecoder.SPEC_ID_SIGNATURE);
        data.add(LittleEndian.u32(0)); // platform class: client
        data.add(Bytes.of(0, 2, 0, UINTN_64_BIT)); // minor, major, errata
        data.add(LittleEndian.u32(banks.size()));
        for (HashAlgorithm bank : banks) {
            data.add(LittleEndian.u16(BankIds.id(bank)));
            data.add(LittleEndian.u16(bank.length()));
        }
        data.add(Bytes.of(0)); // no vendor info
        Bytes event = Bytes.concat(data.toArray(new Bytes[0]));
        return Bytes.concat(
                LittleEndian.u32(0),
                LittleEndian.u32(TcgEventType.EV_NO_ACTION.value()),
                Bytes.copyOf(new byte[HashAlgorithm.SHA1.length()]),
                LittleEndian.u32(event.length()),
                event);
    }
}
