package dev.rats4j.log;

/** The answer about a note. */
public sealed interface NoteResult permits VerifiedNote, NoteResult.Refused {

    /** Not signed by whom it should be. */
    record Refused(String reason) implements NoteResult {}
}
