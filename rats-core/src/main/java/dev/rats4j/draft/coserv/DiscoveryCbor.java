package dev.rats4j.draft.coserv;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cmw.CmwType;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Discovery documents in CBOR. */
final class DiscoveryCbor {

    private static final String NAME = "coserv-well-known-info";

    private DiscoveryCbor() {}

    static CoservDiscovery read(CborItem item) throws MalformedMessageException {
        CborMap map = item.map(NAME);
        String version = map.required(1, "version").text(NAME + ".version");
        List<CoservDiscovery.Capability> capabilities = QueryReader.list(
                map.required(2, "capabilities"), NAME + ".capabilities", 1, DiscoveryCbor::readCapability);
        Map<String, String> endpoints = readEndpoints(map.required(3, "api-endpoints"));
        Optional<CborItem> keySet = map.optional(4);
        map.expectNoOthers();
        Optional<DiscoveryKeys> keys = keySet.isPresent()
                ? Optional.of(new DiscoveryKeys.CoseKeys(QueryReader.list(
                        keySet.get(),
                        NAME + ".result-verification-key",
                        1,
                        key -> Cbor.deterministic(key.map("COSE_Key").item()))))
                : Optional.empty();
        Optional<String> wrong = CoservDiscovery.wrong(version, capabilities, endpoints, keys);
        if (wrong.isPresent()) {
            throw item.malformed(NAME, wrong.get());
        }
        return new CoservDiscovery(version, capabilities, endpoints, keys);
    }

    private static CoservDiscovery.Capability readCapability(CborItem item) throws MalformedMessageException {
        CborMap map = item.map("capability");
        CborItem mediaType = map.required(1, "media-type");
        CborItem support = map.required(2, "artifact-support");
        map.expectNoOthers();
        Optional<CmwType.MediaType> type = DiscoveryJson.mediaType(mediaType.text("capability.media-type"));
        if (type.isEmpty()) {
            throw mediaType.malformed("capability.media-type", "is no media type");
        }
        List<String> labels = QueryReader.list(support, "artifact-support", 1, label -> label.text("artifact-support"));
        Optional<Set<CoservDiscovery.Artifacts>> artifacts = artifacts(labels);
        if (artifacts.isEmpty()) {
            throw support.malformed("artifact-support", "is not of source, collected and rims, in this order");
        }
        return new CoservDiscovery.Capability(type.get(), artifacts.get());
    }

    /** The CDDL has the labels in this order, each at most once. */
    static Optional<Set<CoservDiscovery.Artifacts>> artifacts(List<String> labels) {
        Set<CoservDiscovery.Artifacts> found = EnumSet.noneOf(CoservDiscovery.Artifacts.class);
        for (CoservDiscovery.Artifacts artifacts : CoservDiscovery.Artifacts.values()) {
            if (labels.contains(artifacts.label())) {
                found.add(artifacts);
            }
        }
        List<String> inOrder =
                found.stream().map(CoservDiscovery.Artifacts::label).toList();
        return inOrder.equals(labels) && !found.isEmpty() ? Optional.of(found) : Optional.empty();
    }

    private static Map<String, String> readEndpoints(CborItem item) throws MalformedMessageException {
        String field = NAME + ".api-endpoints";
        Map<String, String> endpoints = new TreeMap<>();
        for (Map.Entry<CborKey, CborItem> entry : item.map(field).entries().entrySet()) {
            if (!(entry.getKey() instanceof CborKey.Text name)) {
                throw item.malformed(field, "key " + entry.getKey() + " is no text");
            }
            endpoints.put(name.value(), entry.getValue().text(field));
        }
        if (endpoints.isEmpty()) {
            throw item.malformed(field, "is empty");
        }
        return endpoints;
    }

    static Bytes write(CoservDiscovery document) {
        Cbor.MapBuilder endpoints = Cbor.map();
        document.endpoints().forEach((name, path) -> endpoints.put(name, Cbor.text(path)));
        Cbor.MapBuilder map = Cbor.map()
                .put(1, Cbor.text(document.version()))
                .put(2, QueryWriter.array(document.capabilities(), DiscoveryCbor::write))
                .put(3, endpoints.encode());
        document.keys().ifPresent(keys -> {
            if (!(keys instanceof DiscoveryKeys.CoseKeys coseKeys)) {
                throw new IllegalStateException("keys of JSON in a document of CBOR");
            }
            map.put(4, Cbor.array(coseKeys.encoded()));
        });
        return map.encode();
    }

    private static Bytes write(CoservDiscovery.Capability capability) {
        return Cbor.map()
                .put(1, Cbor.text(capability.mediaType().text()))
                .put(2, QueryWriter.array(List.copyOf(capability.artifacts()), each -> Cbor.text(each.label())))
                .encode();
    }
}
