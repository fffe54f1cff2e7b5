package dev.rats4j.cli.inspect;

import dev.rats4j.cli.content.CertificateParts;
import dev.rats4j.cmw.CmwExtension;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.ek.EkCertificate;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.security.auth.x500.X500Principal;

/** Certificates and revocation lists. */
final class CertificateNodes {

    private static final int MOST = 256;
    private static final int MOST_REVOKED = 1000;

    private static final List<String> USAGES = List.of(
            "digitalSignature",
            "nonRepudiation",
            "keyEncipherment",
            "dataEncipherment",
            "keyAgreement",
            "keyCertSign",
            "cRLSign",
            "encipherOnly",
            "decipherOnly");

    private final Inspector inspector;
    private final int level;

    CertificateNodes(Inspector inspector, int level) {
        this.inspector = inspector;
        this.level = level;
    }

    List<Node> certificates(Bytes content) throws MalformedMessageException {
        return Node.each(CertificationPaths.certificates(content), MOST, this::certificate);
    }

    List<Node> stored(Bytes content) throws MalformedMessageException {
        EkCertificate stored = EkCertificate.decode(content);
        return List.of(
                Node.of("header", stored.header() ? "TCG_PCCLIENT_STORED_CERT" : "none"),
                Node.of("padding", Visible.bytes(stored.padding())),
                certificate(stored.certificate()));
    }

    private Node certificate(X509Certificate certificate) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(Node.of("subject", name(certificate.getSubjectX500Principal())));
        nodes.add(Node.of("issuer", name(certificate.getIssuerX500Principal())));
        nodes.add(Node.of("serial", hex(certificate.getSerialNumber())));
        nodes.add(Node.of("not before", instant(certificate.getNotBefore())));
        nodes.add(Node.of("not after", instant(certificate.getNotAfter())));
        nodes.add(KeyNodes.node("key", certificate.getPublicKey()));
        nodes.add(Node.of("signature", certificate.getSigAlgName()));
        nodes.add(Node.of("CA", ca(certificate.getBasicConstraints())));
        nodes.add(Node.of("key usage", usages(certificate.getKeyUsage())));
        nodes.add(Node.of("extended key usage", purposes(certificate)));
        nodes.add(Node.of("critical extensions", extensions(certificate.getCriticalExtensionOIDs())));
        nodes.add(Node.of("other extensions", extensions(certificate.getNonCriticalExtensionOIDs())));
        wrapper(certificate).ifPresent(nodes::add);
        nodes.add(Node.of("SHA-256", fingerprint(certificate)));
        return new Node("certificate", "", nodes);
    }

    /** What stands in id-pe-cmw. */
    private Optional<Node> wrapper(X509Certificate certificate) {
        if (certificate.getExtensionValue(CmwExtension.OID) == null) {
            return Optional.empty();
        }
        List<Node> nodes = inspector.tryTo(() -> CmwExtension.ofUntrusted(certificate).stream()
                .map(extension ->
                        inspector.nested("wrapper", extension.encoding().toString(), extension.content(), level + 1))
                .toList());
        return Optional.of(new Node("extension id-pe-cmw", "", nodes));
    }

    private static String name(X500Principal principal) {
        String name = principal.getName();
        return name.isEmpty() ? "(empty)" : name;
    }

    private static String hex(BigInteger number) {
        return number.signum() < 0 ? "-" + number.negate().toString(16) : number.toString(16);
    }

    private static String instant(Date date) {
        return date.toInstant().toString();
    }

    private static String ca(int constraints) {
        if (constraints < 0) {
            return "no";
        }
        return constraints == Integer.MAX_VALUE ? "yes" : "yes, at most " + constraints + " below it";
    }

    private static String usages(boolean @org.jspecify.annotations.Nullable [] bits) {
        if (bits == null) {
            return "not restricted";
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < Math.min(bits.length, USAGES.size()); i++) {
            if (bits[i]) {
                names.add(USAGES.get(i));
            }
        }
        return String.join(", ", names);
    }

    private static String purposes(X509Certificate certificate) {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null ? "not restricted" : String.join(", ", purposes);
        } catch (CertificateParsingException e) {
            return "cannot be read";
        }
    }

    private static String extensions(@org.jspecify.annotations.Nullable Set<String> oids) {
        return oids == null || oids.isEmpty() ? "none" : String.join(", ", new TreeSet<>(oids));
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            Bytes encoded = Bytes.copyOf(certificate.getEncoded());
            return HashAlgorithm.SHA256.digest(encoded).value().toHex();
        } catch (CertificateEncodingException e) {
            return "cannot be encoded";
        }
    }

    static List<Node> list(Bytes content) throws MalformedMessageException {
        X509CRL list = CertificateParts.list(content);
        List<Node> nodes = new ArrayList<>();
        nodes.add(Node.of("issuer", name(list.getIssuerX500Principal())));
        nodes.add(Node.of("this update", instant(list.getThisUpdate())));
        Date next = list.getNextUpdate();
        nodes.add(Node.of("next update", next == null ? "not said" : instant(next)));
        nodes.add(Node.of("signature", list.getSigAlgName()));
        nodes.add(Node.of("critical extensions", extensions(list.getCriticalExtensionOIDs())));
        Set<? extends X509CRLEntry> revoked = list.getRevokedCertificates();
        Collection<? extends X509CRLEntry> entries = revoked == null ? Set.of() : revoked;
        nodes.add(new Node("revoked", Integer.toString(entries.size()), revoked(entries)));
        return nodes;
    }

    private static List<Node> revoked(Collection<? extends X509CRLEntry> entries) {
        List<X509CRLEntry> sorted = new ArrayList<>(entries);
        sorted.sort(java.util.Comparator.comparing(X509CRLEntry::getSerialNumber));
        return Node.each(
                sorted,
                MOST_REVOKED,
                entry -> Node.of("serial " + hex(entry.getSerialNumber()), instant(entry.getRevocationDate())));
    }
}
