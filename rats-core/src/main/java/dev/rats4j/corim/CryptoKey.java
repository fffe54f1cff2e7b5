package dev.rats4j.corim;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.crypto.CanonicalKey;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import java.security.PublicKey;

/**
 * A crypto-key-type-choice, kept as it is compared: tag and deterministic encoding of the content.
 *
 * @param tag 554 PKIX key, 555 certificate, 556 path (base64 text), 557 key thumbprint, 558 COSE_Key, 559 certificate thumbprint,
 *     560 bytes, 561 path thumbprint, 562 DER certificate
 * @param content the tagged item, deterministically encoded CBOR
 */
public record CryptoKey(long tag, Bytes content) {

    /** Tag of a key thumbprint. */
    public static final long KEY_THUMBPRINT = 557;

    /** The SHA-256 thumbprint of a key: digest over its {@link CanonicalKey}, so that a key has one however it was written down. */
    public static CryptoKey thumbprint(PublicKey key) {
        Digest digest = HashAlgorithm.SHA256.digest(CanonicalKey.encode(key));
        return new CryptoKey(KEY_THUMBPRINT, Cbor.array(Cbor.integer(1), Cbor.bytes(digest.value())));
    }
}
