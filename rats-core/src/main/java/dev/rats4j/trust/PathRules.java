package dev.rats4j.trust;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.Extension;

/** What a path that ends at an anchor must obey: RFC 5280, 6.1 by Bouncy Castle, and rules of our own before it. */
final class PathRules {

    static final int MAX_CERTIFICATES = 8;

    private static final int SMALLEST_MODULUS = 2048;
    private static final int KEY_CERT_SIGN = 5;
    private static final int VERSION_WITH_EXTENSIONS = 3;

    private PathRules() {}

    /**
     * The first rule that is broken; empty if none is.
     *
     * @param path the leaf first, the anchor last; the leaf alone if it is the anchor
     */
    static Optional<String> broken(List<PathNode> path, Instant at, LeafUse use) {
        if (path.size() > MAX_CERTIFICATES) {
            return Optional.of("more than " + MAX_CERTIFICATES + " certificates");
        }
        for (int i = 0; i < path.size(); i++) {
            Optional<String> broken = brokenByOne(path.get(i), i == path.size() - 1, at);
            if (broken.isEmpty()) {
                boolean anchor = i == path.size() - 1;
                broken = i == 0 ? brokenByLeaf(path.get(i), use) : brokenByIssuer(path.get(i), anchor);
            }
            if (broken.isPresent()) {
                return Optional.of("certificate " + (i + 1) + " of " + path.size() + " " + broken.get());
            }
        }
        if (path.size() == 1) {
            return Optional.empty();
        }
        return pathLengthOfAnchor(path).or(() -> brokenByRfc5280(path, at));
    }

    private static Optional<String> brokenByOne(PathNode node, boolean anchor, Instant at) {
        if (at.isBefore(node.notBefore())) {
            return Optional.of("is not yet valid");
        }
        if (at.isAfter(node.notAfter())) {
            return Optional.of("is expired");
        }
        if (node.key().isEmpty()
                || (node.key().get() instanceof RSAKey rsa && rsa.getModulus().bitLength() < SMALLEST_MODULUS)) {
            return Optional.of("has a key of a kind, curve or size that is not accepted");
        }
        // the signature of an anchor proves nothing, so its hash does not matter
        if (!anchor && !SignatureAlgorithms.isAccepted(node.der())) {
            return Optional.of("is signed with an algorithm or hash that is not accepted");
        }
        return Optional.empty();
    }

    private static Optional<String> brokenByLeaf(PathNode leaf, LeafUse use) {
        boolean[] usage = leaf.parsed().getKeyUsage();
        return usage != null && !use.isAmong(usage)
                ? Optional.of("has a key usage without " + use.wanted())
                : Optional.empty();
    }

    private static Optional<String> brokenByIssuer(PathNode issuer, boolean anchor) {
        X509Certificate certificate = issuer.parsed();
        // old roots of version 1 can say nothing; given as anchors, they are trusted by that
        boolean silent = anchor && certificate.getVersion() < VERSION_WITH_EXTENSIONS;
        if (certificate.getBasicConstraints() < 0 && !silent) {
            return Optional.of("is not a CA");
        }
        boolean[] usage = certificate.getKeyUsage();
        return usage != null && !usage[KEY_CERT_SIGN]
                ? Optional.of("has a key usage without keyCertSign")
                : Optional.empty();
    }

    /** RFC 5280 takes only name and key from an anchor; what its certificate restricts holds all the same. */
    private static Optional<String> pathLengthOfAnchor(List<PathNode> path) {
        int last = path.size() - 1;
        long intermediates = path.subList(1, last).stream()
                .filter(node -> !node.isSelfIssued())
                .count();
        X509Certificate anchor = path.get(last).parsed();
        boolean unconstrained = anchor.getBasicConstraints() < 0;
        if (!unconstrained && intermediates > anchor.getBasicConstraints()) {
            return Optional.of("longer than the anchor's pathLenConstraint");
        }
        return Optional.empty();
    }

    private static Optional<String> brokenByRfc5280(List<PathNode> path, Instant at) {
        PathNode anchor = path.get(path.size() - 1);
        List<X509Certificate> below = new ArrayList<>();
        path.subList(0, path.size() - 1).forEach(node -> below.add(node.parsed()));
        if (anchor.parsed().getExtensionValue(Extension.nameConstraints.getId()) != null) {
            if (!anchor.isSelfIssued()) {
                return Optional.of("an anchor with name constraints is not self-issued, which is not supported");
            }
            below.add(anchor.parsed()); // as a part of the path its name constraints are obeyed
        }
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor.parsed(), null)));
            parameters.setRevocationEnabled(false); // revocation is appraised from given data, never fetched
            parameters.setPolicyQualifiersRejected(false);
            parameters.setDate(Date.from(at));
            CertPath certPath = CertificateFactory.getInstance("X.509", Certificates.BOUNCY_CASTLE)
                    .generateCertPath(below);
            CertPathValidator.getInstance("PKIX", Certificates.BOUNCY_CASTLE).validate(certPath, parameters);
            return Optional.empty();
        } catch (CertPathValidatorException e) {
            return Optional.of("certificate " + (e.getIndex() + 1) + " of " + path.size() + " breaks RFC 5280, 6.1");
        } catch (GeneralSecurityException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            // Bouncy Castle's validator lets some of these escape for extensions whose contents are garbage
            return Optional.of("a certificate breaks RFC 5280, 6.1");
        }
    }
}
