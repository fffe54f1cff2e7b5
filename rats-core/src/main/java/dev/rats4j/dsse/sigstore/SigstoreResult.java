package dev.rats4j.dsse.sigstore;

import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.dsse.VerifiedDsse;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The answer about a bundle. */
public sealed interface SigstoreResult {

    /** All steps succeeded. Made by {@link SigstoreVerifier} only. */
    final class Verified implements SigstoreResult {
        private final VerifiedSignature proof;
        private final Optional<VerifiedDsse> envelope;
        private final Optional<X509Certificate> certificate;
        private final List<Instant> times;

        Verified(
                VerifiedSignature proof,
                Optional<VerifiedDsse> envelope,
                Optional<X509Certificate> certificate,
                List<Instant> times) {
            this.proof = proof;
            this.envelope = envelope;
            this.certificate = certificate;
            this.times = List.copyOf(times);
        }

        /** The signature: over the artifact, or over the envelope's pre-authentication encoding. */
        public VerifiedSignature proof() {
            return proof;
        }

        /** The envelope, if the bundle has one. */
        public Optional<VerifiedDsse> envelope() {
            return envelope;
        }

        /** The signer's certificate; empty if the caller gave the key. */
        public Optional<X509Certificate> certificate() {
            return certificate;
        }

        /** Instants at which the signature is proven to have existed. */
        public List<Instant> times() {
            return times;
        }
    }

    /**
     * A step failed.
     *
     * @param step the first one that did
     * @param reason for people
     */
    record Refused(SigstoreStep step, String reason) implements SigstoreResult {}
}
