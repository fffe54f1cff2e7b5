package dev.rats4j.cli.inspect;

import dev.rats4j.cbor.CborDiagnostics;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cli.content.PrivateKeyParts;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** CBOR as a tree, with names where a shape is known ({@link Names}); other scalars in diagnostic notation, RFC 8949, 8. */
final class CborNodes {

    private static final int MOST_NODES = 2000;
    private static final int MOST_EMBEDDED = 4;
    /** Tags of encoded CBOR: RFC 8949, 3.4.5.1, and the tags inside of a CoRIM. */
    private static final Set<Long> EMBEDDED = Set.of(24L, 505L, 506L, 507L, 508L);
    /** How a token inside of another says what it is, RFC 9711, 4.2.18.2. */
    private static final Set<String> NESTED = Set.of("JWT", "CBOR", "BUNDLE", "DIGEST");

    private final Inspector inspector;
    private int left = MOST_NODES;

    private CborNodes(Inspector inspector) {
        this.inspector = inspector;
    }

    static List<Node> of(Inspector inspector, Bytes content, int level) throws MalformedMessageException {
        return of(inspector, content, "", level);
    }

    static List<Node> of(Inspector inspector, Bytes content, String shape, int level) throws MalformedMessageException {
        CborNodes nodes = new CborNodes(inspector);
        CborItem item = CborItem.decode(content, CborProfile.WELL_FORMED);
        return switch (item.kind()) {
            case MAP -> nodes.map(item, shape, level, 0);
            case ARRAY -> nodes.array(item, shape, level, 0);
            default -> List.of(nodes.node("", item, shape, level, 0));
        };
    }

    /** One item under a name. */
    static Node named(Inspector inspector, String name, CborItem item, String shape, int level)
            throws MalformedMessageException {
        return new CborNodes(inspector).node(name, item, shape, level, 0);
    }

    private List<Node> map(CborItem item, String shape, int level, int embedded) throws MalformedMessageException {
        if (PrivateKeyParts.isSecret(item)) {
            return List.of(Node.of("", "not shown: it has a private or secret key"));
        }
        String own = shape.startsWith("*") ? shape.substring(1) : shape;
        String table = own.startsWith("@") ? own.substring(1) : own.equals("cose-key") ? own : "";
        String each = own.startsWith("%") ? own.substring(1) : "";
        List<Node> nodes = new ArrayList<>();
        Map<CborKey, CborItem> entries = item.map("map").entries();
        int rest = entries.size();
        for (Map.Entry<CborKey, CborItem> entry : entries.entrySet()) {
            if (left <= 0) {
                nodes.add(Node.of("", "… " + rest + " more"));
                break;
            }
            Optional<Names.Term> term = Names.find(table, entry.getKey());
            String name = term.map(known -> known.name() + " (" + entry.getKey() + ")")
                    .orElseGet(() -> entry.getKey().toString());
            String inner = term.map(Names.Term::shape).orElse(each);
            nodes.add(node(name, entry.getValue(), inner, level, embedded));
            rest--;
        }
        return nodes;
    }

    private List<Node> array(CborItem item, String shape, int level, int embedded) throws MalformedMessageException {
        String each = shape.startsWith("*") ? shape.substring(1) : shape.equals("digest") ? shape : "";
        String table = shape.startsWith("@") ? shape.substring(1) : "";
        List<Node> nodes = new ArrayList<>();
        int index = 0;
        for (CborItem element : item.elements("array")) {
            if (left <= 0) {
                nodes.add(Node.of("", "… more"));
                break;
            }
            Optional<Names.Term> term = Names.find(table, index);
            String name = term.map(Names.Term::name).orElse("[" + index + "]");
            nodes.add(node(name, element, term.map(Names.Term::shape).orElse(each), level, embedded));
            index++;
        }
        return nodes;
    }

    private Node node(String name, CborItem item, String shape, int level, int embedded)
            throws MalformedMessageException {
        left--;
        return switch (item.kind()) {
            case MAP ->
                level >= Inspector.DEEPEST
                        ? Node.of(name, "a map, too deep to be shown")
                        : container(name, map(item, submodule(shape, "@claims"), level + 1, embedded), "{}");
            case ARRAY -> array(name, item, shape, level, embedded);
            case TAG -> tagged(name, item, shape, level, embedded);
            case BYTES -> bytes(name, item, shape, level, embedded);
            default -> Node.of(name, CborShapes.text(name, item, shape));
        };
    }

    private static String submodule(String shape, String meant) {
        return shape.equals("submodule") ? meant : shape;
    }

    private static Node container(String name, List<Node> children, String empty) {
        return new Node(name, children.isEmpty() ? empty : "", children);
    }

    private Node array(String name, CborItem item, String shape, int level, int embedded)
            throws MalformedMessageException {
        String own = submodule(shape, isNestedToken(item) ? "@nested" : "@cose-digest");
        if (own.equals("digest")) {
            Optional<String> digest = CborShapes.digest(item);
            if (digest.isPresent()) {
                return Node.of(name, digest.get());
            }
        }
        return level >= Inspector.DEEPEST
                ? Node.of(name, "an array, too deep to be shown")
                : container(name, array(item, own, level + 1, embedded), "[]");
    }

    private static boolean isNestedToken(CborItem item) throws MalformedMessageException {
        for (CborItem first : item.elements("array")) {
            return first.kind() == CborItem.Kind.TEXT && NESTED.contains(first.text("type"));
        }
        return false;
    }

    private Node bytes(String name, CborItem item, String shape, int level, int embedded)
            throws MalformedMessageException {
        Bytes content = item.bytes("bytes");
        if (shape.equals("message")
                || shape.equals("*message")
                || shape.equals("submodule")
                || shape.equals("@typed")) {
            return inspector.nested(name, "", content, level + 1);
        }
        int inner = shape.indexOf("bytes:");
        if (inner >= 0 && embedded < MOST_EMBEDDED && level < Inspector.DEEPEST) {
            try {
                CborItem inside = CborItem.decode(content, CborProfile.WELL_FORMED);
                return node(name, inside, shape.substring(inner + 6), level, embedded + 1);
            } catch (MalformedMessageException e) {
                return Node.of(name, CborDiagnostics.print(item, 0), inspector.malformed(e));
            }
        }
        return Node.of(name, CborShapes.text(name, item, shape));
    }

    /** The content stands on the line of its tag, what is in it below. */
    private Node tagged(String name, CborItem item, String shape, int level, int embedded)
            throws MalformedMessageException {
        long tag = item.tag("tag");
        String label = CborShapes.label(tag);
        if (level >= Inspector.DEEPEST) {
            return Node.of(name, label + ", too deep to be shown");
        }
        CborItem content = item.tagContent("tag");
        String own = CborShapes.ofTag(tag).isEmpty() ? shape : CborShapes.ofTag(tag);
        if (EMBEDDED.contains(tag) && content.kind() == CborItem.Kind.BYTES && embedded < MOST_EMBEDDED) {
            try {
                CborItem inside = CborItem.decode(content.bytes("tag"), CborProfile.WELL_FORMED);
                return under(name, label + ", CBOR in bytes", node("", inside, own, level + 1, embedded + 1));
            } catch (MalformedMessageException e) {
                return under(name, label, node("", content, "", level + 1, embedded));
            }
        }
        return under(name, label, node("", content, own, level + 1, embedded));
    }

    private static Node under(String name, String label, Node content) {
        String value = content.value().isEmpty() ? label : label + ": " + content.value();
        return new Node(name, value, content.children());
    }
}
