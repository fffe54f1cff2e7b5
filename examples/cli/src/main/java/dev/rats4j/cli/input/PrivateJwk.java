package dev.rats4j.cli.input;

import dev.rats4j.crypto.CanonicalKey;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.PureScheme;
import dev.rats4j.jose.Jwk;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.KeyPair;
import java.util.Set;

/** A private key as JSON: AKP with the seed of ML-DSA (RFC 9964, 3), OKP of Ed25519 and Ed448 (RFC 8037, 2). */
final class PrivateJwk {

    private static final Set<String> SECRETS = Set.of("priv", "d");

    private PrivateJwk() {}

    /**
     * Reads both halves.
     *
     * @throws MalformedMessageException for other types, for keys that are not for signing, and if the public half is not that of the
     *     secret
     */
    static KeyPair parse(Bytes text, CryptoBackend crypto) throws MalformedMessageException {
        JsonObject json = Json.parseObject(text, JsonLimits.STANDARD);
        boolean isAkp = json.string("kty").equals("AKP");
        if (!isAkp && !json.string("kty").equals("OKP")) {
            throw json.malformed("kty", "is neither AKP nor OKP; other keys are read as PEM or PKCS#8");
        }
        if (json.has("key_ops") && !json.array("key_ops").strings().contains("sign")) {
            throw json.malformed("key_ops", "has no sign");
        }
        Jwk open = Jwk.parse(publicHalf(json), crypto);
        String secret = isAkp ? "priv" : "d";
        PureScheme scheme =
                PureScheme.of(open.key()).orElseThrow(() -> json.malformed("kty", "is not that of the key"));
        Bytes seed = json.base64Url(secret);
        if (seed.length() != scheme.seedLength()) {
            throw json.malformed(secret, "is not of " + scheme.seedLength() + " bytes");
        }
        KeyPair pair = crypto.keyPair(scheme, seed);
        if (!CanonicalKey.encode(pair.getPublic()).equals(CanonicalKey.encode(open.key()))) {
            throw json.malformed(secret, "is the secret of another public key");
        }
        return pair;
    }

    /** Without the secret, and without operations: those of the private half are others. */
    private static JsonObject publicHalf(JsonObject json) {
        JsonObject.Builder open = JsonObject.builder();
        json.members().forEach((name, value) -> {
            if (!SECRETS.contains(name) && !name.equals("key_ops")) {
                open.put(name, value);
            }
        });
        return open.build();
    }
}
