package dev.rats4j.cli.inspect;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cli.content.ContentKind;
import dev.rats4j.cli.content.Crypto;
import dev.rats4j.cli.content.PrivateKeyParts;
import dev.rats4j.cose.CoseKey;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.jose.Jwk;
import dev.rats4j.jose.JwkSet;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keys: type, size, and the name that everybody computes alike. Of private keys nothing but the public half. */
final class KeyNodes {

    static final CryptoBackend CRYPTO = Crypto.backend();

    private KeyNodes() {}

    static List<Node> of(ContentKind kind, Bytes content) throws MalformedMessageException {
        return switch (kind) {
            case JWK -> jwk(Jwk.parse(Json.parseObject(content, limits(content)), CRYPTO));
            case JWK_SET -> jwkSet(JwkSet.parse(content, CRYPTO));
            case COSE_KEY -> of(CoseKey.decode(CborItem.decode(content, CborProfile.WELL_FORMED), CRYPTO));
            case PRIVATE_KEY -> privateKey(PrivateKeyParts.publicHalf(content));
            default -> of(Crypto.backend().publicKey(content));
        };
    }

    private static JsonLimits limits(Bytes content) {
        return JsonLimits.ofBytes(Math.max(1, content.length()));
    }

    private static List<Node> privateKey(Optional<PublicKey> half) {
        String none = "cannot be told: encrypted, broken, of another kind, or among other things";
        return List.of(
                half.map(key -> node("public half", key)).orElse(Node.of("public half", none)),
                Node.of("private half", "not shown"));
    }

    private static List<Node> jwkSet(JwkSet set) {
        List<Node> nodes = new ArrayList<>(
                Node.each(set.keys(), JwkSet.MAX_KEYS, key -> new Node("key", type(key.key()), jwk(key))));
        if (set.ignored() > 0) {
            nodes.add(Node.of("other keys", set.ignored() + ", not of our kinds"));
        }
        return nodes;
    }

    private static List<Node> jwk(Jwk jwk) {
        List<Node> nodes = new ArrayList<>(of(jwk.key()));
        jwk.keyId().ifPresent(id -> nodes.add(Node.of("kid", id)));
        jwk.algorithm().ifPresent(algorithm -> nodes.add(Node.of("alg", algorithm.joseName())));
        return nodes;
    }

    private static List<Node> of(PublicKey key) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(Node.of("type", type(key)));
        thumbprint(key).ifPresent(thumbprint -> nodes.add(Node.of("JWK thumbprint (SHA-256)", thumbprint)));
        return nodes;
    }

    /** A key under a name. */
    static Node node(String name, PublicKey key) {
        List<Node> thumbprint = thumbprint(key)
                .map(hex -> List.of(Node.of("JWK thumbprint (SHA-256)", hex)))
                .orElse(List.of());
        return new Node(name, type(key), thumbprint);
    }

    private static String type(PublicKey key) {
        Optional<EllipticCurve> curve = CRYPTO.curveOf(key);
        if (curve.isPresent()) {
            return "EC on " + curve.get();
        }
        return key instanceof RSAKey rsa ? "RSA of " + rsa.getModulus().bitLength() + " bits" : key.getAlgorithm();
    }

    private static Optional<String> thumbprint(PublicKey key) {
        boolean isKnown = CRYPTO.curveOf(key).isPresent() || key instanceof RSAKey || CryptoBackend.isEd25519(key);
        return isKnown ? Optional.of(Jwk.of(key, CRYPTO).thumbprint().toHex()) : Optional.empty();
    }
}
