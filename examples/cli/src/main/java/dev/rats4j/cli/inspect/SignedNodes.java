package dev.rats4j.cli.inspect;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cli.content.ContentKind;
import dev.rats4j.cli.content.Statements;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.cmw.SignedCmw;
import dev.rats4j.cose.CoseMac0;
import dev.rats4j.cose.HashEnvelope;
import dev.rats4j.ear.Ear;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Messages of COSE: what the signature covers, headers, payload; of results what the payload says. */
final class SignedNodes {

    private static final long CWT_TAG = 61;
    private static final int MOST_SIGNATURES = 16;

    private final Inspector inspector;
    private final int level;

    SignedNodes(Inspector inspector, int level) {
        this.inspector = inspector;
        this.level = level;
    }

    List<Node> of(ContentKind kind, Bytes content) throws MalformedMessageException {
        if (content.at(0) < 0x80) {
            return new JoseNodes(inspector, level).of(kind, content);
        }
        List<Node> nodes = new ArrayList<>(envelope(kind, content));
        CborItem[] parts = parts(content);
        if (parts[2].isNull()) {
            nodes.add(Node.of("payload", kind == ContentKind.COSE_RECEIPT ? "not in the message" : "detached"));
            return nodes;
        }
        Bytes payload = parts[2].bytes("payload");
        if (kind == ContentKind.EAR_TOKEN) {
            nodes.add(new Node("result", "", inspector.tryTo(() -> JoseNodes.ear(Ear.decodeCbor(payload)))));
        }
        nodes.add(payload(kind, payload, protectedHeaders(parts)));
        if (kind == ContentKind.SIGNED_STATEMENT) {
            Statements.objection(content)
                    .ifPresent(reason ->
                            nodes.add(Node.of("RFC 9943 alone does not take it", String.valueOf(reason.getMessage()))));
        }
        if (kind == ContentKind.SIGNED_CMW) {
            nodes.addAll(inspector.tryTo(() -> List.of(wrapper(content))));
        }
        return nodes;
    }

    private Node payload(ContentKind kind, Bytes payload, Optional<CborMap> headers) throws MalformedMessageException {
        Optional<CborItem> hash = headers.flatMap(map -> map.optional(HashEnvelope.ALGORITHM));
        if (hash.isPresent()) {
            String algorithm = CborShapes.text("", hash.get(), "alg");
            return Node.of(
                    "payload", "digest of content that is elsewhere, " + algorithm + ": " + Visible.hex(payload));
        }
        if (kind == ContentKind.WEB_TOKEN) {
            return new Node(
                    "payload",
                    "claims, " + Visible.bytes(payload.length()),
                    inspector.tryTo(() -> CborNodes.of(inspector, payload, "@claims", level + 2)));
        }
        return inspector.nested("payload", "", payload, level + 1);
    }

    static Node wrapper(Bytes content) throws MalformedMessageException {
        Cmw cmw = SignedCmw.decode(content).untrustedCmw();
        return Node.of("read as", cmw instanceof CmwRecord ? "a record" : "a collection");
    }

    private static CborItem message(Bytes content) throws MalformedMessageException {
        CborItem item = CborItem.decode(content, CborProfile.WELL_FORMED);
        return item.isTagged(CWT_TAG) ? item.tagContent("CWT") : item;
    }

    private static CborItem[] parts(Bytes content) throws MalformedMessageException {
        CborItem item = message(content);
        return (item.kind() == CborItem.Kind.TAG ? item.tagContent("COSE") : item).elements(4, 5, "COSE");
    }

    private static Optional<CborMap> protectedHeaders(CborItem[] parts) throws MalformedMessageException {
        Bytes encoded = parts[0].bytes("protected");
        return encoded.isEmpty()
                ? Optional.empty()
                : Optional.of(CborItem.decode(encoded, CborProfile.WELL_FORMED).map("protected"));
    }

    /** Headers and signature of a COSE_Sign1, without the payload, whatever its crit. */
    List<Node> coseEnvelope(Bytes content) throws MalformedMessageException {
        return envelope(ContentKind.COSE_SIGN1, content);
    }

    /** The payload of a COSE_Sign1, unless it is detached. */
    Optional<Node> cosePayload(Bytes content) throws MalformedMessageException {
        CborItem[] parts = parts(content);
        return parts[2].isNull()
                ? Optional.empty()
                : Optional.of(payload(ContentKind.COSE_SIGN1, parts[2].bytes("payload"), protectedHeaders(parts)));
    }

