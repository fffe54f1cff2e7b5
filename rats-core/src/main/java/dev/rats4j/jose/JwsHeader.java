package dev.rats4j.jose;

import dev.rats4j.json.Base64Url;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A protected header that we accept.
 *
 * @param signature the algorithm, if it is one of signatures
 * @param code the algorithm, if it is one of codes
 * @param isPayloadEncoded whether the payload is in base64url, as it is without {@code b64}
 */
record JwsHeader(
        JsonObject json, Optional<JoseAlgorithm> signature, Optional<JoseMacAlgorithm> code, boolean isPayloadEncoded) {

    private static final JsonLimits LIMITS = JsonLimits.ofBytes(CompactJws.MAX_LENGTH);
    private static final Set<String> ONLY_PROTECTED = Set.of("alg", "crit", "b64", "jwk", "zip", "enc", "cty", "typ");
    private static final List<String> NEVER = List.of("jwk", "zip", "enc");

    /**
     * Reads a protected header, which may not be accepted.
     *
     * @param encoded in base64url; empty if there is none
     * @param untrusted the other header, which has to have other names
     */
    static JsonObject parse(String encoded, JsonObject untrusted) throws MalformedMessageException {
        JsonObject json = encoded.isEmpty()
                ? JsonObject.builder().build()
                : Json.parseObject(Base64Url.decode("JWS.header", 0, encoded), LIMITS);
        for (String name : untrusted.members().keySet()) {
            if (json.has(name)) {
                throw untrusted.malformed(name, "is in both headers"); // RFC 7515, 7.2.1
            }
        }
        return json;
    }

    /**
     * A header that we accept.
     *
     * @throws MalformedMessageException if it is another
     */
    static JwsHeader accepted(JsonObject json, JsonObject untrusted) throws MalformedMessageException {
        for (String name : untrusted.members().keySet()) {
            if (ONLY_PROTECTED.contains(name)) {
                throw untrusted.malformed(name, "is not protected");
            }
        }
        for (String name : NEVER) {
            if (json.has(name)) {
                throw json.malformed(name, "is not accepted in a header");
            }
        }
        String algorithm = json.string("alg");
        Optional<JoseAlgorithm> signature = JoseAlgorithm.named(algorithm);
        Optional<JoseMacAlgorithm> code = JoseMacAlgorithm.named(algorithm);
        if (signature.isEmpty() && code.isEmpty()) {
            throw json.malformed("alg", "is not an algorithm that we accept");
        }
        return new JwsHeader(json, signature, code, isPayloadEncoded(json));
    }

    /** {@code b64} is understood only if {@code crit} names it, and nothing else. RFC 7797, 6. */
    private static boolean isPayloadEncoded(JsonObject json) throws MalformedMessageException {
        if (!json.has("crit") && !json.has("b64")) {
            return true;
        }
        if (!json.has("crit") || !json.array("crit").strings().equals(List.of("b64"))) {
            throw json.malformed("crit", "is not exactly b64");
        }
        return json.bool("b64");
    }
}
