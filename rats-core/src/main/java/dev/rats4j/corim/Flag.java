package dev.rats4j.corim;

import java.util.List;

/** Flags of a flags-map, 0 to 10. */
public enum Flag {
    /** Fully configured. */
    IS_CONFIGURED(0),
    /** In a secure state. */
    IS_SECURE(1),
    /** In recovery. */
    IS_RECOVERY(2),
    /** Debugging is possible. */
    IS_DEBUG(3),
    /** Replay of old content is prevented. */
    IS_REPLAY_PROTECTED(4),
    /** Tampering is prevented. */
    IS_INTEGRITY_PROTECTED(5),
    /** Measured while it runs. */
    IS_RUNTIME_MEAS(6),
    /** Cannot be changed. */
    IS_IMMUTABLE(7),
    /** Part of the trusted computing base. */
    IS_TCB(8),
    /** Its content cannot be read. */
    IS_CONFIDENTIALITY_PROTECTED(9),
    /** Can be updated while it runs. */
    IS_RUNTIME_UPDATABLE(10);

    /** The highest number. */
    static final long HIGHEST = 10;

    private static final List<Flag> BY_NUMBER = List.of(values());

    private final int number;

    Flag(int number) {
        this.number = number;
    }

    /** The number in the CDDL. */
    public int number() {
        return number;
    }

    /** The flag with a number from 0 to {@link #HIGHEST}; they are declared in this order. */
    static Flag of(long number) {
        return BY_NUMBER.get((int) number);
    }
}
