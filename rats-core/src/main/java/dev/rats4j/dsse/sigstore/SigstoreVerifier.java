package dev.rats4j.dsse.sigstore;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.dsse.DsseEnvelope;
import dev.rats4j.dsse.DsseKey;
import dev.rats4j.dsse.VerifiedDsse;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Verifies bundles offline: everything comes from the bundle, the trusted root and the caller. The present time plays no part, as what
 * counts is when the signature was made. For use by any number of threads.
 *
 * <p>All entries and all timestamps of a bundle have to be good, and one entry at least has to be there.
 */
@CheckReturnValue
public final class SigstoreVerifier {

    private final CryptoBackend crypto;
    private final LogProofs logs;
    private final EntryBodies bodies;
    private final Timestamps timestamps;
    private final SignerCertificates certificates;
    private final SignedCertificateTimestamps promises;

    /** A verifier that trusts this root. */
    public SigstoreVerifier(CryptoBackend crypto, CertificationPaths paths, TrustedRoot root) {
        this.crypto = crypto;
        this.logs = new LogProofs(crypto, root);
        this.bodies = new EntryBodies(crypto);
        this.timestamps = new Timestamps(paths, root);
        this.certificates = new SignerCertificates(paths, root);
        this.promises = new SignedCertificateTimestamps(crypto, root);
    }

    /**
     * Verifies that somebody signed an artifact, or a statement with the artifact as a subject.
     *
     * @param identity who must have signed, by the certificate of the bundle
     */
    public SigstoreResult verify(SigstoreBundle bundle, Bytes artifact, SigstoreIdentity identity) {
        return answer(bundle, Optional.of(artifact), Optional.of(identity), Optional.empty());
    }

    /** Verifies that the holder of a key signed an artifact, or a statement with the artifact as a subject, and logged that. */
    public SigstoreResult verify(SigstoreBundle bundle, Bytes artifact, DsseKey key) {
        return answer(bundle, Optional.of(artifact), Optional.empty(), Optional.of(key));
    }

    /** Verifies that somebody signed the envelope of a bundle; what it says about which artifact is left to the caller. */
    public SigstoreResult verifyEnvelope(SigstoreBundle bundle, SigstoreIdentity identity) {
        return answer(bundle, Optional.empty(), Optional.of(identity), Optional.empty());
    }

    /** Verifies that the holder of a key signed the envelope of a bundle, and logged that. */
    public SigstoreResult verifyEnvelope(SigstoreBundle bundle, DsseKey key) {
        return answer(bundle, Optional.empty(), Optional.empty(), Optional.of(key));
    }

    private SigstoreResult answer(
            SigstoreBundle bundle,
            Optional<Bytes> artifact,
            Optional<SigstoreIdentity> identity,
            Optional<DsseKey> key) {
        try {
            Optional<X509Certificate> certificate = certificate(bundle, key);
            SignedContent content = content(bundle, artifact, certificate, signerKey(certificate, key));
            List<Instant> times = times(bundle, content);
            if (certificate.isPresent() && identity.isPresent()) {
                identified(certificate.get(), times, identity.get());
            }
            VerifiedSignature proof = content.key()
                    .verify(crypto, content.message(), content.signature())
                    .orElseThrow(() -> new Refusal(SigstoreStep.SIGNATURE, "the signature does not verify"));
            for (LogEntry entry : bundle.entries()) {
                bodies.require(entry, content);
            }
            Optional<VerifiedDsse> envelope = envelope(content, artifact);
            return new SigstoreResult.Verified(proof, envelope, certificate, times);
        } catch (Refusal e) {
            return e.result();
        }
    }

    private static Optional<X509Certificate> certificate(SigstoreBundle bundle, Optional<DsseKey> key) throws Refusal {
        if (bundle.entries().isEmpty()) {
            throw structure("the bundle has no entry of a log");
        }
        requireDistinct(bundle);
        if (bundle.material() instanceof VerificationMaterial.Certificates given) {
            if (key.isPresent()) {
                throw structure("the bundle is signed with a certificate, and a key is expected");
            }
            if (!given.single() && bundle.version() == BundleVersion.V0_3) {
                throw structure("a bundle of version 0.3 has a chain");
            }
            return Optional.of(given.leaf());
        }
        if (key.isEmpty()) {
            throw structure("the bundle is signed with a key, and a certificate is expected");
        }
        return Optional.empty();
    }

