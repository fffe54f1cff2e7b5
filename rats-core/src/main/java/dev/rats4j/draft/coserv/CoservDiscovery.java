package dev.rats4j.draft.coserv;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cmw.CmwType;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A coserv-well-known-info: what a service offers, in CBOR or in JSON.
 *
 * @param version of the service, a semantic version
 * @param capabilities at least one
 * @param endpoints paths by symbolic name; at least one
 * @param keys that verify results; there if a capability is signed
 */
public record CoservDiscovery(
        String version, List<Capability> capabilities, Map<String, String> endpoints, Optional<DiscoveryKeys> keys) {

    /** Where a service has the document. */
    public static final String WELL_KNOWN_PATH = "/.well-known/coserv-configuration";
    /** Media type in CBOR. */
    public static final String MEDIA_TYPE_CBOR = "application/coserv-discovery+cbor";
    /** Media type in JSON. */
    public static final String MEDIA_TYPE_JSON = "application/coserv-discovery+json";
    /** Symbolic name of the endpoint that takes queries. */
    public static final String REQUEST_RESPONSE = "CoSERVRequestResponse";

    private static final String QUERY = "/{query}";
    private static final int LONGEST_VERSION = 256;
    /** The grammar of semver.org 2.0.0. */
    private static final Pattern SEMVER = Pattern.compile("(0|[1-9][0-9]*+)\\.(0|[1-9][0-9]*+)\\.(0|[1-9][0-9]*+)"
            + "(-(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(\\.(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*)?"
            + "(\\+[0-9a-zA-Z-]++(\\.[0-9a-zA-Z-]++)*+)?");

    /** What can be had in a category. */
    public enum Artifacts {
        /** Sources of results by environment. */
        SOURCE,
        /** Collected results by environment. */
        COLLECTED,
        /** Manifests by identifier. */
        RIMS;

        /** As it is written. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A profile that is offered.
     *
     * @param mediaType of results, with the profile as parameter
     * @param artifacts at least one
     */
    public record Capability(CmwType.MediaType mediaType, Set<Artifacts> artifacts) {
        /** Copies; refuses none. */
        public Capability {
            if (artifacts.isEmpty()) {
                throw new IllegalArgumentException("a capability has at least one kind of artifacts");
            }
            artifacts = Collections.unmodifiableSet(EnumSet.copyOf(artifacts));
        }

        boolean isSigned() {
            return mediaType.text().toLowerCase(Locale.ROOT).startsWith(SignedCoserv.MEDIA_TYPE);
        }
    }

    /** Refuses what the draft does. */
    public CoservDiscovery {
        capabilities = List.copyOf(capabilities);
        endpoints = Collections.unmodifiableMap(new TreeMap<>(endpoints));
        Optional<String> wrong = wrong(version, capabilities, endpoints, keys);
        if (wrong.isPresent()) {
            throw new IllegalArgumentException(wrong.get());
        }
    }

    static Optional<String> wrong(
            String version,
            List<Capability> capabilities,
            Map<String, String> endpoints,
            Optional<DiscoveryKeys> keys) {
        if (version.length() > LONGEST_VERSION || !SEMVER.matcher(version).matches()) {
            return Optional.of("the version is no semantic version");
        }
        if (capabilities.isEmpty() || endpoints.isEmpty()) {
            return Optional.of("there is no capability or no endpoint");
        }
        String path = endpoints.getOrDefault(REQUEST_RESPONSE, QUERY);
        String prefix = path.endsWith(QUERY) ? path.substring(0, path.length() - QUERY.length()) : "{";
        if (prefix.indexOf('{') >= 0 || prefix.indexOf('}') >= 0) {
            return Optional.of("the path for queries does not end with its only variable, " + QUERY);
        }
        return keys.isEmpty() && capabilities.stream().anyMatch(Capability::isSigned)
                ? Optional.of("there are signed results and no keys for them")
                : Optional.empty();
    }

    /** The path of a query at the endpoint that takes queries, if there is one. */
    public Optional<String> pathOf(Coserv query) {
        return Optional.ofNullable(endpoints.get(REQUEST_RESPONSE))
                .map(path -> path.substring(0, path.length() - QUERY.length() + 1) + query.toPathSegment());
    }

    /**
     * Decodes a document in CBOR.
     *
     * @throws MalformedMessageException for anything else, and nothing else for any bytes
     */
    public static CoservDiscovery decodeCbor(Bytes message) throws MalformedMessageException {
        return DiscoveryCbor.read(CborItem.decode(message, CborProfile.WELL_FORMED));
    }

    /**
     * Decodes a document in JSON.
     *
     * @throws MalformedMessageException for anything else, and nothing else for any bytes
     */
    public static CoservDiscovery decodeJson(Bytes message) throws MalformedMessageException {
        return DiscoveryJson.read(Json.parseObject(message, JsonLimits.STANDARD));
    }

    /**
     * The document in deterministic CBOR.
     *
     * @throws IllegalStateException if its keys are JSON Web Keys
     */
    public Bytes toCbor() {
        return DiscoveryCbor.write(this);
    }

    /**
     * The document in JSON.
     *
     * @throws IllegalStateException if its keys are COSE keys
     */
    public Bytes toJson() {
        return Json.write(DiscoveryJson.write(this));
    }
}
