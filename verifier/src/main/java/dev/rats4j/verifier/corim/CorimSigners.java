package dev.rats4j.verifier.corim;

import dev.rats4j.corim.SignedCorim;
import dev.rats4j.crypto.CanonicalKey;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.PathResult;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides whether somebody whom the caller trusts signed a CoRIM. */
final class CorimSigners {

    /** Extended key usages of the TCG: tcg-kp-EKCertificate and tcg-kp-AIKCertificate. They say that a key is an Attester's. */
    private static final Set<String> KEYS_OF_ATTESTERS = Set.of("2.23.133.8.1", "2.23.133.8.3");

    private static final NotAuthentic ATTESTER =
            new NotAuthentic("the signer's certificate is of an attestation key, not of a signer of reference values");

    /** So many keys are tried for a CoRIM without certificates. */
    private static final int MOST_KEYS_TRIED = 64;

    private final CryptoBackend crypto;
    private final CertificationPaths paths;
    private final TrustAnchors anchors;

    CorimSigners(CryptoBackend crypto, CertificationPaths paths, TrustAnchors anchors) {
        this.crypto = crypto;
        this.paths = paths;
        this.anchors = anchors;
    }

    /** Exactly two answers. */
    sealed interface Answer {}

    record Authentic(SignedCorim.Verified verified) implements Answer {}

    record NotAuthentic(String reason) implements Answer {}

    /**
     * Whose a signed CoRIM is.
     *
     * @param content the CoRIM, if it came beside the message
     */
    Answer verify(SignedCorim signed, Optional<Bytes> content, Instant at) throws MalformedMessageException {
        boolean attached = signed.form() == SignedCorim.Form.ATTACHED;
        if (attached == content.isPresent()) {
            return new NotAuthentic(
                    attached
                            ? "the message has a CoRIM of its own"
                            : "the CoRIM is not in the message, and did not come beside it");
        }
        Message corim = new Message(signed, content);
        List<X509Certificate> chain = new ArrayList<>();
        for (Bytes certificate : signed.untrustedCertificates()) {
            chain.add(CertificationPaths.certificate(certificate));
        }
        return chain.isEmpty() ? byPinnedKey(corim, at) : byCertificate(corim, chain, at);
    }

    private record Message(SignedCorim signed, Optional<Bytes> content) {
        Optional<SignedCorim.Verified> verify(CryptoBackend crypto, PublicKey key) throws MalformedMessageException {
            return content.isPresent() ? signed.verify(crypto, key, content.get()) : signed.verify(crypto, key);
        }
    }

    private record Candidate(PublicKey key, boolean isOfAnAttester) {}

    /** A purpose that cannot be read is none that we trust. */
    private static boolean isOfAnAttester(X509Certificate signer) {
        try {
            List<String> purposes = signer.getExtendedKeyUsage();
            return purposes != null && purposes.stream().anyMatch(KEYS_OF_ATTESTERS::contains);
        } catch (CertificateParsingException e) {
            return true;
        }
    }

    private Answer byPinnedKey(Message corim, Instant at) throws MalformedMessageException {
        List<Candidate> candidates = new ArrayList<>();
        anchors.keys().forEach(key -> candidates.add(new Candidate(key, false)));
        for (X509Certificate certificate : anchors.certificates()) {
            if (paths.validate(certificate, List.of(), anchors, at) instanceof PathResult.ValidPath) {
                candidates.add(new Candidate(crypto.own(certificate.getPublicKey()), isOfAnAttester(certificate)));
            }
        }
        for (Candidate candidate : candidates.subList(0, Math.min(candidates.size(), MOST_KEYS_TRIED))) {
            Optional<SignedCorim.Verified> verified = corim.verify(crypto, candidate.key());
            if (verified.isPresent()) {
                return candidate.isOfAnAttester() ? ATTESTER : new Authentic(verified.get());
            }
        }
        return new NotAuthentic("the signature does not verify with any of " + candidates.size() + " trusted keys");
    }

    private boolean isPinned(PublicKey key) {
        Bytes wanted = CanonicalKey.encode(key);
        return anchors.pinned(wanted::equals).isPresent();
    }

    private Answer byCertificate(Message corim, List<X509Certificate> chain, Instant at)
            throws MalformedMessageException {
        if (isOfAnAttester(chain.get(0))) {
            return ATTESTER;
        }
        PublicKey key = crypto.own(chain.get(0).getPublicKey());
        if (!isPinned(key)) {
            PathResult path = paths.validate(chain.get(0), chain.subList(1, chain.size()), anchors, at);
            if (path instanceof PathResult.Unanchored unanchored) {
                return new NotAuthentic("the signer is not trusted: " + unanchored.reason());
            }
            if (path instanceof PathResult.Invalid invalid) {
                return new NotAuthentic("the signer's path is not valid: " + invalid.reason());
            }
        }
        Optional<SignedCorim.Verified> verified = corim.verify(crypto, key);
        return verified.isPresent()
                ? new Authentic(verified.get())
                : new NotAuthentic("the signature does not verify with the signer's certificate");
    }
}
