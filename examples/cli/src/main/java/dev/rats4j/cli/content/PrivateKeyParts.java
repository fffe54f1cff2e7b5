package dev.rats4j.cli.content;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.jose.Jwk;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import dev.rats4j.wire.Pem;
import java.security.PublicKey;
import java.util.Optional;

/** What may be said about a private key. */
public final class PrivateKeyParts {

    private static final String EC_PARAMETERS = "EC PARAMETERS";

    private PrivateKeyParts() {}

    /** The public half of a private key in PEM, PKCS#8 or JWK; empty if it is encrypted, broken, unsupported or among others. */
    public static Optional<PublicKey> publicHalf(Bytes content) {
        try {
            if (TextRecognition.beginsLikeJson(content)) {
                return Optional.of(publicJwk(Json.parseObject(content, JsonRecognition.LIMITS)));
            }
            if (Der.isSequence(content)) {
                Der.requireSequences(content, false);
            } else {
                for (Pem.Block block : Pem.blocks(content)) {
                    if (!block.label().equals(EC_PARAMETERS)) {
                        Der.requireSequences(block.content(), false);
                    }
                }
            }
            return Optional.of(Crypto.BACKEND.keyPair(content).getPublic());
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private static PublicKey publicJwk(JsonObject json) throws MalformedMessageException {
        JsonObject.Builder open = JsonObject.builder();
        json.members().forEach((name, value) -> {
            boolean isOpen = java.util.Set.of("kty", "alg", "crv", "x", "y", "n", "e", "pub")
                    .contains(name);
            if (isOpen) {
                open.put(name, value);
            }
        });
        return Jwk.parse(open.build(), Crypto.BACKEND).key();
    }

    /** Whether an item is a COSE_Key with a private or secret part. */
    public static boolean isSecret(CborItem item) {
        return CborRecognition.isSecret(item);
    }

    /** Whether bytes that are of no kind begin like a private key that was cut off: better not shown either. */
    public static boolean mayBeginHere(Bytes content) {
        return Der.beginsLikePrivateKey(content);
    }
}
