package dev.rats4j.cli.inspect;

import dev.rats4j.bom.BomComponent;
import dev.rats4j.bom.CycloneDxBom;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;

/** Bills of materials. */
final class BomNodes {

    private static final int MOST = 500;

    private BomNodes() {}

    static List<Node> of(Bytes content, int level) throws MalformedMessageException {
        CycloneDxBom bom = CycloneDxBom.decode(content);
        List<Node> nodes = new ArrayList<>();
        nodes.add(Node.of("version of CycloneDX", bom.specVersion()));
        bom.serialNumber().ifPresent(number -> nodes.add(Node.of("serial number", number)));
        nodes.add(Node.of("version of the document", Long.toString(bom.version())));
        bom.subject().ifPresent(subject -> nodes.add(component("about", subject)));
        nodes.addAll(Node.each(bom.allComponents(), MOST, component -> component("component", component)));
        nodes.add(new Node("document", "", JsonNodes.of(content, level + 1)));
        return nodes;
    }

    private static Node component(String name, BomComponent component) {
        List<Node> nodes = new ArrayList<>();
        component.packageUrl().ifPresent(url -> nodes.add(Node.of("purl", url)));
        nodes.addAll(Node.each(
                component.hashes(),
                MOST,
                hash -> Node.of(hash.algorithm(), hash.value().toHex())));
        String version = component.version().map(text -> " " + text).orElse("");
        return new Node(name, component.name() + version + " (" + component.type() + ")", nodes);
    }
}
