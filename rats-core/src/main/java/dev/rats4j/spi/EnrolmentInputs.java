package dev.rats4j.spi;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.freshness.NonceSource;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * Everything that decides beside the request.
 *
 * @param crypto providers
 * @param paths path validation, with its caches
 * @param anchors manufacturers that the caller trusts
 * @param certificates certificates handed in beside the request: intermediates, never trusted by themselves
 * @param random where secrets of challenges come from
 * @param at the instant at which to verify
 */
public record EnrolmentInputs(
        CryptoBackend crypto,
        CertificationPaths paths,
        TrustAnchors anchors,
        List<X509Certificate> certificates,
        NonceSource random,
        Instant at) {

    /** Copies the list. */
    public EnrolmentInputs {
        certificates = List.copyOf(certificates);
    }
}
