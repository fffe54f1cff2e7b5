package dev.rats4j.log;

import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import java.security.PublicKey;
import java.time.Instant;

/** Who may have signed a statement. */
public sealed interface StatementIssuer {

    /** This key, whatever certificates the statement brings along. */
    record Key(PublicKey key) implements StatementIssuer {}

    /**
     * Who has a certificate under these anchors. The protected header has to name the certificate, by {@code x5chain} or {@code x5t}.
     *
     * @param paths validates
     * @param anchors certificates that are trusted
     * @param at the instant at which the certificates must be valid
     */
    record Certified(CertificationPaths paths, TrustAnchors anchors, Instant at) implements StatementIssuer {}
}
