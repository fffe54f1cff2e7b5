package dev.rats4j.log;

/** The answer about a checkpoint. */
public sealed interface CheckpointResult permits VerifiedCheckpoint, CheckpointResult.Refused {

    /** Another log, or not signed by whom the policy wants. */
    record Refused(String reason) implements CheckpointResult {}
}
