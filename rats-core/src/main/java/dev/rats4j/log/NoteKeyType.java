package dev.rats4j.log;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EcdsaSignatures;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.PureScheme;
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
    COSIGNATURE_ED25519(0x04, Operation.ED25519, HashAlgorithm.SHA512),
    /**
     * ML-DSA-44 cosignature with its time, C2SP tlog-cosignature. It covers the name of the cosigner, the origin, size and root, and no
     * extension lines.
     */
    COSIGNATURE_ML_DSA_44(0x06, Operation.ML_DSA_44, HashAlgorithm.SHA3_512);

    private static final Bytes SUBTREE_LABEL = Bytes.ofUtf8("subtree/v1\n\0");
    private static final int MAX_NAME = 255;

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
        return this == COSIGNATURE_ED25519 || this == COSIGNATURE_ML_DSA_44;
    }

    /** Whether signatures cover the whole text. */
    public boolean coversText() {
        return this != COSIGNATURE_ML_DSA_44;
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

    private Optional<PureScheme> scheme() {
        return PureScheme.of(algorithm.operation());
    }

    PublicKey key(Bytes material, CryptoBackend crypto) throws MalformedMessageException {
        Optional<PureScheme> scheme = scheme();
        if (scheme.isPresent()) {
            return crypto.publicKey(scheme.get(), material);
        }
        PublicKey key = crypto.publicKey(material);
        if (!(key instanceof ECPublicKey) || !Bytes.copyOf(key.getEncoded()).equals(material)) {
            throw new MalformedMessageException("verifier key.key", 0, "is no EC key in DER");
        }
        return key;
    }

    /** The key as a verifier key has it. */
    Bytes material(PublicKey key) {
        Optional<PureScheme> scheme = scheme();
        if (!PureScheme.of(key).equals(scheme) || (scheme.isEmpty() && !(key instanceof ECPublicKey))) {
            throw new IllegalArgumentException(key.getAlgorithm() + " key for " + this);
        }
        return scheme.isPresent() ? scheme.get().bytesOf(key) : Bytes.copyOf(key.getEncoded());
    }

    /** What is signed; empty if this type signs checkpoints only and the text is none. */
    Optional<Bytes> message(String name, Bytes text, long timestamp) {
        return switch (this) {
            case ED25519, ECDSA -> Optional.of(text);
            case COSIGNATURE_ED25519 ->
                Checkpoint.isCheckpoint(text)
                        ? Optional.of(Bytes.concat(Bytes.ofUtf8("cosignature/v1\ntime " + timestamp + "\n"), text))
                        : Optional.empty();
            case COSIGNATURE_ML_DSA_44 -> subtree(name, text, timestamp);
        };
    }

    /** cosigned_message, in the presentation language of RFC 8446, 3. */
    private static Optional<Bytes> subtree(String name, Bytes text, long timestamp) {
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.decode(text);
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
        Bytes cosigner = Bytes.ofUtf8(name);
        Bytes origin = Bytes.ofUtf8(checkpoint.origin());
        if (cosigner.length() > MAX_NAME || origin.length() > MAX_NAME) {
            return Optional.empty();
        }
        return Optional.of(Bytes.concat(
                SUBTREE_LABEL,
                Bytes.of(cosigner.length()),
                cosigner,
                NoteKey.bigEndian(timestamp),
                Bytes.of(origin.length()),
                origin,
                NoteKey.bigEndian(0),
                NoteKey.bigEndian(checkpoint.head().size()),
                checkpoint.head().root()));
    }

    /** The signature as {@code crypto} takes it. */
    Optional<Bytes> plainSignature(CryptoBackend crypto, PublicKey key, Bytes signature) {
        return this == ECDSA
                ? crypto.curveOf(key).flatMap(curve -> EcdsaSignatures.ofDer(curve, signature))
                : Optional.of(signature);
    }
}
