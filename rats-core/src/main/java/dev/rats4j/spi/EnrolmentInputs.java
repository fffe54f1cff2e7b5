package dev.rats4j.spi;

import dev.rats4j.Check;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.freshness.NonceSource;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything that decides beside the request.
 *
 * @param crypto providers
 * @param paths path validation, with its caches
 * @param anchors manufacturers that the caller trusts
 * @param certificates certificates handed in beside the request: intermediates, never trusted by themselves
 * @param random where secrets of challenges come from
 * @param at the instant at which to verify
 * @param waivers policy checks that may fail, with the reason why
 */
public record EnrolmentInputs(
        CryptoBackend crypto,
        CertificationPaths paths,
        TrustAnchors anchors,
        List<X509Certificate> certificates,
        NonceSource random,
        Instant at,
        Map<Check, String> waivers) {

    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException for a waiver of a cryptographic check
     */
    public EnrolmentInputs {
        certificates = List.copyOf(certificates);
        waivers = Map.copyOf(waivers);
        waivers.keySet().forEach(check -> {
            if (check.definition().kind() == Check.Kind.CRYPTOGRAPHIC) {
                throw new IllegalArgumentException(check.id() + " is cryptographic and cannot be waived");
            }
        });
    }

    /** Without waivers. */
    public EnrolmentInputs(
            CryptoBackend crypto,
            CertificationPaths paths,
            TrustAnchors anchors,
            List<X509Certificate> certificates,
            NonceSource random,
            Instant at) {
        this(crypto, paths, anchors, certificates, random, at, Map.of());
    }
}