    private List<Node> envelope(ContentKind kind, Bytes content) throws MalformedMessageException {
        CborItem[] parts = parts(content);
        boolean isMac = message(content).isTagged(CoseMac0.TAG) || parts.length > 4;
        boolean isMany = parts[3].kind() == CborItem.Kind.ARRAY;
        List<Node> nodes = new ArrayList<>(Covers.of(
                isMac ? "authentication code" : isMany ? "each signature" : "signature",
                covered(kind, parts, isMany),
                uncovered(parts, isMany)));
        nodes.add(protectedNode(parts[0]));
        nodes.add(new Node("unprotected header", "", header(parts[1], level + 2)));
        if (isMany) {
            nodes.addAll(signatures(parts[3]));
        } else {
            nodes.add(Node.of(isMac ? "authentication code" : "signature", Visible.brief(parts[3].bytes("signature"))));
        }
        return nodes;
    }

    private static List<String> covered(ContentKind kind, CborItem[] parts, boolean isMany)
            throws MalformedMessageException {
        List<String> covered = new ArrayList<>();
        Optional<CborMap> headers = protectedHeaders(parts);
        if (headers.isPresent()) {
            covered.add("protected header");
        }
        if (isMany) {
            covered.add("protected header of the signature");
        }
        boolean isDigest = headers.filter(map -> map.keys().contains(HashEnvelope.ALGORITHM))
                .isPresent();
        if (parts[2].isNull()) {
            covered.add(
                    kind == ContentKind.COSE_RECEIPT
                            ? "root of the tree (computed from a proof below and the entry, which is not in the message)"
                            : isDigest
                                    ? "digest (detached: not in the message) of content that is elsewhere"
                                    : "payload (detached: not in the message)");
        } else {
            covered.add(isDigest ? "payload, which is the digest of content that is elsewhere" : "payload");
        }
        return covered;
    }

    private static List<String> uncovered(CborItem[] parts, boolean isMany) throws MalformedMessageException {
        List<String> labels = new ArrayList<>();
        for (CborKey key : parts[1].map("unprotected").keys()) {
            labels.add(name(key));
        }
        List<String> others = new ArrayList<>();
        if (!labels.isEmpty()) {
            others.add("unprotected header: " + String.join(", ", labels));
        }
        if (isMany) {
            others.add("unprotected headers of the signatures");
        }
        return others;
    }

    private static String name(CborKey key) {
        return Names.find("header", key)
                .map(term -> term.name() + " (" + key + ")")
                .orElseGet(key::toString);
    }

    private Node protectedNode(CborItem item) throws MalformedMessageException {
        Bytes encoded = item.bytes("COSE.protected");
        return new Node(
                "protected header",
                encoded.isEmpty() ? "empty" : "",
                encoded.isEmpty() ? List.of() : header(CborItem.decode(encoded, CborProfile.WELL_FORMED), level + 2));
    }

    private List<Node> signatures(CborItem item) throws MalformedMessageException {
        List<Node> nodes = new ArrayList<>();
        for (CborItem signature : item.elements("signatures")) {
            if (nodes.size() == MOST_SIGNATURES) {
                nodes.add(Node.of("", "… more"));
                break;
            }
            CborItem[] parts = signature.elements(3, 3, "COSE_Signature");
            nodes.add(Node.of(
                    "signature",
                    Visible.brief(parts[2].bytes("signature")),
                    protectedNode(parts[0]),
                    new Node("unprotected header", "", header(parts[1], level + 3))));
        }
        return nodes;
    }

    private List<Node> header(CborItem item, int depth) throws MalformedMessageException {
        List<Map.Entry<CborKey, CborItem>> entries =
                new ArrayList<>(item.map("header").entries().entrySet());
        entries.sort(Comparator.comparing(entry -> entry.getKey().encoded()));
        List<Node> nodes = new ArrayList<>();
        for (Map.Entry<CborKey, CborItem> entry : entries) {
            String shape =
                    Names.find("header", entry.getKey()).map(Names.Term::shape).orElse("");
            nodes.add(CborNodes.named(inspector, name(entry.getKey()), entry.getValue(), shape, depth));
        }
        return nodes;
    }
}
