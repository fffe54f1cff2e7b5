package dev.rats4j.jose;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.PureScheme;
import dev.rats4j.crypto.WeakKeys;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A public key as JSON: EC on P-256, P-384 and P-521, RSA, Ed25519, Ed448, and ML-DSA. RFC 7517, RFC 7518, 6, RFC 8037, RFC
 * 9964.
 *
 * @param key the key
 * @param keyId {@code kid}, a hint for finding it
 * @param algorithm {@code alg}, the only algorithm it is for
 * @param json the whole JWK
 */
public record Jwk(PublicKey key, Optional<String> keyId, Optional<JoseAlgorithm> algorithm, JsonObject json) {

    private static final Map<String, EllipticCurve> CURVES =
            Map.of("P-256", EllipticCurve.P256, "P-384", EllipticCurve.P384, "P-521", EllipticCurve.P521);
    private static final String AKP = "AKP";

    /**
     * Reads a public key that verifies signatures.
     *
     * @throws MalformedMessageException for other types and curves, coordinates that are not of the curve's exact length or no
     *     point, integers with leading zeros, moduli that can be
     *     factored, an algorithm that the key does not fit, and for private or secret keys
     */
    public static Jwk parse(JsonObject json, CryptoBackend crypto) throws MalformedMessageException {
        for (String secret : List.of("d", "k", "p", "q", "dp", "dq", "qi", "oth", "priv")) {
            if (json.has(secret)) {
                throw json.malformed(secret, "is a secret, and this is a public key");
            }
        }
        PublicKey key = key(json, crypto);
        checkUse(json);
        Optional<JoseAlgorithm> algorithm = Optional.empty();
        if (json.has("alg")) {
            algorithm = JoseAlgorithm.named(json.string("alg"));
            if (algorithm.isEmpty() || !algorithm.get().fits(crypto, key)) {
                throw json.malformed("alg", "is not an algorithm for this key");
            }
        }
        return new Jwk(key, json.optionalString("kid"), algorithm, json);
    }

    private static PublicKey key(JsonObject json, CryptoBackend crypto) throws MalformedMessageException {
        switch (json.string("kty")) {
            case "EC" -> {
                EllipticCurve curve = CURVES.get(json.string("crv"));
                if (curve != null) {
                    return crypto.ecPublicKey(curve, json.base64Url("x"), json.base64Url("y"));
                }
                throw json.malformed("crv", "is not a curve that we accept");
            }
            case "RSA" -> {
                BigInteger modulus = unsigned(json, "n");
                if (WeakKeys.hasRocaFingerprint(modulus)) {
                    throw json.malformed("n", "is of a generator whose keys can be factored (CVE-2017-15361)");
                }
                return crypto.rsaPublicKey(modulus, unsigned(json, "e"));
            }
            case "OKP" -> {
                return crypto.publicKey(scheme(json, "crv", false), json.base64Url("x"));
            }
            case AKP -> {
                return crypto.publicKey(scheme(json, "alg", true), json.base64Url("pub"));
            }
            default -> throw json.malformed("kty", "is not a type that we accept");
        }
    }

    private static PureScheme scheme(JsonObject json, String member, boolean isMlDsa) throws MalformedMessageException {
        String name = json.string(member);
        for (PureScheme scheme : PureScheme.values()) {
            if (scheme.isMlDsa() == isMlDsa && scheme.schemeName().equals(name)) {
                return scheme;
            }
        }
        throw json.malformed(member, "is not one that we accept");
    }

    static void checkUse(JsonObject json) throws MalformedMessageException {
        Optional<String> use = json.optionalString("use");
        if (use.isPresent() && !use.get().equals("sig")) {
            throw json.malformed("use", "is not sig");
        }
        if (json.has("key_ops") && !json.array("key_ops").strings().contains("verify")) {
            throw json.malformed("key_ops", "has no verify");
        }
    }

    private static BigInteger unsigned(JsonObject json, String name) throws MalformedMessageException {
        Bytes value = json.base64Url(name);
        if (value.isEmpty() || value.at(0) == 0) {
            throw json.malformed(name, "is empty or has a leading zero");
        }
        return new BigInteger(1, value.toByteArray());
    }

