package dev.rats4j.spi;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * Everything that decides beside the evidence.
 *
 * @param crypto providers
 * @param paths path validation, with its caches
 * @param anchors what the caller trusts
 * @param certificates certificates handed in beside the evidence: intermediates, never trusted by themselves
 * @param freshness how freshness is known
 * @param at the instant at which to verify
 */
public record AuthenticationInputs(
        CryptoBackend crypto,
        CertificationPaths paths,
        TrustAnchors anchors,
        List<X509Certificate> certificates,
        Freshness freshness,
        Instant at) {

    /** Copies the list. */
    public AuthenticationInputs {
        certificates = List.copyOf(certificates);
    }
}
