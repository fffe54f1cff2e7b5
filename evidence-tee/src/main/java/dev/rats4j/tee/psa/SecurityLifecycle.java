package dev.rats4j.tee.psa;

import dev.rats4j.eat.ClaimCodec;
import java.util.Arrays;
import java.util.Optional;

/**
 * The state of the life of a root of trust, RFC 9783, 4.3.1. The lower eight bits are for the implementation.
 *
 * @param value 16 bits; the upper eight say which {@link State}
 */
public record SecurityLifecycle(int value) {

    private static final int IMPLEMENTATION_DEFINED = 0xFF;

    static final ClaimCodec<SecurityLifecycle> CODEC = ClaimCodec.of(
            value -> {
                long number = value.integer();
                if (!isDefined(number)) {
                    throw value.malformed("is " + number + ", which is no state of the lifecycle");
                }
                return new SecurityLifecycle((int) number);
            },
            (lifecycle, format) -> format.integer(lifecycle.value));

    /** The states, in the order of their numbers. */
    public enum State {
        /** 0x0000 to 0x00ff. */
        UNKNOWN(0x0000),
        /** 0x1000 to 0x10ff. */
        ASSEMBLY_AND_TEST(0x1000),
        /** 0x2000 to 0x20ff. */
        ROT_PROVISIONING(0x2000),
        /** 0x3000 to 0x30ff. */
        SECURED(0x3000),
        /** 0x4000 to 0x40ff: debugging is possible, but not of the root of trust. */
        NON_ROT_DEBUG(0x4000),
        /** 0x5000 to 0x50ff: debugging of the root of trust is possible, and its secrets are gone meanwhile. */
        RECOVERABLE_ROT_DEBUG(0x5000),
        /** 0x6000 to 0x60ff. */
        DECOMMISSIONED(0x6000);

        private final int lowest;

        State(int lowest) {
            this.lowest = lowest;
        }
    }

    /** Refuses values of no state. */
    public SecurityLifecycle {
        if (!isDefined(value)) {
            throw new IllegalArgumentException(value + " is no state of the lifecycle");
        }
    }

    private static boolean isDefined(long value) {
        return stateOf(value).isPresent();
    }

    private static Optional<State> stateOf(long value) {
        return Arrays.stream(State.values())
                .filter(state -> value >= state.lowest && value <= state.lowest + IMPLEMENTATION_DEFINED)
                .findFirst();
    }

    /** The lowest value of a state. */
    public static SecurityLifecycle of(State state) {
        return new SecurityLifecycle(state.lowest);
    }

    /** The state. */
    public State state() {
        return stateOf(value).orElseThrow();
    }
}