    /**
     * Writes a public key, without {@code kid}.
     *
     * @throws IllegalArgumentException for other keys than those that {@link #parse} reads
     */
    public static Jwk of(PublicKey key, CryptoBackend crypto) {
        JsonObject.Builder json = JsonObject.builder();
        Optional<EllipticCurve> curve = crypto.curveOf(key);
        if (curve.isPresent() && key instanceof ECPublicKey ec) {
            int length = curve.get().coordinateLength();
            json.put("kty", "EC")
                    .put("crv", "P-" + curve.get().name().substring(1))
                    .put("x", fixed(ec.getW().getAffineX(), length))
                    .put("y", fixed(ec.getW().getAffineY(), length));
        } else if (key instanceof RSAPublicKey rsa) {
            json.put("kty", "RSA").put("n", minimal(rsa.getModulus())).put("e", minimal(rsa.getPublicExponent()));
        } else {
            PureScheme scheme = PureScheme.of(key)
                    .orElseThrow(() -> new IllegalArgumentException("no JWK for a key of " + key.getAlgorithm()));
            if (scheme.isMlDsa()) {
                return akp(key, scheme);
            }
            json.put("kty", "OKP").put("crv", scheme.schemeName()).put("x", scheme.bytesOf(key));
        }
        return new Jwk(key, Optional.empty(), Optional.empty(), json.build());
    }

    private static Jwk akp(PublicKey key, PureScheme scheme) {
        JsonObject json = JsonObject.builder()
                .put("kty", AKP)
                .put("alg", scheme.schemeName())
                .put("pub", scheme.bytesOf(key))
                .build();
        return new Jwk(key, Optional.empty(), JoseAlgorithm.named(scheme.schemeName()), json);
    }

    private static Bytes fixed(BigInteger value, int length) {
        Bytes minimal = minimal(value);
        return Bytes.concat(Bytes.copyOf(new byte[length - minimal.length()]), minimal);
    }

    private static Bytes minimal(BigInteger value) {
        Bytes bytes = Bytes.copyOf(value.toByteArray());
        return bytes.length() > 1 && bytes.at(0) == 0 ? bytes.slice(1, bytes.length()) : bytes;
    }

    /** The same key with a {@code kid}. */
    public Jwk withKeyId(String keyId) {
        JsonObject.Builder builder = JsonObject.builder();
        json.members().forEach((name, value) -> {
            if (!name.equals("kid")) {
                builder.put(name, value);
            }
        });
        return new Jwk(
                key, Optional.of(keyId), algorithm, builder.put("kid", keyId).build());
    }

    /**
     * The name of the key that everybody computes alike: SHA-256 over the members that its type requires, whatever others it has. RFC
     * 7638, 3.2; RFC 8037, 2.
     */
    public Bytes thumbprint() {
        JsonObject.Builder required = JsonObject.builder();
        for (String name : required()) {
            json.get(name).ifPresent(value -> required.put(name, value));
        }
        return HashAlgorithm.SHA256.digest(Json.write(required.build())).value();
    }

    private List<String> required() {
        if (key instanceof RSAPublicKey) {
            return List.of("e", "kty", "n");
        }
        if (key instanceof ECPublicKey) {
            return List.of("crv", "kty", "x", "y");
        }
        boolean isAkp = PureScheme.of(key).filter(PureScheme::isMlDsa).isPresent();
        return isAkp ? List.of("alg", "kty", "pub") : List.of("crv", "kty", "x"); // RFC 9964, RFC 8037
    }

    /** Whether it may verify such a token: its {@code alg} is absent or the same. */
    public boolean permits(JoseAlgorithm wanted) {
        return algorithm.isEmpty() || algorithm.get().signatureAlgorithm().equals(wanted.signatureAlgorithm());
    }

    /** The type only. */
    @Override
    public String toString() {
        return "JWK of " + key.getAlgorithm();
    }
}
