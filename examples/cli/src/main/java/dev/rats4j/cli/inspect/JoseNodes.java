package dev.rats4j.cli.inspect;

import dev.rats4j.cli.content.ContentKind;
import dev.rats4j.ear.Ear;
import dev.rats4j.jose.CompactJws;
import dev.rats4j.jose.FlattenedJws;
import dev.rats4j.jose.GeneralJws;
import dev.rats4j.jose.JwsSignature;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages of JOSE: compact, flattened, with several signatures. */
final class JoseNodes {

    private final Inspector inspector;
    private final int level;

    JoseNodes(Inspector inspector, int level) {
        this.inspector = inspector;
        this.level = level;
    }

    List<Node> of(ContentKind kind, Bytes content) throws MalformedMessageException {
        boolean isJson = ContentKind.beginsLikeJson(content);
        if (isJson && Json.parseObject(content, limits(content)).has("signatures")) {
            return general(GeneralJws.parse(content));
        }
        if (!isJson && signed(content).isEmpty()) {
            return general(GeneralJws.ofCompact(new String(content.toByteArray(), StandardCharsets.ISO_8859_1)));
        }
        FlattenedJws message = isJson ? FlattenedJws.parse(content) : FlattenedJws.of(CompactJws.parse(content));
        List<Node> nodes = new ArrayList<>(envelope(message.jws().header(), message.untrustedHeader()));
        nodes.add(Node.of(
                proof(message.jws().header()), Visible.brief(message.jws().signature())));
        Bytes payload = message.jws().payload();
        if (kind == ContentKind.EAR_TOKEN) {
            nodes.add(new Node("result", "", inspector.tryTo(() -> ear(Ear.decodeJson(payload)))));
        }
        nodes.add(inspector.nested("payload", "", payload, level + 1));
        if (kind == ContentKind.SIGNED_CMW) {
            nodes.addAll(inspector.tryTo(() -> List.of(SignedNodes.wrapper(content))));
        }
        return nodes;
    }

    private static Optional<CompactJws> signed(Bytes content) {
        try {
            return Optional.of(CompactJws.parse(content));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private List<Node> general(GeneralJws message) {
        List<Node> nodes = new ArrayList<>();
        for (JwsSignature signature : message.signatures()) {
            nodes.add(
                    new Node(proof(signature.header()), "", envelope(signature.header(), signature.untrustedHeader())));
        }
        if (message.refused() > 0) {
            nodes.add(Node.of("other signatures", message.refused() + ", with headers that are not understood"));
        }
        if (!message.signatures().isEmpty()) {
            nodes.add(
                    inspector.nested("payload", "", message.signatures().get(0).payload(), level + 1));
        }
        return nodes;
    }

    private static JsonLimits limits(Bytes content) {
        return JsonLimits.ofBytes(Math.max(1, content.length()));
    }

    private static String proof(JsonObject header) {
        boolean isMac = header.get("alg")
                .filter(alg -> alg instanceof JsonString text && text.value().startsWith("HS"))
                .isPresent();
        return isMac ? "authentication code" : "signature";
    }

    private List<Node> envelope(JsonObject header, JsonObject unprotected) {
        List<String> others = unprotected.members().isEmpty()
                ? List.of()
                : List.of("unprotected header: "
                        + String.join(", ", unprotected.members().keySet()));
        List<Node> nodes = new ArrayList<>(Covers.of(proof(header), List.of("header", "payload"), others));
        nodes.add(new Node("header", "", JsonNodes.of(header, level + 1)));
        if (!unprotected.members().isEmpty()) {
            nodes.add(new Node("unprotected header", "", JsonNodes.of(unprotected, level + 1)));
        }
        return nodes;
    }

    /** What a result says in short. */
    static List<Node> ear(Ear ear) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(Node.of("status", ear.status().label()));
        nodes.add(Node.of("issued at", ear.issuedAt().toString()));
        ear.expiresAt().ifPresent(time -> nodes.add(Node.of("expires at", time.toString())));
        ear.notBefore().ifPresent(time -> nodes.add(Node.of("not valid before", time.toString())));
        return nodes;
    }
}
