package dev.rats4j.jose;

import dev.rats4j.crypto.MacKey;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A secret key as JSON, type {@code oct}, RFC 7518, 6.4. It is a type of its own: where public keys are read, it is refused, and the
 * other way round.
 *
 * @param key the secret
 * @param keyId {@code kid}, a hint for finding it
 * @param algorithm {@code alg}, the only algorithm it is for
 */
public record MacJwk(MacKey key, Optional<String> keyId, Optional<JoseMacAlgorithm> algorithm) {

    /**
     * Reads a key.
     *
     * @throws MalformedMessageException for other types, an empty or overlong secret, one that is too short for its {@code alg}, another
     *     {@code alg} than those of {@link JoseMacAlgorithm}, another {@code use} than sig, and {@code key_ops} without verify
     */
    public static MacJwk parse(JsonObject json) throws MalformedMessageException {
        if (!json.string("kty").equals("oct")) {
            throw json.malformed("kty", "is not oct");
        }
        Jwk.checkUse(json);
        Bytes secret = json.base64Url("k");
        if (secret.isEmpty() || secret.length() > MacKey.MAX_LENGTH) {
            throw json.malformed("k", "is empty or longer than " + MacKey.MAX_LENGTH + " bytes");
        }
        MacKey key = MacKey.of(secret);
        Optional<JoseMacAlgorithm> algorithm = Optional.empty();
        if (json.has("alg")) {
            algorithm = JoseMacAlgorithm.named(json.string("alg"))
                    .filter(named -> named.mac().fits(key));
            if (algorithm.isEmpty()) {
                throw json.malformed("alg", "is not an algorithm for this key");
            }
        }
        return new MacJwk(key, json.optionalString("kid"), algorithm);
    }

    /**
     * Reads a set, RFC 7517, 5, that holds nothing but secret keys.
     *
     * @throws MalformedMessageException if one of them is another key or broken, two have one {@code kid}, or there are too many
     */
    public static List<MacJwk> parseSet(JsonObject json) throws MalformedMessageException {
        List<JsonObject> all = json.array("keys").objects();
        if (all.size() > JwkSet.MAX_KEYS) {
            throw json.malformed("keys", "more than " + JwkSet.MAX_KEYS + " keys");
        }
        List<MacJwk> keys = new ArrayList<>();
        Set<String> keyIds = new HashSet<>();
        for (JsonObject key : all) {
            MacJwk jwk = parse(key);
            if (jwk.keyId().isPresent() && !keyIds.add(jwk.keyId().get())) {
                throw key.malformed("kid", "is that of another key too");
            }
            keys.add(jwk);
        }
        return List.copyOf(keys);
    }

    /** Whether it may verify a code of this algorithm: its {@code alg} is absent or the same. */
    public boolean permits(JoseMacAlgorithm wanted) {
        return algorithm.isEmpty() || algorithm.get() == wanted;
    }

    /** The length only. */
    @Override
    public String toString() {
        return "JWK with a " + key;
    }
}
