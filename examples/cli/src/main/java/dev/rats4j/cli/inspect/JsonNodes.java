package dev.rats4j.cli.inspect;

import dev.rats4j.cli.content.Schemes;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonNumber;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.verifier.policy.AppraisalPolicy;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** JSON as a tree. */
final class JsonNodes {

    private static final int MOST_NODES = 2000;

    /** Members of a JWK that are private or secret, RFC 7518, 6. */
    private static final Set<String> SECRETS = Set.of("d", "k", "p", "q", "dp", "dq", "qi", "oth", "priv", "seed");

    /** Members that are seconds of the epoch, also as texts of digits. */
    private static final Set<String> TIMES = Set.of("iat", "exp", "nbf", "integratedTime");

    private static final String VECTOR = "trustworthiness";

    private int left = MOST_NODES;

    private JsonNodes() {}

    static List<Node> of(Bytes content, int level) throws MalformedMessageException {
        return of(Json.parse(content, JsonLimits.ofBytes(Math.max(1, content.length()))), level);
    }

    static List<Node> of(JsonValue value, int level) {
        return new JsonNodes().children(value, level, "");
    }

    static List<Node> policy(Bytes content, int level) throws MalformedMessageException {
        AppraisalPolicy policy = AppraisalPolicy.parse(content, Schemes.all());
        List<Node> nodes = new ArrayList<>();
        nodes.add(Node.of("id with digest", policy.idWithDigest()));
        nodes.add(new Node("document", "", of(content, level + 1)));
        return nodes;
    }

    private List<Node> children(JsonValue value, int level, String name) {
        List<Node> nodes = new ArrayList<>();
        if (value instanceof JsonObject object) {
            int rest = object.members().size();
            for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                if (left <= 0) {
                    return more(nodes, rest);
                }
                boolean isSecret = object.has("kty") && SECRETS.contains(member.getKey());
                nodes.add(
                        isSecret
                                ? Node.of(member.getKey(), "not shown")
                                : member(name, member.getKey(), member.getValue(), level));
                rest--;
            }
        } else if (value instanceof JsonArray array) {
            int index = 0;
            for (JsonValue element : array.values()) {
                if (left <= 0) {
                    return more(nodes, array.values().size() - index);
                }
                nodes.add(node("[" + index++ + "]", element, level));
            }
        } else {
            nodes.add(Node.of("", scalar(value)));
        }
        return nodes;
    }

    /** A member of a JSON object, whose name may say how to read a number. */
    private Node member(String parent, String name, JsonValue value, int level) {
        boolean isScalar = value instanceof JsonNumber || value instanceof JsonString;
        String text = isScalar ? scalar(value) : "";
        boolean isNumber = text.length() <= 12 && text.matches("-?[0-9]+");
        if (isNumber && TIMES.contains(name)) {
            left--;
            return Node.of(name, CborShapes.time(Long.parseLong(text)));
        }
        if (isNumber && parent.contains(VECTOR)) {
            left--;
            return Node.of(name, CborShapes.aspect(name, Long.parseLong(text)));
        }
        return node(name, value, level);
    }

    private static List<Node> more(List<Node> nodes, int rest) {
        nodes.add(Node.of("", "… " + rest + " more"));
        return nodes;
    }

    private Node node(String name, JsonValue value, int level) {
        left--;
        boolean isContainer = value instanceof JsonObject || value instanceof JsonArray;
        if (!isContainer) {
            return Node.of(name, scalar(value));
        }
        if (level >= Inspector.DEEPEST) {
            return Node.of(name, "an " + value.type() + ", too deep to be shown");
        }
        List<Node> children = children(value, level + 1, name);
        return new Node(name, children.isEmpty() ? "an empty " + value.type() : "", children);
    }

    private static String scalar(JsonValue value) {
        return value instanceof JsonString text
                ? text.value()
                : new String(Json.write(value).toByteArray(), StandardCharsets.UTF_8);
    }
}
