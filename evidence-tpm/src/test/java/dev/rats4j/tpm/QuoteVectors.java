package dev.rats4j.tpm;

import static dev.rats4j.tpm.SimulatedTpms.CRYPTO;
import static dev.rats4j.tpm.SimulatedTpms.NONCE;
import static dev.rats4j.tpm.SimulatedTpms.NOW;
import static dev.rats4j.tpm.SimulatedTpms.SELECTION;
import static dev.rats4j.tpm.SimulatedTpms.anchored;
import static dev.rats4j.tpm.SimulatedTpms.inputs;
import static dev.rats4j.tpm.SimulatedTpms.p256;
import static dev.rats4j.tpm.SimulatedTpms.pinned;
import static dev.rats4j.tpm.SimulatedTpms.root;
import static dev.rats4j.tpm.SimulatedTpms.seeded;
import static dev.rats4j.tpm.SimulatedTpms.withLog;

import dev.rats4j.Authentication;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.spi.AuthenticationInputs;
import dev.rats4j.tpm.eventlog.EventLogWriter;
import dev.rats4j.tpm.eventlog.SyntheticFirmwareLog;
import dev.rats4j.tpm.eventlog.TcgEventType;
import dev.rats4j.tpm.eventlog.TpmEventLogCheck;
import dev.rats4j.tpm.sim.SimulatedCa;
import dev.rats4j.tpm.sim.SimulatedKey;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.tpm.structures.TpmtSignature.Scheme;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One piece of evidence per check that fails this check and no other, and pieces that fail none. */
final class QuoteVectors {

    static final long RESTRICTED = 1L << 16;

    private QuoteVectors() {}

    /** Evidence with the inputs under which it is verified. */
    record Vector(TpmEvidence evidence, AuthenticationInputs inputs) {
        Authentication authenticate() {
            return SimulatedTpms.authenticate(evidence, inputs);
        }
    }

    static Vector good() {
        return pinnedVector(withLog(p256()));
    }

    /** With all parts that evidence can have, and by a certificate. */
    static Vector goodWithCertificate() {
        SimulatedCa root = root(7);
        SimulatedTpm tpm = withLog(p256().certifiedBy(root));
        return new Vector(tpm.quote(NONCE, SELECTION), inputs(anchored(root)));
    }

    static Vector goodWithLocality() {
        SyntheticFirmwareLog.Settings settings =
                new SyntheticFirmwareLog.Settings(3, true, "synthetic 3", Bytes.of(1), "quiet");
        return logged(SyntheticFirmwareLog.standard(List.of(HashAlgorithm.SHA256, HashAlgorithm.SHA384), settings));
    }

    private static Vector pinnedVector(SimulatedTpm tpm) {
        return new Vector(tpm.quote(NONCE, SELECTION), inputs(pinned(tpm)));
    }

    static Vector failing(TpmQuoteCheck check) {
        SimulatedTpm tpm = withLog(p256());
        SimulatedTpm other = withLog(SimulatedTpm.builder(CRYPTO, AttestationKeyKind.ECDSA_P256, seeded(99)));
        AuthenticationInputs trusting = inputs(pinned(tpm));
        TpmEvidence good = tpm.quote(NONCE, SELECTION);
        return switch (check) {
            case MAGIC -> new Vector(tpm.evidence(tpm.fields(NONCE, SELECTION).withMagic(0xff544346L)), trusting);
            case TYPE -> new Vector(tpm.evidence(tpm.fields(NONCE, SELECTION).withType(0x8017)), trusting);
            case KEY_TRUSTED -> new Vector(other.quote(NONCE, SELECTION), trusting);
            case PATH -> expired();
            case KEY_SAME -> twoKeys(other);
            case KEY_ATTRIBUTES -> pinnedVector(withLog(p256().attributes(SimulatedTpm.ATTESTATION_KEY & ~RESTRICTED)));
            case KEY_STRENGTH -> pinnedVector(withLog(SimulatedTpm.builder(CRYPTO, shortRsa())));
            case KEY_NOT_ROCA ->
                pinnedVector(withLog(SimulatedTpm.builder(
                        CRYPTO, new SimulatedKey(WeakPrimes.keys(1), Scheme.RSASSA, HashAlgorithm.SHA256))));
            case SIGNATURE ->
                new Vector(
                        with(good, good.quote(), other.quote(NONCE, SELECTION).signature()), trusting);
            case NONCE -> new Vector(tpm.quote(Bytes.ofUtf8("another nonce"), SELECTION), trusting);
            case PCR_SELECTED -> new Vector(tpm.quote(NONCE, Map.of(HashAlgorithm.SHA256, Set.of(0, 1, 4))), trusting);
            case PCR_DIGEST ->
                new Vector(with(good, flipped(good.untrustedPcrs(), HashAlgorithm.SHA256, 4, 0)), trusting);
            case HASH_STRENGTH -> weakHash();
        };
    }

    private static Vector expired() {
        SimulatedCa root = root(7);
        SimulatedTpm tpm = withLog(p256().certifiedBy(root));
        return new Vector(tpm.quote(NONCE, SELECTION), inputs(anchored(root), SimulatedTpms.UNTIL.plusSeconds(1)));
    }

