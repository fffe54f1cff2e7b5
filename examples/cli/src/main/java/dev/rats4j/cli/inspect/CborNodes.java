package dev.rats4j.cli.inspect;

import dev.rats4j.cbor.CborDiagnostics;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** CBOR as a tree; scalars in diagnostic notation, RFC 8949, 8. */
final class CborNodes {

    private static final int MOST_NODES = 2000;
    private static final int MOST_EMBEDDED = 4;
    /** Tags of encoded CBOR: RFC 8949, 3.4.5.1, and the tags inside of a CoRIM. */
    private static final Set<Long> EMBEDDED = Set.of(24L, 505L, 506L, 508L);

    private int left = MOST_NODES;

    private CborNodes() {}

    static List<Node> of(Bytes content, int level) throws MalformedMessageException {
        return of(CborItem.decode(content, CborProfile.WELL_FORMED), level);
    }

    static List<Node> of(CborItem item, int level) throws MalformedMessageException {
        CborNodes nodes = new CborNodes();
        return switch (item.kind()) {
            case MAP, ARRAY -> nodes.children(item, level, 0);
            default -> List.of(nodes.node("", item, level, 0));
        };
    }

    /** One item under a name. */
    static Node named(String name, CborItem item, int level) throws MalformedMessageException {
        return new CborNodes().node(name, item, level, 0);
    }

    private List<Node> children(CborItem item, int level, int embedded) throws MalformedMessageException {
        List<Node> nodes = new ArrayList<>();
        if (item.kind() == CborItem.Kind.MAP) {
            Map<CborKey, CborItem> entries = item.map("map").entries();
            int rest = entries.size();
            for (Map.Entry<CborKey, CborItem> entry : entries.entrySet()) {
                if (left <= 0) {
                    nodes.add(Node.of("", "… " + rest + " more"));
                    break;
                }
                nodes.add(node(entry.getKey().toString(), entry.getValue(), level, embedded));
                rest--;
            }
            return nodes;
        }
        int index = 0;
        for (CborItem element : item.elements("array")) {
            if (left <= 0) {
                nodes.add(Node.of("", "… more"));
                break;
            }
            nodes.add(node("[" + index++ + "]", element, level, embedded));
        }
        return nodes;
    }

    private Node node(String name, CborItem item, int level, int embedded) throws MalformedMessageException {
        left--;
        return switch (item.kind()) {
            case MAP, ARRAY -> {
                boolean isMap = item.kind() == CborItem.Kind.MAP;
                if (level >= Inspector.DEEPEST) {
                    yield Node.of(name, (isMap ? "a map" : "an array") + ", too deep to be shown");
                }
                List<Node> children = children(item, level + 1, embedded);
                String empty = isMap ? "{}" : "[]";
                yield new Node(name, children.isEmpty() ? empty : "", children);
            }
            case TAG -> tagged(name, item, level, embedded);
            default -> Node.of(name, CborDiagnostics.print(item, 0));
        };
    }

    private Node tagged(String name, CborItem item, int level, int embedded) throws MalformedMessageException {
        String tag = CborDiagnostics.print(item, 0);
        String label = "tag " + tag.substring(0, tag.indexOf('('));
        if (level >= Inspector.DEEPEST) {
            return Node.of(name, label + ", too deep to be shown");
        }
        CborItem content = item.tagContent("tag");
        boolean isEmbedded = EMBEDDED.stream().anyMatch(item::isTagged) && content.kind() == CborItem.Kind.BYTES;
        if (isEmbedded && embedded < MOST_EMBEDDED) {
            try {
                CborItem inside = CborItem.decode(content.bytes("tag"), CborProfile.WELL_FORMED);
                return Node.of(name, label + ", CBOR in bytes", node("", inside, level + 1, embedded + 1));
            } catch (MalformedMessageException e) {
                return Node.of(name, label, node("", content, level + 1, embedded));
            }
        }
        return Node.of(name, label, node("", content, level + 1, embedded));
    }
}
