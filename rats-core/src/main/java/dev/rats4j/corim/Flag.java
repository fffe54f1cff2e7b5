package dev.rats4j.corim;

/** Flags of a flags-map. The number is the ordinal. */
public enum Flag {
    /** Fully configured. */
    IS_CONFIGURED,
    /** In a secure state. */
    IS_SECURE,
    /** In recovery. */
    IS_RECOVERY,
    /** Debugging is possible. */
    IS_DEBUG,
    /** Replay of old content is prevented. */
    IS_REPLAY_PROTECTED,
    /** Tampering is prevented. */
    IS_INTEGRITY_PROTECTED,
    /** Measured while it runs. */
    IS_RUNTIME_MEAS,
    /** Cannot be changed. */
    IS_IMMUTABLE,
    /** Part of the trusted computing base. */
    IS_TCB,
    /** Its content cannot be read. */
    IS_CONFIDENTIALITY_PROTECTED,
    /** Can be updated while it runs. */
    IS_RUNTIME_UPDATABLE
}
