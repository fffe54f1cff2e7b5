package dev.rats4j.cli.inspect;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cli.content.ContentKind;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.cmw.SignedCmw;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.ear.Ear;
import dev.rats4j.jose.CompactJws;
import dev.rats4j.jose.FlattenedJws;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** COSE_Sign1 and JWS: headers, payload, length of the signature; of EARs what the payload says. */
final class SignedNodes {

    private static final long CWT_TAG = 61;

    /** Names of header labels, RFC 9052, 3.1 and the registry. */
    private static final Map<CborKey, String> LABELS = Map.of(
            CoseHeaders.ALG,
            "alg (1)",
            CoseHeaders.CRIT,
            "crit (2)",
            CoseHeaders.CONTENT_TYPE,
            "content type (3)",
            CoseHeaders.KID,
            "kid (4)",
            CborKey.of(8),
            "corim-meta (8)",
            CoseHeaders.CWT_CLAIMS,
            "CWT claims (15)",
            CoseHeaders.TYP,
            "typ (16)",
            CoseHeaders.X5CHAIN,
            "x5chain (33)",
            CborKey.of(258),
            "payload hash alg (258)");

    private final Inspector inspector;
    private final int level;

    SignedNodes(Inspector inspector, int level) {
        this.inspector = inspector;
        this.level = level;
    }

    List<Node> of(ContentKind kind, Bytes content) throws MalformedMessageException {
        boolean isCose = content.at(0) >= 0x80;
        List<Node> nodes = new ArrayList<>();
        Optional<Bytes> payload;
        if (isCose) {
            nodes.addAll(coseEnvelope(content));
            payload = cosePayload(content);
        } else {
            FlattenedJws message = ContentKind.beginsLikeJson(content)
                    ? FlattenedJws.parse(content)
                    : FlattenedJws.of(CompactJws.parse(content));
            nodes.addAll(joseEnvelope(message));
            payload = Optional.of(message.jws().payload());
        }
        if (payload.isEmpty()) {
            nodes.add(Node.of("payload", "detached"));
            return nodes;
        }
        if (kind == ContentKind.EAR_TOKEN) {
            Bytes claims = payload.get();
            nodes.add(new Node("result", "", inspector.tryTo(() -> ear(claims, isCose))));
        }
        nodes.add(inspector.nested("payload", "", payload.get(), level + 1));
        if (kind == ContentKind.SIGNED_CMW) {
            nodes.addAll(inspector.tryTo(() -> List.of(wrapper(content))));
        }
        return nodes;
    }

    private static Node wrapper(Bytes content) throws MalformedMessageException {
        Cmw cmw = SignedCmw.decode(content).untrustedCmw();
        return Node.of("read as", cmw instanceof CmwRecord ? "a record" : "a collection");
    }

    private List<Node> joseEnvelope(FlattenedJws message) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(new Node("header", "", JsonNodes.of(message.jws().header(), level + 1)));
        if (!message.untrustedHeader().members().isEmpty()) {
            nodes.add(new Node("unprotected header", "", JsonNodes.of(message.untrustedHeader(), level + 1)));
        }
        nodes.add(Node.of("signature", Visible.brief(message.jws().signature())));
        return nodes;
    }

    private static Bytes coseMessage(Bytes content) throws MalformedMessageException {
        CborItem item = CborItem.decode(content, CborProfile.WELL_FORMED);
        return item.isTagged(CWT_TAG) ? item.tagContent("CWT").encoded() : content;
    }

    private static Optional<Bytes> cosePayload(Bytes content) throws MalformedMessageException {
        return CoseSign1.decode(coseMessage(content), CoseSign1.Form.EITHER, CborProfile.WELL_FORMED)
                .untrustedPayload();
    }

    /** Headers and signature, without the payload. The message may be one that its format's decoder reads, whatever its crit. */
    List<Node> coseEnvelope(Bytes content) throws MalformedMessageException {
        CborItem item = CborItem.decode(coseMessage(content), CborProfile.WELL_FORMED);
        CborItem[] parts =
                (item.isTagged(CoseSign1.TAG) ? item.tagContent("COSE_Sign1") : item).elements(4, 4, "COSE_Sign1");
        Bytes encoded = parts[0].bytes("COSE_Sign1.protected");
        Bytes signature = parts[3].bytes("COSE_Sign1.signature");
        List<Node> nodes = new ArrayList<>();
        nodes.add(new Node(
                "protected header",
                encoded.isEmpty() ? "empty" : "",
                encoded.isEmpty() ? List.of() : header(CborItem.decode(encoded, CborProfile.WELL_FORMED))));
        nodes.add(new Node("unprotected header", "", header(parts[1])));
        nodes.add(Node.of("signature", Visible.brief(signature)));
        return nodes;
    }

    private List<Node> header(CborItem item) throws MalformedMessageException {
        List<Map.Entry<CborKey, CborItem>> entries =
                new ArrayList<>(item.map("header").entries().entrySet());
        entries.sort(Comparator.comparing(entry -> entry.getKey().encoded()));
        List<Node> nodes = new ArrayList<>();
        for (Map.Entry<CborKey, CborItem> entry : entries) {
            String name = LABELS.getOrDefault(entry.getKey(), entry.getKey().toString());
            nodes.add(CborNodes.named(name, entry.getValue(), level + 2));
        }
        return nodes;
    }

    private List<Node> ear(Bytes claims, boolean isCbor) throws MalformedMessageException {
        Ear ear = isCbor ? Ear.decodeCbor(claims) : Ear.decodeJson(claims);
        List<Node> nodes = new ArrayList<>();
        nodes.add(Node.of("status", ear.status().label()));
        nodes.add(Node.of("issued at", ear.issuedAt().toString()));
        ear.expiresAt().ifPresent(time -> nodes.add(Node.of("expires at", time.toString())));
        ear.notBefore().ifPresent(time -> nodes.add(Node.of("not valid before", time.toString())));
        if (isCbor) { // the payload says it with numbers
            nodes.add(new Node("claims by name", "", JsonNodes.of(ear.toJson(), level + 3)));
        }
        return nodes;
    }
}
