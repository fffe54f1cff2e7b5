package dev.rats4j.cli.inspect;

import dev.rats4j.cli.content.ContentKind;
import dev.rats4j.cli.content.CorimParts;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CorimTemplate;
import dev.rats4j.corim.SignedCorim;
import dev.rats4j.corim.Validity;
import dev.rats4j.verifier.corim.UnprocessedParts;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CoRIMs: the envelope, and the content in the form of a template. */
final class CorimNodes {

    private static final int MOST_CERTIFICATES = 16;
    private static final int MOST_PARTS = 100;

    private final Inspector inspector;
    private final int level;

    CorimNodes(Inspector inspector, int level) {
        this.inspector = inspector;
        this.level = level;
    }

    List<Node> of(ContentKind kind, Bytes content) throws MalformedMessageException {
        if (kind == ContentKind.SIGNED_CORIM) {
            return signed(content);
        }
        return kind == ContentKind.CORIM
                ? corim(CorimParts.corim(content), content)
                : corim(CorimTemplate.compile(content), content);
    }

    private List<Node> signed(Bytes content) throws MalformedMessageException {
        SignedCorim signed = SignedCorim.decode(content, CorimParts.profiles());
        List<Node> nodes = new ArrayList<>();
        nodes.add(Node.of("signer, by its own word", signed.untrustedMeta().signerName()));
        signed.untrustedMeta().validity().ifPresent(validity -> nodes.add(validity("signature validity", validity)));
        nodes.addAll(inspector.tryTo(() -> Node.each(
                signed.untrustedCertificates(),
                MOST_CERTIFICATES,
                certificate -> inspector.nested("x5chain", "", certificate, level + 1))));
        nodes.add(new Node("envelope", "", new SignedNodes(inspector, level + 1).coseEnvelope(content)));
        nodes.add(new Node("content", "", inspector.tryTo(() -> {
            Optional<Corim> corim = signed.untrustedCorim();
            return corim.isPresent() ? corim(corim.get(), Bytes.EMPTY) : elsewhere(signed, content);
        })));
        return nodes;
    }

    private List<Node> elsewhere(SignedCorim signed, Bytes content) throws MalformedMessageException {
        List<Node> nodes = new ArrayList<>();
        nodes.add(Node.of("CoRIM", "not in the message"));
        new SignedNodes(inspector, level + 1).cosePayload(content).ifPresent(nodes::add);
        signed.untrustedLocation().ifPresent(location -> nodes.add(Node.of("may be found at", location)));
        return nodes;
    }

    private List<Node> corim(Corim corim, Bytes encoded) throws MalformedMessageException {
        List<Node> nodes = new ArrayList<>();
        nodes.add(Node.of("id", corim.id().toString()));
        corim.profile().ifPresent(profile -> nodes.addAll(profile(corim, profile)));
        corim.validity().ifPresent(validity -> nodes.add(validity("validity", validity)));
        nodes.addAll(Node.each(
                UnprocessedParts.of(corim),
                MOST_PARTS,
                part -> Node.of("not interpreted, so no Verifier takes it", part)));
        if (CorimTemplate.unprintable(corim).isEmpty()) {
            nodes.add(new Node("as a template", "", JsonNodes.of(CorimTemplate.print(corim), level + 2)));
        } else if (!encoded.isEmpty()) {
            nodes.add(new Node("as CBOR", "", CborNodes.of(inspector, encoded, "@corim", level + 2)));
        }
        return nodes;
    }

    private static List<Node> profile(Corim corim, String profile) {
        if (CorimParts.profiles().find(profile).isEmpty()) {
            return List.of(Node.of("profile", profile + " (not built in, so no Verifier takes it without more)"));
        }
        List<Node> nodes = new ArrayList<>();
        nodes.add(Node.of("profile", profile));
        nodes.addAll(Node.each(
                CorimParts.profiles().check(corim),
                MOST_PARTS,
                violation -> Node.of("against its profile", violation.toString())));
        return nodes;
    }

    private static Node validity(String name, Validity validity) {
        String from = validity.notBefore().map(start -> start + " to ").orElse("until ");
        return Node.of(name, from + validity.notAfter());
    }
}
