package dev.rats4j.cli.inspect;

import dev.rats4j.cli.content.Crypto;
import dev.rats4j.dsse.sigstore.BundleContent;
import dev.rats4j.dsse.sigstore.LogEntry;
import dev.rats4j.dsse.sigstore.SigstoreBundle;
import dev.rats4j.dsse.sigstore.TrustedRoot;
import dev.rats4j.dsse.sigstore.ValidityWindow;
import dev.rats4j.dsse.sigstore.VerificationMaterial;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Bundles and trusted roots of Sigstore. */
final class SigstoreNodes {

    private static final int MOST = 64;

    private final Inspector inspector;
    private final int level;

    SigstoreNodes(Inspector inspector, int level) {
        this.inspector = inspector;
        this.level = level;
    }

    List<Node> bundle(SigstoreBundle bundle) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(Node.of("version", bundle.version().mediaType()));
        nodes.addAll(content(bundle.content()));
        nodes.add(material(bundle.material()));
        nodes.addAll(Node.each(bundle.entries(), MOST, this::entry));
        nodes.addAll(
                Node.each(bundle.timestamps(), MOST, stamp -> Node.of("time-stamp, RFC 3161", Visible.brief(stamp))));
        return nodes;
    }

    private List<Node> content(BundleContent content) {
        if (content instanceof BundleContent.Envelope envelope) {
            return List.of(new Node(
                    "DSSE envelope", "", new StatementNodes(inspector, level + 1).envelope(envelope.envelope())));
        }
        BundleContent.MessageSignature signature = (BundleContent.MessageSignature) content;
        List<Node> nodes = new ArrayList<>(Covers.of(
                "signature",
                List.of("the artifact (detached: not in this file)"),
                List.of("everything else in the bundle; log and time-stamp sign their parts")));
        signature
                .digest()
                .ifPresent(digest -> nodes.add(Node.of(
                        "digest of the artifact, by the signer's word",
                        digest.algorithm().jcaName() + ": " + digest.value().toHex())));
        nodes.add(Node.of("signature", Visible.brief(signature.signature())));
        return nodes;
    }

    private Node material(VerificationMaterial material) {
        if (material instanceof VerificationMaterial.Certificates certificates) {
            return new Node(
                    "signer",
                    certificates.single() ? "a certificate" : "certificates",
                    Node.each(certificates.certificates(), MOST, this::certificate));
        }
        VerificationMaterial.KeyHint key = (VerificationMaterial.KeyHint) material;
        return Node.of(
                "signer", "a key that the verifier knows; hint: " + key.hint().orElse("none"));
    }

    private Node certificate(X509Certificate certificate) {
        try {
            return inspector.nested("certificate", "", Bytes.copyOf(certificate.getEncoded()), level + 2);
        } catch (CertificateEncodingException e) {
            return Node.of("certificate", "cannot be encoded");
        }
    }

    private Node entry(LogEntry entry) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(Node.of("kind", entry.kind() + " " + entry.kindVersion()));
        nodes.add(Node.of("log", entry.logId().toHex()));
        boolean hasTime = entry.integratedTime().getEpochSecond() != 0;
        nodes.add(Node.of("entered at", hasTime ? entry.integratedTime().toString() : "not said"));
        nodes.add(Node.of(
                "promise of the log", entry.promise().map(Visible::brief).orElse("none")));
        entry.proof().ifPresent(proof -> nodes.add(proof(proof)));
        nodes.add(inspector.nested("body", "", entry.body(), level + 2));
        return new Node("log entry", Long.toString(entry.logIndex()), nodes);
    }

    private Node proof(LogEntry.Proof proof) {
        return Node.of(
                "inclusion proof",
                "entry " + proof.logIndex() + " of " + proof.treeSize() + ", "
                        + proof.hashes().size() + " hashes",
                Node.of("root of the tree", "SHA-256: " + Visible.hex(proof.rootHash())),
                inspector.nested("checkpoint", "", Bytes.ofUtf8(proof.checkpoint()), level + 3));
    }

    List<Node> root(Bytes content) throws MalformedMessageException {
        TrustedRoot root = TrustedRoot.decode(content, Crypto.backend());
        List<Node> nodes = new ArrayList<>();
        nodes.addAll(Node.each(root.logs(), MOST, log -> log("transparency log", log)));
        nodes.addAll(Node.each(root.certificateLogs(), MOST, log -> log("certificate log", log)));
        nodes.addAll(Node.each(root.authorities(), MOST, one -> authority("certificate authority", one)));
        nodes.addAll(Node.each(root.timeAuthorities(), MOST, one -> authority("time-stamp authority", one)));
        return nodes;
    }

    private static Node log(String name, TrustedRoot.Log log) {
        return Node.of(
                name, log.host(), Node.of("key id", log.keyId().toHex()), Node.of("valid", window(log.validity())));
    }

    private Node authority(String name, TrustedRoot.Authority authority) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(Node.of("valid", window(authority.validity())));
        nodes.addAll(Node.each(authority.chain(), MOST, this::certificate));
        return new Node(name, authority.chain().size() + " certificates", nodes);
    }

    private static String window(ValidityWindow window) {
        return "from " + window.start() + window.end().map(end -> " to " + end).orElse(", with no end");
    }
}
