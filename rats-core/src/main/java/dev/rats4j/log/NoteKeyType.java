package dev.rats4j.log;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EcdsaSignatures;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Optional;

/** How a key signs notes: types of C2SP signed-note. */
public enum NoteKeyType {
    /** Ed25519 over the text. */
    ED25519(0x01, Operation.ED25519, HashAlgorithm.SHA512),
    /** ECDSA with SHA-256 over the text, as transparency logs of Sigstore sign; the id is a hash of the key alone. Verified, not written. */
    ECDSA(0x02, Operation.ECDSA, HashAlgorithm.SHA256),
    /** Ed25519 cosignature with its time, C2SP tlog-cosignature. The name is not signed, so a key is for one cosigner only. */
    COSIGNATURE_ED25519(0x04, Operation.ED25519, HashAlgorithm.SHA512);

    private static final int ED25519_LENGTH = 32;

    private final int identifier;
    private final SignatureAlgorithm algorithm;

    NoteKeyType(int identifier, Operation operation, HashAlgorithm hash) {
        this.identifier = identifier;
        this.algorithm = new SignatureAlgorithm(operation, hash);
    }

    /** The byte for it. */
    public int identifier() {
        return identifier;
    }

    /** Whether signatures begin with a time. */
    public boolean isTimestamped() {
        return this == COSIGNATURE_ED25519;
    }

    SignatureAlgorithm algorithm() {
        return algorithm;
    }

    static Optional<NoteKeyType> of(int identifier) {
        for (NoteKeyType type : values()) {
            if (type.identifier == identifier) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    PublicKey key(Bytes material, CryptoBackend crypto) throws MalformedMessageException {
        if (this != ECDSA) {
            return crypto.ed25519PublicKey(material);
        }
        PublicKey key = crypto.publicKey(material);
        if (!(key instanceof ECPublicKey) || !Bytes.copyOf(key.getEncoded()).equals(material)) {
            throw new MalformedMessageException("verifier key.key", 0, "is no EC key in DER");
        }
        return key;
    }

    /** The key as a verifier key has it. */
    Bytes material(PublicKey key) {
        Bytes encoded = Bytes.copyOf(key.getEncoded());
        if (this == ECDSA) {
            if (!(key instanceof ECPublicKey)) {
                throw new IllegalArgumentException(key.getAlgorithm() + " key for ECDSA");
            }
            return encoded;
        }
        if (!CryptoBackend.isEd25519(key)) {
            throw new IllegalArgumentException(key.getAlgorithm() + " key for Ed25519");
        }
        return encoded.slice(encoded.length() - ED25519_LENGTH, encoded.length());
    }

    /** What is signed; empty if this type signs checkpoints only and the text is none. */
    Optional<Bytes> message(String name, Bytes text, long timestamp) {
        return switch (this) {
            case ED25519, ECDSA -> Optional.of(text);
            case COSIGNATURE_ED25519 ->
                Checkpoint.isCheckpoint(text)
                        ? Optional.of(Bytes.concat(Bytes.ofUtf8("cosignature/v1\ntime " + timestamp + "\n"), text))
                        : Optional.empty();
        };
    }

    /** The signature as {@code crypto} takes it. */
    Optional<Bytes> plainSignature(CryptoBackend crypto, PublicKey key, Bytes signature) {
        return this == ECDSA
                ? crypto.curveOf(key).flatMap(curve -> EcdsaSignatures.ofDer(curve, signature))
                : Optional.of(signature);
    }
}
