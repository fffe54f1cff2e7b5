package dev.rats4j.draft.coserv;

import dev.rats4j.corim.Environment;
import dev.rats4j.corim.EnvironmentClass;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.TypedId;
import java.util.List;

/** An environment-selector-map: classes, instances or groups; any of them. */
public sealed interface EnvironmentSelector {

    /**
     * An environment in a state.
     *
     * @param environment class, instance or group
     * @param measurements the state; none means any
     * @param <T> the type of the environment
     */
    record Stateful<T>(T environment, List<Measurement> measurements) {
        /** Copies. */
        public Stateful {
            measurements = List.copyOf(measurements);
        }

        /** In any state. */
        public static <T> Stateful<T> of(T environment) {
            return new Stateful<>(environment, List.of());
        }
    }

    /** By class; fields of a class that are absent match anything. */
    record Classes(List<Stateful<EnvironmentClass>> any) implements EnvironmentSelector {
        /** Copies; refuses none. */
        public Classes {
            any = atLeastOne(any);
        }
    }

    /** By instance. */
    record Instances(List<Stateful<Environment.CryptoKeyOrId>> any) implements EnvironmentSelector {
        /** Copies; refuses none. */
        public Instances {
            any = atLeastOne(any);
        }
    }

    /** By group. */
    record Groups(List<Stateful<TypedId>> any) implements EnvironmentSelector {
        /** Copies; refuses none. */
        public Groups {
            any = atLeastOne(any);
        }
    }

    private static <T> List<T> atLeastOne(List<T> any) {
        if (any.isEmpty()) {
            throw new IllegalArgumentException("a selector has at least one environment");
        }
        return List.copyOf(any);
    }
}
