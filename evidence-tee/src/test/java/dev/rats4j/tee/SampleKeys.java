package dev.rats4j.tee;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cose.CoseKey;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.jose.Jwk;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;

/** Public keys in the forms that samples have. */
public final class SampleKeys {

    private static final CryptoBackend CRYPTO = SeededKeys.CRYPTO;

    private SampleKeys() {}

    /** A key in PEM, as JWK, in a list of trust anchors with one JWK, or as COSE_Key. */
    public static PublicKey read(Bytes file) throws MalformedMessageException {
        if (file.startsWith(Bytes.ofUtf8("-----"))) {
            return CRYPTO.publicKey(file);
        }
        if (file.utf8().strip().startsWith("{") || file.utf8().strip().startsWith("[")) {
            JsonValue json = Json.parse(file, JsonLimits.STANDARD);
            return json instanceof JsonArray anchors
                    ? jwk(anchors.objects().get(0).object("pkey"))
                    : jwk((JsonObject) json);
        }
        return CoseKey.decode(CborItem.decode(file, CborProfile.WELL_FORMED), CRYPTO);
    }

    private static PublicKey jwk(JsonObject json) throws MalformedMessageException {
        // samples bring their private key along, and one says that it is for encryption
        JsonObject.Builder open = JsonObject.builder();
        json.members().forEach((name, value) -> {
            if (!name.equals("d") && !name.equals("use")) {
                open.put(name, value);
            }
        });
        return Jwk.parse(open.build(), CRYPTO).key();
    }
}
