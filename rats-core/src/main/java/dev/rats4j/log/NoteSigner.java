package dev.rats4j.log;

import dev.rats4j.crypto.VerifiedSignature;
import java.util.OptionalLong;

/** A key that signed a note. Made by {@link SignedNote#verify} only. */
public final class NoteSigner {

    private final NoteKey key;
    private final OptionalLong timestamp;
    private final VerifiedSignature proof;

    NoteSigner(NoteKey key, OptionalLong timestamp, VerifiedSignature proof) {
        this.key = key;
        this.timestamp = timestamp;
        this.proof = proof;
    }

    /** The key. */
    public NoteKey key() {
        return key;
    }

    /** When it signed by its own word, in seconds since 1970: of cosignatures. Whether that is in the future is not looked at. */
    public OptionalLong timestamp() {
        return timestamp;
    }

    /** The signature. */
    public VerifiedSignature proof() {
        return proof;
    }
}
