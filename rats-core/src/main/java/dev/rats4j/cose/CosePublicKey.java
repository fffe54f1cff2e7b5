package dev.rats4j.cose;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.Optional;

/**
 * A COSE_Key that verifies signatures, with what it says of its use. RFC 9052, 7.1.
 *
 * @param key the key
 * @param keyId {@code kid}, a hint for finding it
 * @param algorithm {@code alg}, the only algorithm it is for
 */
public record CosePublicKey(PublicKey key, Optional<Bytes> keyId, Optional<CoseAlgorithm> algorithm) {

    private static final long VERIFY = 2;

    /**
     * Reads one.
     *
     * @throws MalformedMessageException for all that {@link CoseKey#decode} refuses, for an {@code alg} that is none of
     *     {@link CoseAlgorithm}, and for {@code key_ops} without verify
     */
    public static CosePublicKey decode(CborItem item, CryptoBackend crypto) throws MalformedMessageException {
        PublicKey key = CoseKey.decode(item, crypto);
        CborMap map = item.map("COSE_Key");
        Optional<CoseAlgorithm> algorithm = CoseKey.algorithm(map);
        if (algorithm.isEmpty() && map.optional(3).isPresent()) {
            throw item.malformed("COSE_Key.alg", "is not an algorithm that we accept");
        }
        Optional<CborItem> operations = map.optional(4);
        if (operations.isPresent() && !permitsVerify(operations.get())) {
            throw item.malformed("COSE_Key.key_ops", "has no verify");
        }
        Optional<CborItem> keyId = map.optional(2);
        return new CosePublicKey(
                key,
                keyId.isEmpty() ? Optional.empty() : Optional.of(keyId.get().bytes("COSE_Key.kid")),
                algorithm);
    }

    private static boolean permitsVerify(CborItem operations) throws MalformedMessageException {
        boolean found = false;
        for (CborItem operation : operations.elements("COSE_Key.key_ops")) {
            found |= operation.kind() == CborItem.Kind.TEXT
                    ? operation.isText("verify")
                    : operation.integer("COSE_Key.key_ops") == VERIFY;
        }
        return found;
    }

    /** Whether it may verify a message of this algorithm: its {@code alg} is absent or the same number. */
    public boolean permits(CoseAlgorithm wanted) {
        return algorithm.isEmpty() || algorithm.get() == wanted;
    }

    /**
     * The name of the key that everybody computes alike: SHA-256 over the members that its type requires. RFC 9679, 3; RFC 9964.
     *
     * @throws IllegalArgumentException if the key has no COSE_Key
     */
    public Bytes thumbprint(CryptoBackend crypto) {
        Bytes required = CoseKey.encode(key, crypto)
                .orElseThrow(() -> new IllegalArgumentException("no COSE_Key for a key of " + key.getAlgorithm()));
        return HashAlgorithm.SHA256.digest(required).value();
    }
}
