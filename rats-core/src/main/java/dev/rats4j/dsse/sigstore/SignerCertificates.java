package dev.rats4j.dsse.sigstore;

import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.PathResult;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.DerElement;
import dev.rats4j.wire.MalformedMessageException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;

/** Certificates for identities: who issued them, when they were valid, and whom they name. */
final class SignerCertificates {

    private static final String ISSUER = "1.3.6.1.4.1.57264.1.8";
    private static final String OLD_ISSUER = "1.3.6.1.4.1.57264.1.1";
    private static final String USERNAME = "1.3.6.1.4.1.57264.1.7";

    private final CertificationPaths paths;
    private final TrustedRoot root;

    SignerCertificates(CertificationPaths paths, TrustedRoot root) {
        this.paths = paths;
        this.root = root;
    }

    /** The issuer of a certificate that was valid at all these instants under one authority; fails if there is none. */
    X509Certificate requireIssuer(X509Certificate leaf, List<Instant> times) throws Refusal {
        Optional<String> wrong = CodeSigning.refusal(leaf);
        if (wrong.isPresent()) {
            throw new Refusal(SigstoreStep.CERTIFICATE, wrong.get());
        }
        if (leaf.getBasicConstraints() >= 0) {
            throw refusal(SigstoreStep.CERTIFICATE, "is one of an authority");
        }
        String reason = "is not of an authority of the trusted root within its window";
        for (TrustedRoot.Authority authority : root.authorities()) {
            if (times.stream().allMatch(authority.validity()::contains)) {
                List<PathResult> results =
                        times.stream().map(at -> path(leaf, authority, at)).toList();
                if (results.get(0) instanceof PathResult.ValidPath path
                        && path.certificates().size() > 1
                        && results.stream().allMatch(PathResult.ValidPath.class::isInstance)) {
                    return path.certificates().get(1);
                }
                reason = results.stream()
                        .filter(PathResult.Invalid.class::isInstance)
                        .map(result -> "has no valid path: " + ((PathResult.Invalid) result).reason())
                        .findFirst()
                        .orElse(reason);
            }
        }
        throw refusal(SigstoreStep.CERTIFICATE, reason);
    }

    private PathResult path(X509Certificate leaf, TrustedRoot.Authority authority, Instant at) {
        TrustAnchors anchors =
                TrustAnchors.builder().certificate(authority.root()).build();
        return paths.validate(leaf, authority.chain(), anchors, at);
    }

    void requireIdentity(X509Certificate leaf, SigstoreIdentity expected) throws Refusal {
        List<String> names;
        Optional<String> issuer;
        try {
            names = names(leaf);
            issuer = issuer(leaf);
        } catch (MalformedMessageException e) {
            throw refusal(SigstoreStep.IDENTITY, "has an identity that cannot be read");
        }
        if (names.size() != 1 || !names.get(0).equals(expected.subject())) {
            throw refusal(SigstoreStep.IDENTITY, "names another identity");
        }
        if (!issuer.equals(Optional.of(expected.issuer()))) {
            throw refusal(SigstoreStep.IDENTITY, "names another issuer of the identity");
        }
    }

    private static List<String> names(X509Certificate leaf) throws MalformedMessageException {
        Optional<Bytes> extension = extension(leaf, Extension.subjectAlternativeName.getId());
        List<String> names = new ArrayList<>();
        if (extension.isPresent()) {
            try {
                for (GeneralName name :
                        GeneralNames.getInstance(extension.get().toByteArray()).getNames()) {
                    names.add(text(name));
                }
            } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
                throw new MalformedMessageException("subjectAltName", 0, "does not follow RFC 5280, 4.2.1.6");
            }
        }
        return names;
    }

    private static String text(GeneralName name) throws MalformedMessageException {
        switch (name.getTagNo()) {
            case GeneralName.rfc822Name, GeneralName.uniformResourceIdentifier -> {
                return ((ASN1String) name.getName()).getString();
            }
            case GeneralName.otherName -> {
                OtherName other = OtherName.getInstance(name.getName());
                if (other.getTypeID().getId().equals(USERNAME)) {
                    return ((ASN1String) other.getValue().toASN1Primitive()).getString();
                }
            }
            default -> {
                // not a kind of name that identities have
            }
        }
        throw new MalformedMessageException("subjectAltName", 0, "is no kind of name that identities have");
    }

    /** The newer extension is a UTF8String, the older one only the text; where both are there they must agree. */
    private static Optional<String> issuer(X509Certificate leaf) throws MalformedMessageException {
        Optional<Bytes> older = extension(leaf, OLD_ISSUER);
        Optional<Bytes> newer = extension(leaf, ISSUER);
        if (newer.isEmpty()) {
            return older.map(Bytes::utf8);
        }
        DerElement text = DerElement.decode(newer.get(), "issuer");
        if (text.tag() != DerElement.UTF8_STRING
                || (older.isPresent() && !older.get().equals(text.content()))) {
            throw new MalformedMessageException("issuer", 0, "is no UTF8String, or there are two");
        }
        return Optional.of(text.content().utf8());
    }

    private static Optional<Bytes> extension(X509Certificate leaf, String id) throws MalformedMessageException {
        byte[] value = leaf.getExtensionValue(id);
        return value == null
                ? Optional.empty()
                : Optional.of(
                        DerElement.decode(Bytes.copyOf(value), "extnValue").content());
    }

    private static Refusal refusal(SigstoreStep step, String reason) {
        return new Refusal(step, "the certificate " + reason);
    }
}
