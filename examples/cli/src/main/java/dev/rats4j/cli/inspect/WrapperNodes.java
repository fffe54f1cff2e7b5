package dev.rats4j.cli.inspect;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwCollection;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.cmw.CmwType;
import dev.rats4j.tpm.TpmEvidence;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;

/** Conceptual message wrappers and what is in them. */
final class WrapperNodes {

    private static final int MOST = 1024;

    private final Inspector inspector;
    private final int level;

    WrapperNodes(Inspector inspector, int level) {
        this.inspector = inspector;
        this.level = level;
    }

    List<Node> of(Bytes content) throws MalformedMessageException {
        Cmw cmw = Cmw.decode(content);
        List<Node> nodes = new ArrayList<>(nodes(cmw, level));
        if (cmw instanceof CmwCollection collection
                && collection.type().filter(TpmEvidence.COLLECTION_TYPE::equals).isPresent()) {
            nodes.addAll(inspector.tryTo(() -> {
                TpmEvidence.decode(content);
                return List.of(Node.of("read as", "evidence of a TPM"));
            }));
        }
        return nodes;
    }

    private List<Node> nodes(Cmw cmw, int depth) {
        if (cmw instanceof CmwRecord record) {
            return List.of(record("record", record, depth));
        }
        CmwCollection collection = (CmwCollection) cmw;
        List<Node> nodes = new ArrayList<>();
        collection.type().ifPresent(type -> nodes.add(Node.of("collection type", type)));
        nodes.addAll(Node.each(
                collection.items().entrySet(), MOST, item -> item(label(item.getKey()), item.getValue(), depth)));
        return nodes;
    }

    /** A text without quotation marks, unless it would look like a number. */
    private static String label(CborKey key) {
        boolean isBare = key instanceof CborKey.Text text && !text.value().matches("-?[0-9]+");
        return isBare ? ((CborKey.Text) key).value() : key.toString();
    }

    private Node item(String label, Cmw cmw, int depth) {
        if (cmw instanceof CmwRecord record) {
            return record(label, record, depth);
        }
        return depth >= Inspector.DEEPEST
                ? Node.of(label, "a collection, too deep to be shown")
                : new Node(label, "collection", nodes(cmw, depth + 1));
    }

    private Node record(String label, CmwRecord record, int depth) {
        String type = record.type() instanceof CmwType.MediaType media
                ? media.text()
                : "Content-Format " + Names.of("content-format", ((CmwType.ContentFormat) record.type()).number());
        String roles = record.indicators().isEmpty()
                ? ""
                : " " + record.indicators().stream().sorted().toList();
        return inspector.nested(label, type + roles, record.value(), depth);
    }
}
