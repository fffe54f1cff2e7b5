package dev.rats4j.log;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** The key of somebody who signs notes: a name, a key and how it signs. C2SP signed-note and tlog-cosignature. */
@CheckReturnValue
public final class NoteKey {

    private static final int ID_LENGTH = 4;
    private static final int TIMESTAMP_LENGTH = 8;
    private static final Bytes LINE_FEED = Bytes.of('\n');

    private final String name;
    private final NoteKeyType type;
    private final PublicKey key;
    private final Bytes id;

    /**
     * A key.
     *
     * @param name not empty and without spaces and plus signs
     * @throws IllegalArgumentException for another name, or a key that is not for the type
     */
    public NoteKey(String name, NoteKeyType type, PublicKey key) {
        if (!NoteSignature.isName(name)) {
            throw new IllegalArgumentException("name of a key");
        }
        this.name = name;
        this.type = type;
        this.key = key;
        this.id = id(name, type, type.material(key));
    }

    private static Bytes id(String name, NoteKeyType type, Bytes material) {
        Bytes hashed = type == NoteKeyType.ECDSA
                ? material
                : Bytes.concat(Bytes.ofUtf8(name), LINE_FEED, Bytes.of(type.identifier()), material);
        return HashAlgorithm.SHA256.digest(hashed).value().slice(0, ID_LENGTH).compact();
    }

    /**
     * Reads a verifier key: {@code name+hash+key}, the hash in 8 hexadecimal digits, the key in base64 after a byte for its type.
     *
     * @throws MalformedMessageException also if the hash is not that of the key, or the type is not of {@link NoteKeyType}
     */
    public static NoteKey parse(String text, CryptoBackend crypto) throws MalformedMessageException {
        int first = text.indexOf('+');
        int second = text.indexOf('+', first + 1);
        if (first < 0 || second < 0 || !NoteSignature.isName(text.substring(0, first))) {
            throw new MalformedMessageException("verifier key", 0, "is not name+hash+key");
        }
        String hash = text.substring(first + 1, second);
        if (!hash.matches("[0-9a-f]{8}")) {
            throw new MalformedMessageException("verifier key.hash", 0, "is not 8 hexadecimal digits");
        }
        Bytes material = StandardBase64.decode("verifier key.key", 0, text.substring(second + 1));
        if (material.isEmpty()) {
            throw new MalformedMessageException("verifier key.key", 0, "is empty");
        }
        Optional<NoteKeyType> type = NoteKeyType.of(material.at(0));
        if (type.isEmpty()) {
            throw new MalformedMessageException("verifier key.key", 0, "type " + material.at(0) + " is not supported");
        }
        PublicKey key = type.get().key(material.slice(1, material.length()), crypto);
        NoteKey noteKey = new NoteKey(text.substring(0, first), type.get(), key);
        if (!noteKey.id.toHex().equals(hash)) {
            throw new MalformedMessageException("verifier key.hash", 0, "is not that of the key");
        }
        return noteKey;
    }

    /** The verifier key, as {@link #parse} reads it. */
    public String text() {
        return name
                + '+'
                + id.toHex()
                + '+'
                + StandardBase64.encode(Bytes.concat(Bytes.of(type.identifier()), type.material(key)));
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** How it signs. */
    public NoteKeyType type() {
        return type;
    }

    /** The key. */
    public PublicKey key() {
        return key;
    }

    /** The key as a verifier key has it. */
    Bytes material() {
        return type.material(key);
    }

    /** 4 bytes that stand in signature lines. */
    public Bytes id() {
        return id;
    }

    boolean isNamedBy(NoteSignature signature) {
        return signature.keyName().equals(name) && signature.keyId().equals(id);
    }

    /** The signer, if the signature verifies over this text. */
    Optional<NoteSigner> verify(CryptoBackend crypto, Bytes text, NoteSignature line) {
        OptionalLong timestamp = OptionalLong.empty();
        Bytes signature = line.signature();
        if (type.isTimestamped()) {
            if (signature.length() <= TIMESTAMP_LENGTH || signature.at(0) > 0x7f) {
                return Optional.empty();
            }
            timestamp = OptionalLong.of(signature.asByteBuffer().getLong());
            signature = signature.slice(TIMESTAMP_LENGTH, signature.length());
        }
        OptionalLong when = timestamp;
        Optional<Bytes> message = type.message(name, text, timestamp.orElse(0));
        Optional<Bytes> plain = type.plainSignature(crypto, key, signature);
        if (message.isEmpty() || plain.isEmpty()) {
            return Optional.empty();
        }
        return crypto.verify(key, type.algorithm(), message.get(), plain.get())
                .map(proof -> new NoteSigner(this, when, proof));
    }

    NoteSignature sign(Bytes text, Signer signer, long timestamp, boolean timestamped) {
        if (type.isTimestamped() != timestamped || timestamp < 0) {
            throw new IllegalArgumentException(type + " does not sign this way");
        }
        if (!signer.algorithm().equals(type.algorithm()) || type == NoteKeyType.ECDSA) {
            throw new IllegalArgumentException("no signer for " + type);
        }
        Bytes message = type.message(name, text, timestamp)
                .orElseThrow(() -> new IllegalArgumentException("no checkpoint to cosign"));
        Bytes signature = signer.sign(message);
        return new NoteSignature(name, id, timestamped ? Bytes.concat(bigEndian(timestamp), signature) : signature);
    }

    static Bytes bigEndian(long value) {
        byte[] bytes = new byte[TIMESTAMP_LENGTH];
        for (int i = 0; i < TIMESTAMP_LENGTH; i++) {
            bytes[i] = (byte) (value >>> (Long.SIZE - Byte.SIZE * (i + 1)));
        }
        return Bytes.copyOf(bytes);
    }

    /** By name, type and key. */
    @Override
    public boolean equals(Object object) {
        return object instanceof NoteKey other
                && name.equals(other.name)
                && type == other.type
                && type.material(key).equals(other.type.material(other.key));
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type, id);
    }

    /** The verifier key. */
    @Override
    public String toString() {
        return text();
    }
}
