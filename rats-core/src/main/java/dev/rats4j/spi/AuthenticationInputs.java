package dev.rats4j.spi;

import dev.rats4j.Check;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything that decides beside the evidence.
 *
 * @param crypto providers
 * @param paths path validation, with its caches
 * @param anchors what the caller trusts
 * @param certificates certificates handed in beside the evidence: intermediates, never trusted by themselves
 * @param freshness how freshness is known
 * @param at the instant at which to verify
 * @param waived policy checks that may fail, with the reason
 */
public record AuthenticationInputs(
        CryptoBackend crypto,
        CertificationPaths paths,
        TrustAnchors anchors,
        List<X509Certificate> certificates,
        Freshness freshness,
        Instant at,
        Map<Check, String> waived) {

    /** Copies the collections. */
    public AuthenticationInputs {
        certificates = List.copyOf(certificates);
        waived = Map.copyOf(waived);
    }
}
