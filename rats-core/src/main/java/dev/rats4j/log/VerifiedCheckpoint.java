package dev.rats4j.log;

import java.util.List;

/** The head of a log, and who answers for it. Made by {@link CheckpointPolicy} only. */
public final class VerifiedCheckpoint implements CheckpointResult {

    private final Checkpoint checkpoint;
    private final List<NoteSigner> log;
    private final List<NoteSigner> witnesses;

    VerifiedCheckpoint(Checkpoint checkpoint, List<NoteSigner> log, List<NoteSigner> witnesses) {
        this.checkpoint = checkpoint;
        this.log = List.copyOf(log);
        this.witnesses = List.copyOf(witnesses);
    }

    /** Which log. */
    public String origin() {
        return checkpoint.origin();
    }

    /** Its size and root. */
    public TreeHead head() {
        return checkpoint.head();
    }

    /** All of it. Extension lines are there if a signature of the log covers them; those of witnesses say nothing about them. */
    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /** Keys of the log that signed it, at least one. */
    public List<NoteSigner> log() {
        return log;
    }

    /** Witnesses that cosigned it; none if the policy asks for none. */
    public List<NoteSigner> witnesses() {
        return witnesses;
    }
}
