package dev.rats4j.trust;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Certification paths to anchors that were given. Nothing is fetched, whatever addresses a certificate names, and no setting of
 * the JVM changes a verdict. Revocation is not looked at here. For use by any number of threads.
 */
@CheckReturnValue
public final class CertificationPaths {

    private static final int MAX_INTERMEDIATES = 64;
    private static final long CACHE_BYTES = 16L << 20;
    private static final int ENTRY_BYTES = 256;

    private final CryptoBackend crypto;
    private final Cache<Bytes, Verdict> verdicts;

    /** Paths whose keys are read by this backend. */
    public CertificationPaths(CryptoBackend crypto) {
        this.crypto = crypto;
        this.verdicts = Caffeine.newBuilder()
                .maximumWeight(CACHE_BYTES)
                .weigher((Bytes key, Verdict verdict) -> verdict.weight())
                .executor(Runnable::run)
                .build();
    }

    /** The answer from one instant to the one before another: no validity period of any certificate begins or ends between. */
    private record Verdict(PathResult result, Instant from, Instant until, int weight) {
        boolean covers(Instant at) {
            return !at.isBefore(from) && at.isBefore(until);
        }
    }

    /**
     * A certificate in DER.
     *
     * @throws MalformedMessageException if it is none, has bytes after it, or has 64 KiB or more
     */
    public static X509Certificate certificate(Bytes der) throws MalformedMessageException {
        return Certificates.one(der);
    }

    /**
     * One or more certificates: blocks of PEM (RFC 7468, 5) with any text between them, or DER, one directly after another.
     *
     * @throws MalformedMessageException also for blocks of other kinds, and for more than 256 certificates
     */
    public static List<X509Certificate> certificates(Bytes pemOrDer) throws MalformedMessageException {
        return Certificates.all(pemOrDer);
    }

    /**
     * Validates a path for a digital-signature key: at most 8 certificates with leaf and anchor, RFC 5280, 6.1, and besides: RSA of
     * 2048 bits or more, listed curves, no MD5 or SHA-1 below the anchor, an anchor that is valid itself and may sign certificates,
     * a leaf that may sign if it says what it may. A leaf that is an anchor itself is a path.
     *
     * @param intermediates untrusted, in any order, of use or not; those after the first 64 are not looked at
     * @param at the instant at which all certificates must be valid
     * @return {@link PathResult.Unanchored} if no path by names and signatures reaches an anchor within the bounds of the search
     */
    public PathResult validate(
            X509Certificate leaf, List<X509Certificate> intermediates, TrustAnchors anchors, Instant at) {
        return validate(leaf, LeafUse.SIGNATURE, intermediates, anchors, at);
    }

    /**
     * Validates a path for a key that secrets are encrypted to, an RSA key or one on a listed curve: as {@link #validate}, except that
     * a leaf which says what it may has to say keyEncipherment or keyAgreement, and that its key may be given as id-RSAES-OAEP.
     */
    public PathResult validateForEncryption(
            X509Certificate leaf, List<X509Certificate> intermediates, TrustAnchors anchors, Instant at) {
        return validate(leaf, LeafUse.ENCRYPTION, intermediates, anchors, at);
    }

    private PathResult validate(
            X509Certificate leaf, LeafUse use, List<X509Certificate> intermediates, TrustAnchors anchors, Instant at) {
        List<X509Certificate> candidates = intermediates.subList(0, Math.min(MAX_INTERMEDIATES, intermediates.size()));
        Bytes key;
        try {
            key = key(leaf, use, candidates, anchors.certificates());
        } catch (CertificateEncodingException e) {
            return new PathResult.Unanchored("a certificate cannot be encoded");
        }
        Verdict known = verdicts.getIfPresent(key);
        if (known != null && known.covers(at)) {
            return known.result();
        }
        Verdict verdict = search(leaf, use, nodes(candidates), nodes(anchors.certificates()), at);
        verdicts.put(key, verdict);
        return verdict.result();
    }

    private Verdict search(
            X509Certificate leaf, LeafUse use, List<PathNode> candidates, List<PathNode> anchors, Instant at) {
        Optional<PathNode> first =
                use == LeafUse.ENCRYPTION ? PathNode.ofEncryptionKey(leaf, crypto) : PathNode.of(leaf, crypto);
        if (first.isEmpty()) {
            PathResult unread = new PathResult.Unanchored("the certificate cannot be read");
            return new Verdict(unread, Instant.MIN, Instant.MAX, ENTRY_BYTES);
        }
        List<PathNode> all = new ArrayList<>(candidates);
        all.addAll(anchors);
        all.add(first.get());
        return verdict(new PathSearch(candidates, anchors, at, use).from(first.get()), all, at);
    }

    private List<PathNode> nodes(List<X509Certificate> certificates) {
        Map<Bytes, PathNode> distinct = new LinkedHashMap<>();
        for (X509Certificate certificate : certificates) {
            PathNode.of(certificate, crypto).ifPresent(node -> distinct.putIfAbsent(node.der(), node));
        }
        return List.copyOf(distinct.values());
    }

    private static Bytes key(
            X509Certificate leaf, LeafUse use, List<X509Certificate> candidates, List<X509Certificate> anchors)
            throws CertificateEncodingException {
        List<Bytes> parts = new ArrayList<>();
        // each certificate says its own length in DER, so only the border between the two lists must be marked
        parts.add(Bytes.ofUtf8(use.name()));
        parts.add(Bytes.copyOf(leaf.getEncoded()));
        for (X509Certificate candidate : candidates) {
            parts.add(Bytes.copyOf(candidate.getEncoded()));
        }
        parts.add(Bytes.of(0));
        for (X509Certificate anchor : anchors) {
            parts.add(Bytes.copyOf(anchor.getEncoded()));
        }
        return HashAlgorithm.SHA256.digest(parts.toArray(Bytes[]::new)).value();
    }

    private static Verdict verdict(PathResult result, List<PathNode> all, Instant at) {
        Instant from = Instant.MIN;
        Instant until = Instant.MAX;
        for (PathNode node : all) {
            // the last instant of validity still belongs to it
            for (Instant change : List.of(node.notBefore(), node.notAfter().plusNanos(1))) {
                if (change.isAfter(at)) {
                    until = change.isBefore(until) ? change : until;
                } else {
                    from = change.isAfter(from) ? change : from;
                }
            }
        }
        int weight = ENTRY_BYTES;
        if (result instanceof PathResult.ValidPath) {
            weight += 2 * all.stream().mapToInt(node -> node.der().length()).sum();
        }
        return new Verdict(result, from, until, weight);
    }
}
