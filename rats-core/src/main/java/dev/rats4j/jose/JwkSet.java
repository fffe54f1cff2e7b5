package dev.rats4j.jose;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Public keys that a caller trusts for one purpose, RFC 7517, 5.
 *
 * @param keys the keys
 * @param ignored how many keys of the text are of other types, curves, uses or algorithms than ours
 */
public record JwkSet(List<Jwk> keys, int ignored) {

    /** Most keys of a set. */
    public static final int MAX_KEYS = 256;

    private static final Set<String> TYPES = Set.of("EC", "RSA", "OKP", "AKP");
    private static final Set<String> CURVES = Set.of("P-256", "P-384", "P-521", "Ed25519", "Ed448");

    /** Copies the list. */
    public JwkSet {
        keys = List.copyOf(keys);
        if (keys.size() > MAX_KEYS) {
            throw new IllegalArgumentException("more than " + MAX_KEYS + " keys");
        }
    }

    /** Keys in this order. */
    public static JwkSet of(List<Jwk> keys) {
        return new JwkSet(keys, 0);
    }

    /** Reads a set from its text. */
    public static JwkSet parse(Bytes text, CryptoBackend crypto) throws MalformedMessageException {
        return parse(Json.parseObject(text, JsonLimits.STANDARD), crypto);
    }

    /**
     * Reads a set. Keys that are not for us are left out, as RFC 7517, 5 asks.
     *
     * @throws MalformedMessageException if one of our kind is broken, if two have one {@code kid}, or if there are too many
     */
    public static JwkSet parse(JsonObject json, CryptoBackend crypto) throws MalformedMessageException {
        List<JsonObject> all = json.array("keys").objects();
        if (all.size() > MAX_KEYS) {
            throw json.malformed("keys", "more than " + MAX_KEYS + " keys");
        }
        List<Jwk> keys = new ArrayList<>();
        Set<String> keyIds = new HashSet<>();
        for (JsonObject key : all) {
            if (isOurs(key)) {
                Jwk jwk = Jwk.parse(key, crypto);
                if (jwk.keyId().isPresent() && !keyIds.add(jwk.keyId().get())) {
                    throw key.malformed("kid", "is that of another key too");
                }
                keys.add(jwk);
            }
        }
        return new JwkSet(keys, all.size() - keys.size());
    }

    private static boolean isOurs(JsonObject key) throws MalformedMessageException {
        Optional<String> curve = key.optionalString("crv");
        Optional<String> use = key.optionalString("use");
        Optional<String> algorithm = key.optionalString("alg");
        boolean complete = switch (key.string("kty")) {
            case "RSA" -> key.has("n") && key.has("e");
            case "AKP" -> key.has("pub");
            default -> key.has("x");
        };
        return TYPES.contains(key.string("kty"))
                && complete
                && (curve.isEmpty() || CURVES.contains(curve.get()))
                && (use.isEmpty() || use.get().equals("sig"))
                && (algorithm.isEmpty() || JoseAlgorithm.named(algorithm.get()).isPresent());
    }

    /** The set as JSON. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("keys", JsonArray.of(keys.stream().map(Jwk::json).toList()))
                .build();
    }

    /** Keys that may have signed a token: of its {@code kid} if it has one, and for its algorithm. */
    public List<Jwk> candidates(CompactJws token, CryptoBackend crypto) throws MalformedMessageException {
        Optional<String> keyId = token.keyId();
        return keys.stream()
                .filter(jwk -> keyId.isEmpty() || jwk.keyId().equals(keyId))
                .filter(jwk ->
                        jwk.permits(token.algorithm()) && token.algorithm().fits(crypto, jwk.key()))
                .toList();
    }

    /** Empty unless one of the candidates verifies the token. */
    public Optional<VerifiedSignature> verify(CompactJws token, CryptoBackend crypto) throws MalformedMessageException {
        for (Jwk candidate : candidates(token, crypto)) {
            Optional<VerifiedSignature> verified = token.verify(crypto, candidate.key());
            if (verified.isPresent()) {
                return verified;
            }
        }
        return Optional.empty();
    }
}
