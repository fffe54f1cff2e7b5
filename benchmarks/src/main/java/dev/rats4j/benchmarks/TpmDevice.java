package dev.rats4j.benchmarks;

import dev.rats4j.Evidence;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.tpm.TpmEvidence;
import dev.rats4j.tpm.eventlog.SyntheticFirmwareLog;
import dev.rats4j.tpm.sim.SimulatedCa;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A simulated device and its evidence. The same in every JVM: keys come from a seeded source.
 *
 * @param parts the evidence
 * @param encoded the same as it travels
 * @param key key of the quote's signature
 * @param publicArea TPMT_PUBLIC of the same
 * @param anchors what a verifier trusts who believes this device
 */
record TpmDevice(TpmEvidence parts, Evidence encoded, PublicKey key, Bytes publicArea, TrustAnchors anchors) {

    static final Instant AT = Instant.parse("2026-11-25T12:00:00Z");
    static final Bytes NONCE = Bytes.ofUtf8("a nonce of thirty-two bytes, yes");
    static final Freshness FRESHNESS = new Freshness.Nonce(NONCE);

    static final Instant NOT_BEFORE = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant NOT_AFTER = Instant.parse("2036-01-01T00:00:00Z");

    static TpmDevice of(CryptoBackend crypto, AttestationKeyKind kind, TpmVariant variant) {
        SecureRandom random = seeded(10);
        SimulatedTpm.Builder tpm = SimulatedTpm.builder(crypto, kind, random);
        TrustAnchors.Builder anchors = TrustAnchors.builder();
        if (variant == TpmVariant.CERTIFICATE) {
            SimulatedCa ca = ca(crypto, random);
            anchors.certificate(ca.certificate());
            return of(tpm.certifiedBy(ca).build(), anchors.build());
        }
        if (variant == TpmVariant.EVENT_LOG) {
            addLog(tpm);
        }
        SimulatedTpm made = tpm.build();
        return of(made, anchors.schemeKey(made.publicArea()).build());
    }

    static TpmDevice of(SimulatedTpm tpm, TrustAnchors anchors) {
        Map<HashAlgorithm, ? extends java.util.Set<Integer>> all = Map.of(
                HashAlgorithm.SHA256, tpm.pcrs().bank(HashAlgorithm.SHA256).keySet());
        TpmEvidence parts = tpm.quote(NONCE, all);
        return new TpmDevice(parts, parts.encode(), tpm.publicKey(), tpm.publicArea(), anchors);
    }

    static SimulatedCa ca(CryptoBackend crypto, SecureRandom random) {
        return SimulatedCa.root(crypto, random, NOT_BEFORE, NOT_AFTER, OptionalInt.of(0));
    }

    /** Only for keys that protect nothing. */
    static SecureRandom seeded(int seed) {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG", "SUN");
            random.setSeed(new byte[] {(byte) seed}); // a long of zero would be ignored
            return random;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no SHA1PRNG", e);
        }
    }

    private static void addLog(SimulatedTpm.Builder tpm) {
        try {
            tpm.eventLog(SyntheticFirmwareLog.standard(HashAlgorithm.SHA256));
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("a log that we made", e);
        }
    }
}
