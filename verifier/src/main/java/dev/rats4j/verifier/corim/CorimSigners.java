package dev.rats4j.verifier.corim;

import dev.rats4j.corim.SignedCorim;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.PathResult;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides whether somebody whom the caller trusts signed a CoRIM. */
final class CorimSigners {

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

    Answer verify(SignedCorim corim, Instant at) throws MalformedMessageException {
        List<X509Certificate> chain = new ArrayList<>();
        for (Bytes certificate : corim.untrustedCertificates()) {
            chain.add(CertificationPaths.certificate(certificate));
        }
        return chain.isEmpty() ? byPinnedKey(corim, at) : byCertificate(corim, chain, at);
    }

    private Answer byPinnedKey(SignedCorim corim, Instant at) throws MalformedMessageException {
        List<PublicKey> candidates = new ArrayList<>(anchors.keys());
        for (X509Certificate certificate : anchors.certificates()) {
            if (paths.validate(certificate, List.of(), anchors, at) instanceof PathResult.ValidPath) {
                candidates.add(certificate.getPublicKey());
            }
        }
        for (PublicKey key : candidates.subList(0, Math.min(candidates.size(), MOST_KEYS_TRIED))) {
            Optional<SignedCorim.Verified> verified = corim.verify(crypto, key);
            if (verified.isPresent()) {
                return new Authentic(verified.get());
            }
        }
        return new NotAuthentic("the signature does not verify with any of " + candidates.size() + " trusted keys");
    }

    private Answer byCertificate(SignedCorim corim, List<X509Certificate> chain, Instant at)
            throws MalformedMessageException {
        PublicKey key = chain.get(0).getPublicKey();
        if (!anchors.keys().contains(key)) {
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
