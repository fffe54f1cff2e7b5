package dev.rats4j.draft.coserv;

import dev.rats4j.cmw.CmwType;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Discovery documents in JSON. */
final class DiscoveryJson {

    private static final String VERSION = "version";
    private static final String CAPABILITIES = "capabilities";
    private static final String ENDPOINTS = "api-endpoints";
    private static final String KEYS = "result-verification-key";
    private static final String MEDIA_TYPE = "media-type";
    private static final String SUPPORT = "artifact-support";

    private DiscoveryJson() {}

    static CoservDiscovery read(JsonObject json) throws MalformedMessageException {
        json.expectOnly(Set.of(VERSION, CAPABILITIES, ENDPOINTS, KEYS));
        String version = json.string(VERSION);
        List<CoservDiscovery.Capability> capabilities = new ArrayList<>();
        for (JsonObject capability : json.array(CAPABILITIES).objects()) {
            capabilities.add(readCapability(capability));
        }
        Map<String, String> endpoints = new TreeMap<>();
        JsonObject paths = json.object(ENDPOINTS);
        for (String name : paths.members().keySet()) {
            endpoints.put(name, paths.string(name));
        }
        Optional<DiscoveryKeys> keys = Optional.empty();
        if (json.has(KEYS)) {
            List<JsonObject> set = json.array(KEYS).objects();
            if (set.isEmpty()) {
                throw json.malformed(KEYS, "is empty");
            }
            keys = Optional.of(new DiscoveryKeys.JsonWebKeys(set));
        }
        Optional<String> wrong = CoservDiscovery.wrong(version, capabilities, endpoints, keys);
        if (wrong.isPresent()) {
            throw json.malformed(VERSION, wrong.get());
        }
        return new CoservDiscovery(version, capabilities, endpoints, keys);
    }

    private static CoservDiscovery.Capability readCapability(JsonObject json) throws MalformedMessageException {
        json.expectOnly(Set.of(MEDIA_TYPE, SUPPORT));
        Optional<CmwType.MediaType> type = mediaType(json.string(MEDIA_TYPE));
        if (type.isEmpty()) {
            throw json.malformed(MEDIA_TYPE, "is no media type");
        }
        Optional<Set<CoservDiscovery.Artifacts>> artifacts =
                DiscoveryCbor.artifacts(json.array(SUPPORT).strings());
        if (artifacts.isEmpty()) {
            throw json.malformed(SUPPORT, "is not of source, collected and rims, in this order");
        }
        return new CoservDiscovery.Capability(type.get(), artifacts.get());
    }

    static Optional<CmwType.MediaType> mediaType(String text) {
        try {
            return Optional.of(new CmwType.MediaType(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static JsonObject write(CoservDiscovery document) {
        JsonObject.Builder endpoints = JsonObject.builder();
        document.endpoints().forEach(endpoints::put);
        JsonObject.Builder json = JsonObject.builder()
                .put(VERSION, document.version())
                .put(
                        CAPABILITIES,
                        JsonArray.of(document.capabilities().stream()
                                .map(DiscoveryJson::write)
                                .toList()))
                .put(ENDPOINTS, endpoints.build());
        document.keys().ifPresent(keys -> {
            if (!(keys instanceof DiscoveryKeys.JsonWebKeys jsonKeys)) {
                throw new IllegalStateException("keys of CBOR in a document of JSON");
            }
            json.put(KEYS, JsonArray.of(jsonKeys.keys()));
        });
        return json.build();
    }

    private static JsonObject write(CoservDiscovery.Capability capability) {
        return JsonObject.builder()
                .put(MEDIA_TYPE, capability.mediaType().text())
                .put(
                        SUPPORT,
                        JsonArray.ofStrings(capability.artifacts().stream()
                                .map(CoservDiscovery.Artifacts::label)
                                .toList()))
                .build();
    }
}
