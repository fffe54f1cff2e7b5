package dev.rats4j.tpm.sim;

import dev.rats4j.Evidence;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.spi.Attester;
import dev.rats4j.tpm.TpmEvidence;
import dev.rats4j.tpm.eventlog.EventLogReplay;
import dev.rats4j.tpm.eventlog.TcgEventLog;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.tpm.structures.TpmHash;
import dev.rats4j.tpm.structures.TpmsAttest;
import dev.rats4j.tpm.structures.TpmsClockInfo;
import dev.rats4j.tpm.structures.TpmsPcrSelection;
import dev.rats4j.tpm.structures.TpmsQuoteInfo;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A TPM made of a software key, for tests, demonstrations and benchmarks. Its quotes verify like real ones for whoever pins its key or
 * trusts its {@link SimulatedCa}. For use by any number of threads.
 *
 * <p>The same settings and the same state of the random source give the same bytes, except signatures of RSAPSS, whose salt is random.
 */
public final class SimulatedTpm implements Attester {

    /** Attributes of a restricted signing key as tpm2-tools make it: everything that an attestation key has to have. */
    public static final long ATTESTATION_KEY = 0x0005_0472L;

    private static final Bytes ENDORSEMENT_HIERARCHY = Marshal.u32(0x4000_000bL);
    private static final long FIRMWARE_VERSION = 0x5349_4d55_4c41_5445L; // "SIMULATE"
    private static final TpmsClockInfo CLOCK = new TpmsClockInfo(60_000, 1, 0, true);

    private final CryptoBackend crypto;
    private final SimulatedKey key;
    private final Bytes publicArea;
    private final Optional<Bytes> certificate;
    private final Optional<Bytes> eventLog;
    private final SimulatedRegisters registers;

    private SimulatedTpm(Builder builder, SimulatedRegisters registers) {
        crypto = builder.crypto;
        key = builder.key;
        publicArea = key.publicArea(crypto, builder.attributes);
        certificate = builder.certificate;
        eventLog = builder.eventLog;
        this.registers = registers;
    }

    /** Describes a TPM with a new key. */
    public static Builder builder(CryptoBackend crypto, AttestationKeyKind kind, SecureRandom random) {
        return builder(crypto, SimulatedKey.generate(crypto, kind, random));
    }

    /** Describes a TPM with a given key. */
    public static Builder builder(CryptoBackend crypto, SimulatedKey key) {
        return new Builder(crypto, key);
    }

    /** TPMT_PUBLIC of the key, without size prefix: what a verifier pins as scheme key. */
    public Bytes publicArea() {
        return publicArea;
    }

    /** The key. */
    public PublicKey publicKey() {
        return key.keys().getPublic();
    }

    /** Certificate of the key, X.509 in DER, if it has one. */
    public Optional<Bytes> certificate() {
        return certificate;
    }

    /** All registers of all active banks. */
    public PcrValues pcrs() {
        synchronized (registers) {
            return registers.values();
        }
    }

    /** Extends a register in every active bank with the digest of some data, as TPM2_PCR_Event does. */
    public void extend(int index, Bytes data) {
        synchronized (registers) {
            registers.active().forEach(bank -> registers.extend(index, bank.digest(data)));
        }
    }

    /** Extends a register in one bank, as TPM2_PCR_Extend does. */
    public void extend(int index, Digest digest) {
        synchronized (registers) {
            registers.extend(index, digest);
        }
    }

    /** A quote over all registers of all active banks, in a CMW collection. */
    @Override
    public Evidence attest(Bytes nonce) {
        Map<HashAlgorithm, Set<Integer>> all = new EnumMap<>(HashAlgorithm.class);
        PcrValues values = pcrs();
        values.banks().forEach(bank -> all.put(bank, values.bank(bank).keySet()));
        return quote(nonce, all).encode();
    }

    /**
     * A quote with the selected values, the public area, and certificate and log if there are any.
     *
     * @param selection numbers of PCRs by active bank
     */
    public TpmEvidence quote(Bytes nonce, Map<HashAlgorithm, ? extends Set<Integer>> selection) {
        return evidence(fields(nonce, selection));
    }