    /** One proof, given twice, must not look like two to who counts them. */
    private static void requireDistinct(SigstoreBundle bundle) throws Refusal {
        long places = bundle.entries().stream()
                .map(entry -> List.of(entry.logId(), entry.logIndex()))
                .distinct()
                .count();
        if (places < bundle.entries().size()) {
            throw structure("the bundle has an entry twice");
        }
        if (bundle.timestamps().stream().distinct().count()
                < bundle.timestamps().size()) {
            throw structure("the bundle has a timestamp twice");
        }
    }

    private DsseKey signerKey(Optional<X509Certificate> certificate, Optional<DsseKey> key) throws Refusal {
        if (key.isPresent()) {
            return key.get();
        }
        try {
            return DsseKey.of(crypto.own(certificate.orElseThrow().getPublicKey()), crypto);
        } catch (IllegalArgumentException e) {
            throw new Refusal(SigstoreStep.CERTIFICATE, "the certificate has a key of a kind that is not supported");
        }
    }

    private static SignedContent content(
            SigstoreBundle bundle, Optional<Bytes> artifact, Optional<X509Certificate> certificate, DsseKey key)
            throws Refusal {
        if (bundle.content() instanceof BundleContent.Envelope content) {
            DsseEnvelope envelope = content.envelope();
            if (envelope.signatures().size() != 1) {
                throw structure("the envelope of a bundle has not exactly one signature");
            }
            Bytes signature = envelope.signatures().get(0).signature();
            return new SignedContent(
                    envelope.preAuthenticationEncoding(), signature, Optional.of(envelope), certificate, key);
        }
        BundleContent.MessageSignature message = (BundleContent.MessageSignature) bundle.content();
        if (artifact.isEmpty()) {
            throw structure("the bundle has no envelope");
        }
        boolean isOther = message.digest()
                .filter(digest -> !digest.algorithm().digest(artifact.get()).equals(digest))
                .isPresent();
        if (isOther) {
            throw new Refusal(SigstoreStep.ARTIFACT, "the bundle is about another artifact");
        }
        return new SignedContent(artifact.get(), message.signature(), Optional.empty(), certificate, key);
    }

    /** When the signature was there, by logs and authorities of the trusted root. */
    private List<Instant> times(SigstoreBundle bundle, SignedContent content) throws Refusal {
        List<Instant> times = new ArrayList<>();
        for (Bytes timestamp : bundle.timestamps()) {
            times.add(timestamps.require(timestamp, content.signature()));
        }
        for (LogEntry entry : bundle.entries()) {
            logs.require(entry, bundle.version()).ifPresent(times::add);
        }
        if (times.isEmpty()) {
            throw new Refusal(SigstoreStep.TIMESTAMP, "nothing proves when the signature was made");
        }
        for (LogEntry entry : bundle.entries()) {
            logs.requireWindow(entry, times);
        }
        return times;
    }

    private void identified(X509Certificate certificate, List<Instant> times, SigstoreIdentity identity)
            throws Refusal {
        X509Certificate issuer = certificates.requireIssuer(certificate, times);
        promises.require(certificate, issuer);
        certificates.requireIdentity(certificate, identity);
    }

    private Optional<VerifiedDsse> envelope(SignedContent content, Optional<Bytes> artifact) throws Refusal {
        if (content.envelope().isEmpty()) {
            return Optional.empty();
        }
        VerifiedDsse verified = content.envelope()
                .get()
                .verify(crypto, content.key())
                .orElseThrow(() -> new Refusal(SigstoreStep.SIGNATURE, "the envelope does not verify"));
        if (artifact.isPresent()) {
            try {
                if (verified.statement().subjectOf(artifact.get()).isEmpty()) {
                    throw new Refusal(SigstoreStep.ARTIFACT, "the statement is about other artifacts");
                }
            } catch (MalformedMessageException e) {
                throw new Refusal(SigstoreStep.ARTIFACT, "the envelope has no statement: " + e.field());
            }
        }
        return Optional.of(verified);
    }

    private static Refusal structure(String reason) {
        return new Refusal(SigstoreStep.STRUCTURE, reason);
    }
}
