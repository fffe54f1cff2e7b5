package dev.rats4j.conformance;

import dev.rats4j.Evidence;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.spi.AuthenticationInputs;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * Evidence, and everything that decides about it.
 *
 * @param evidence the evidence
 * @param anchors who is trusted
 * @param certificates handed in beside the evidence
 * @param freshness the nonce that was asked for
 * @param at the instant at which to verify
 */
public record Specimen(
        Evidence evidence, TrustAnchors anchors, List<X509Certificate> certificates, Freshness freshness, Instant at) {

    /** Providers that the kit uses. */
    public static final CryptoBackend CRYPTO = SeededKeys.CRYPTO;
    /** Path validation that the kit uses. */
    public static final CertificationPaths PATHS = new CertificationPaths(CRYPTO);

    /** Copies the list. */
    public Specimen {
        certificates = List.copyOf(certificates);
    }

    /** A specimen without certificates beside it. */
    public static Specimen of(Evidence evidence, TrustAnchors anchors, Bytes nonce, Instant at) {
        return new Specimen(evidence, anchors, List.of(), new Freshness.Nonce(nonce), at);
    }

    /** With other evidence. */
    public Specimen with(Evidence other) {
        return new Specimen(other, anchors, certificates, freshness, at);
    }

    /** With other bytes of the same media type. */
    public Specimen with(Bytes content) {
        return with(new Evidence(evidence.mediaType(), content));
    }

    /** With other anchors. */
    public Specimen with(TrustAnchors others) {
        return new Specimen(evidence, others, certificates, freshness, at);
    }

    /** With other certificates beside the evidence. */
    public Specimen with(List<X509Certificate> others) {
        return new Specimen(evidence, anchors, others, freshness, at);
    }

    /** Asked for in another way. */
    public Specimen with(Freshness other) {
        return new Specimen(evidence, anchors, certificates, other, at);
    }

    /** At another time. */
    public Specimen with(Instant other) {
        return new Specimen(evidence, anchors, certificates, freshness, other);
    }

    /** What authentication takes. */
    public AuthenticationInputs inputs() {
        return new AuthenticationInputs(CRYPTO, PATHS, anchors, certificates, freshness, at);
    }
}