    /** What {@link #quote} signs, to be changed before {@link #evidence}. */
    public QuoteFields fields(Bytes nonce, Map<HashAlgorithm, ? extends Set<Integer>> selection) {
        List<TpmsPcrSelection> selections = new TreeMap<>(selection)
                .entrySet().stream()
                        .map(bank -> new TpmsPcrSelection(
                                bank.getKey(), bank.getValue().stream().sorted().toList()))
                        .toList();
        Bytes digest = new TpmsQuoteInfo(selections, Bytes.EMPTY)
                .digestOf(pcrs(), key.hash())
                .orElseThrow(() -> new IllegalArgumentException("a selected PCR does not exist: " + selection));
        return new QuoteFields(
                TpmsAttest.TPM_GENERATED_VALUE,
                TpmsAttest.TPM_ST_ATTEST_QUOTE,
                qualifiedName(),
                nonce,
                CLOCK,
                FIRMWARE_VERSION,
                selections,
                digest);
    }

    /** Signs whatever the fields say. The values beside it are those that its selection covers. */
    public TpmEvidence evidence(QuoteFields fields) {
        Bytes quote = fields.encode();
        TpmsQuoteInfo info = new TpmsQuoteInfo(fields.pcrSelect(), fields.pcrDigest());
        return new TpmEvidence(
                quote, sign(quote), pcrs().only(info::selects), Optional.of(publicArea), certificate, eventLog);
    }

    /** TPMT_SIGNATURE over any bytes. A restricted key of a real TPM signs only what the TPM made. */
    public Bytes sign(Bytes message) {
        return key.sign(crypto, message);
    }

    /** Nothing to leave behind. */
    @Override
    public void close() {}

    /** Part 1, 16: of a primary key of the endorsement hierarchy. */
    private Bytes qualifiedName() {
        Bytes id = Marshal.u16(TpmHash.SHA256.id());
        Bytes name = Bytes.concat(id, HashAlgorithm.SHA256.digest(publicArea).value());
        return Bytes.concat(
                id, HashAlgorithm.SHA256.digest(ENDORSEMENT_HIERARCHY, name).value());
    }

    /** The kind of key only. */
    @Override
    public String toString() {
        return "simulated TPM with a " + key;
    }

    /** Without further words: a SHA-256 bank at its start values, attributes of an attestation key, no certificate, no log. */
    public static final class Builder {

        private final CryptoBackend crypto;
        private final SimulatedKey key;
        private long attributes = ATTESTATION_KEY;
        private Set<HashAlgorithm> banks = EnumSet.of(HashAlgorithm.SHA256);
        private PcrValues values = PcrValues.NONE;
        private Optional<Bytes> certificate = Optional.empty();
        private Optional<Bytes> eventLog = Optional.empty();

        private Builder(CryptoBackend crypto, SimulatedKey key) {
            this.crypto = crypto;
            this.key = key;
        }

        /** TPMA_OBJECT of the key, unsigned 32 bits. */
        public Builder attributes(long bits) {
            attributes = bits;
            return this;
        }

        /** Active banks, at least one. */
        public Builder banks(Set<HashAlgorithm> active) {
            banks = EnumSet.copyOf(active);
            return this;
        }

        /** Registers that hold something else than their start value. Their banks become active. */
        public Builder pcrs(PcrValues given) {
            values = given;
            return this;
        }

        /**
         * A firmware log that is sent along, and whose events were extended; its banks become the active ones.
         *
         * @throws MalformedMessageException if it is no log
         */
        public Builder eventLog(Bytes log) throws MalformedMessageException {
            TcgEventLog decoded = TcgEventLog.decode(log);
            eventLog = Optional.of(log);
            banks = EnumSet.copyOf(decoded.banks());
            values = EventLogReplay.values(decoded);
            return this;
        }

        /** Has the key certified, with the purpose tcg-kp-AIKCertificate. */
        public Builder certifiedBy(SimulatedCa ca) {
            try {
                certificate = Optional.of(
                        Bytes.copyOf(ca.certify(key.keys().getPublic()).getEncoded()));
                return this;
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException("a decoded certificate has an encoding", e);
            }
        }

        /** Sends this certificate of the key along, X.509 in DER. */
        public Builder certificate(Bytes der) {
            certificate = Optional.of(der);
            return this;
        }

        /** The TPM. */
        public SimulatedTpm build() {
            Set<HashAlgorithm> active = EnumSet.copyOf(banks);
            active.addAll(values.banks());
            SimulatedRegisters registers = new SimulatedRegisters(active);
            registers.set(values);
            return new SimulatedTpm(this, registers);
        }
    }
}
