package dev.rats4j.draft.coserv;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cose.CoseKey;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.jose.Jwk;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;

/** Keys that verify results, as the document has them; at least one. Which are of a kind that is supported, is seen when they are used. */
public sealed interface DiscoveryKeys {

    /** The keys, in order. */
    List<PublicKey> publicKeys(CryptoBackend crypto) throws MalformedMessageException;

    /** COSE keys, encoded maps, in CBOR. */
    record CoseKeys(List<Bytes> encoded) implements DiscoveryKeys {
        /** Copies; refuses none. */
        public CoseKeys {
            encoded = List.copyOf(encoded);
            if (encoded.isEmpty()) {
                throw new IllegalArgumentException("a set of keys has at least one");
            }
        }

        @Override
        public List<PublicKey> publicKeys(CryptoBackend crypto) throws MalformedMessageException {
            List<PublicKey> keys = new ArrayList<>();
            for (Bytes key : encoded) {
                keys.add(CoseKey.decode(CborItem.decode(key, CborProfile.WELL_FORMED), crypto));
            }
            return keys;
        }
    }

    /** JSON Web Keys, in JSON. */
    record JsonWebKeys(List<JsonObject> keys) implements DiscoveryKeys {
        /** Copies; refuses none. */
        public JsonWebKeys {
            keys = List.copyOf(keys);
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("a set of keys has at least one");
            }
        }

        @Override
        public List<PublicKey> publicKeys(CryptoBackend crypto) throws MalformedMessageException {
            List<PublicKey> found = new ArrayList<>();
            for (JsonObject key : keys) {
                found.add(Jwk.parse(key, crypto).key());
            }
            return found;
        }
    }
}
