package dev.rats4j.eat;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.cose.CoseKey;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.jose.Jwk;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.Optional;

/**
 * The key whose possession is to be proved, {@code cnf} of RFC 8747 and RFC 7800. It is kept as it was written, and can be written in that
 * format only.
 */
public final class Confirmation {

    static final ClaimCodec<Confirmation> CODEC = ClaimCodec.of(
            Confirmation::read, (confirmation, format) -> ClaimCodec.encoded().write(confirmation.encoded, format));

    private final EatValue encoded;
    private final Optional<EatValue> key;
    private final Optional<EatValue> encryptedKey;
    private final Optional<EatValue> keyId;

    private Confirmation(EatValue encoded, EatMap map) {
        this.encoded = encoded;
        this.key = map.optional(1, "jwk");
        this.encryptedKey = map.optional(2, "jwe");
        this.keyId = map.optional(3, "kid");
    }

    private static Confirmation read(EatValue value) throws MalformedMessageException {
        EatMap map = value.map();
        Confirmation confirmation = new Confirmation(value, map);
        if (map.entries().isEmpty()) {
            throw value.malformed("is empty");
        }
        if (confirmation.key.isPresent() && confirmation.encryptedKey.isPresent()) {
            throw value.malformed("has more than one key"); // RFC 8747, 3.1
        }
        for (CborKey member : map.entries().keySet()) {
            if (member instanceof CborKey.Binary) {
                throw value.malformed("has a member under a byte string");
            }
        }
        if (confirmation.key.isPresent()) {
            confirmation.key.get().map();
        }
        confirmation.keyId();
        return confirmation;
    }

    /** A public key as COSE_Key or JWK. */
    public static Confirmation of(PublicKey key, CryptoBackend crypto, EatFormat format) {
        EatValue encoded = format == EatFormat.CBOR
                ? EatValue.ofCbor(CoseKey.encode(key, crypto)
                        .orElseThrow(() -> new IllegalArgumentException("no COSE_Key for this key")))
                : EatValue.ofJson(Jwk.of(key, crypto).json());
        return of(format.map().put(1, "jwk", encoded).build());
    }

    /** The identifier of a key that the receiver knows; in JSON it has to be UTF-8. */
    public static Confirmation ofKeyId(Bytes keyId, EatFormat format) {
        EatValue encoded = format == EatFormat.CBOR ? format.bytes(keyId) : format.text(keyId.utf8());
        return of(format.map().put(3, "kid", encoded).build());
    }

    private static Confirmation of(EatValue encoded) {
        try {
            return read(encoded);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("a confirmation that we wrote", e);
        }
    }

    /** The public key; empty if there is none, or only an encrypted one. */
    public Optional<PublicKey> publicKey(CryptoBackend crypto) throws MalformedMessageException {
        if (key.isEmpty()) {
            return Optional.empty();
        }
        if (key.get() instanceof CborEatValue cbor) {
            return Optional.of(CoseKey.decode(cbor.item(), crypto));
        }
        return Optional.of(Jwk.parse((JsonObject) key.get().json(), crypto).key());
    }

    /** The encrypted key, if there is one, as it is. */
    public Optional<EatValue> encryptedKey() {
        return encryptedKey;
    }

    /** The identifier of the key; in JSON the text in UTF-8. */
    public Optional<Bytes> keyId() throws MalformedMessageException {
        if (keyId.isEmpty()) {
            return Optional.empty();
        }
        boolean inCbor = encoded.format() == EatFormat.CBOR;
        return Optional.of(
                inCbor ? keyId.get().bytes() : Bytes.ofUtf8(keyId.get().text()));
    }

    /** The whole claim. */
    public EatValue encoded() {
        return encoded;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Confirmation other && encoded.equals(other.encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    @Override
    public String toString() {
        return "confirmation in " + encoded.format();
    }
}
