package dev.rats4j.tpm;

import dev.rats4j.Authentication;
import dev.rats4j.Check;
import dev.rats4j.Finding;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.spi.AuthenticationInputs;
import dev.rats4j.tpm.eventlog.SyntheticFirmwareLog;
import dev.rats4j.tpm.sim.SimulatedCa;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.tpm.structures.TpmtPublic;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Simulated TPMs and the inputs with which their quotes are good. */
public final class SimulatedTpms {

    public static final CryptoBackend CRYPTO = CryptoBackend.standard();
    public static final CertificationPaths PATHS = new CertificationPaths(CRYPTO);
    public static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    public static final Instant FROM = NOW.minusSeconds(86_400);
    public static final Instant UNTIL = NOW.plusSeconds(86_400);
    public static final Bytes NONCE = Bytes.ofUtf8("a nonce of thirty-two bytes, yes");
    public static final Map<HashAlgorithm, Set<Integer>> SELECTION = Map.of(HashAlgorithm.SHA256, Set.of(0, 1, 4, 7));

    private static final Map<AttestationKeyKind, SimulatedTpm> BARE = new EnumMap<>(AttestationKeyKind.class);

    private SimulatedTpms() {}

    /** The same sequence for the same seed, on every machine. */
    public static SecureRandom seeded(long seed) {
        return SeededKeys.random(seed);
    }

    public static SimulatedTpm.Builder p256() {
        return SimulatedTpm.builder(CRYPTO, AttestationKeyKind.ECDSA_P256, seeded(1));
    }

    /** A TPM of a kind with a firmware log, made once; do not extend it. */
    public static synchronized SimulatedTpm of(AttestationKeyKind kind) {
        return BARE.computeIfAbsent(kind, k -> withLog(SimulatedTpm.builder(CRYPTO, k, seeded(2))));
    }

    public static SimulatedTpm withLog(SimulatedTpm.Builder builder) {
        try {
            return builder.eventLog(SyntheticFirmwareLog.standard(HashAlgorithm.SHA256))
                    .build();
        } catch (MalformedMessageException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Name of a TPM's attestation key. */
    public static Bytes nameOf(SimulatedTpm tpm) {
        try {
            return TpmtPublic.decode(tpm.publicArea()).name();
        } catch (MalformedMessageException e) {
            throw new IllegalStateException(e);
        }
    }

    /** RSA keys of 2048 bits. */
    public static KeyPair rsaKeys(long seed) {
        return rsaKeys(2048, seed);
    }

    public static KeyPair rsaKeys(int bits, long seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits, seeded(seed));
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static SimulatedCa root(long seed) {
        return SimulatedCa.root(CRYPTO, seeded(seed), FROM, UNTIL, OptionalInt.empty());
    }

    public static TrustAnchors pinned(SimulatedTpm tpm) {
        return TrustAnchors.builder().schemeKey(tpm.publicArea()).build();
    }

    public static TrustAnchors anchored(SimulatedCa root) {
        return TrustAnchors.builder().certificate(root.certificate()).build();
    }

    public static AuthenticationInputs inputs(TrustAnchors anchors, X509Certificate... between) {
        return inputs(anchors, NOW, between);
    }

    public static AuthenticationInputs inputs(TrustAnchors anchors, Instant at, X509Certificate... between) {
        return new AuthenticationInputs(CRYPTO, PATHS, anchors, List.of(between), new Freshness.Nonce(NONCE), at);
    }

    public static Authentication authenticate(TpmEvidence evidence, AuthenticationInputs inputs) {
        try {
            return TpmScheme.requiring(SELECTION).decode(evidence).authenticate(inputs);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("well-formed evidence is expected here", e);
        }
    }

    public static List<Check> failed(Authentication authentication) {
        return authentication.findings().failed().stream().map(Finding::check).toList();
    }
}