    private static Vector twoKeys(SimulatedTpm other) {
        SimulatedCa root = root(7);
        TpmEvidence good = withLog(p256().certifiedBy(root)).quote(NONCE, SELECTION);
        TpmEvidence confused = new TpmEvidence(
                good.quote(),
                good.signature(),
                good.untrustedPcrs(),
                Optional.of(other.publicArea()),
                good.keyCertificate(),
                good.eventLog());
        return new Vector(confused, inputs(anchored(root), NOW));
    }

    private static Vector weakHash() {
        SimulatedKey key = SimulatedKey.generate(CRYPTO, AttestationKeyKind.ECDSA_P256, seeded(3));
        return pinnedVector(withLog(SimulatedTpm.builder(CRYPTO, key.with(HashAlgorithm.SHA1))));
    }

    static SimulatedKey shortRsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(1024, seeded(5));
            KeyPair keys = generator.generateKeyPair();
            return new SimulatedKey(keys, Scheme.RSASSA, HashAlgorithm.SHA256);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Vector failing(TpmEventLogCheck check) {
        EventLogWriter log = new EventLogWriter(List.of(HashAlgorithm.SHA256));
        switch (check) {
            case REPLAY -> {
                Vector good = good();
                Bytes otherBoot = SyntheticFirmwareLog.standard(
                        List.of(HashAlgorithm.SHA256),
                        new SyntheticFirmwareLog.Settings(0, true, "synthetic-firmware 1.0", Bytes.of(66), "quiet ro"));
                return new Vector(withLogOf(good.evidence(), otherBoot), good.inputs());
            }
            case STARTUP_LOCALITY -> separators(version(log.startupLocality(3).startupLocality(3)), 0);
            case SEPARATOR -> separators(version(log), 1);
            case KNOWN_TYPE -> separators(version(log).event(4, 0x7777_7777L, digests(Bytes.of(1)), Bytes.of(1)), 0);
            case DATA_DIGEST ->
                separators(log.event(0, TcgEventType.EV_S_CRTM_VERSION.value(), digests(Bytes.of(1)), Bytes.of(2)), 0);
        }
        return logged(log.toBytes());
    }

    private static EventLogWriter version(EventLogWriter log) {
        return log.event(0, TcgEventType.EV_S_CRTM_VERSION, Bytes.of(0x31, 0));
    }

    /** Ends the measurements of firmware; the first PCRs have events but no end. */
    private static void separators(EventLogWriter log, int first) {
        for (int pcr = first; pcr <= 7; pcr++) {
            log.separator(pcr);
        }
    }

    private static List<Digest> digests(Bytes data) {
        return List.of(HashAlgorithm.SHA256.digest(data));
    }

    /** A TPM whose registers are what a log leads to. */
    static Vector logged(Bytes log) {
        try {
            return pinnedVector(p256().eventLog(log).build());
        } catch (MalformedMessageException e) {
            throw new IllegalStateException(e);
        }
    }

    static TpmEvidence with(TpmEvidence good, Bytes quote, Bytes signature) {
        return new TpmEvidence(
                quote, signature, good.untrustedPcrs(), good.untrustedKey(), good.keyCertificate(), good.eventLog());
    }

    static TpmEvidence with(TpmEvidence good, PcrValues values) {
        return new TpmEvidence(
                good.quote(), good.signature(), values, good.untrustedKey(), good.keyCertificate(), good.eventLog());
    }

    static TpmEvidence withKey(TpmEvidence good, Optional<Bytes> publicArea) {
        return new TpmEvidence(
                good.quote(),
                good.signature(),
                good.untrustedPcrs(),
                publicArea,
                good.keyCertificate(),
                good.eventLog());
    }

    static TpmEvidence withLogOf(TpmEvidence good, Bytes log) {
        return new TpmEvidence(
                good.quote(),
                good.signature(),
                good.untrustedPcrs(),
                good.untrustedKey(),
                good.keyCertificate(),
                Optional.of(log));
    }

    static TpmEvidence withoutLog(TpmEvidence good) {
        return new TpmEvidence(
                good.quote(),
                good.signature(),
                good.untrustedPcrs(),
                good.untrustedKey(),
                good.keyCertificate(),
                Optional.empty());
    }

    static Bytes flipBit(Bytes bytes, int bit) {
        byte[] changed = bytes.toByteArray();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        return Bytes.copyOf(changed);
    }

    /** The values with one bit of one register flipped. */
    static PcrValues flipped(PcrValues values, HashAlgorithm bank, int index, int bit) {
        Bytes value = flipBit(values.get(bank, index).orElseThrow().value(), bit);
        return replaced(values, bank, index, Optional.of(new Digest(bank, value)));
    }

    static PcrValues replaced(PcrValues values, HashAlgorithm bank, int index, Optional<Digest> value) {
        Map<HashAlgorithm, Map<Integer, Digest>> banks = new EnumMap<>(HashAlgorithm.class);
        values.banks().forEach(b -> banks.put(b, new TreeMap<>(values.bank(b))));
        Map<Integer, Digest> registers = banks.computeIfAbsent(bank, b -> new TreeMap<>());
        value.ifPresentOrElse(v -> registers.put(index, v), () -> registers.remove(index));
        return new PcrValues(banks);
    }
}
