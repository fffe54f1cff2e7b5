package dev.rats4j.log;

import dev.rats4j.wire.Bytes;
import java.util.List;

/** A text and who signed it. Made by {@link SignedNote#verify} only. */
public final class VerifiedNote implements NoteResult {

    private final Bytes text;
    private final List<NoteSigner> signers;

    VerifiedNote(Bytes text, List<NoteSigner> signers) {
        this.text = text;
        this.signers = List.copyOf(signers);
    }

    /** The text with its last line feed; without the extension lines of a checkpoint if none of the signatures covers them. */
    public Bytes text() {
        return text;
    }

    /** Keys that signed it, each once. */
    public List<NoteSigner> signers() {
        return signers;
    }
}
