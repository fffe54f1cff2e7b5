package dev.rats4j.corim;

import java.util.Optional;

/**
 * An environment-map: what a claim is about. At least one field is present.
 *
 * @param environmentClass class
 * @param instance one device or one key of it
 * @param group several instances together
 */
public record Environment(
        Optional<EnvironmentClass> environmentClass, Optional<CryptoKeyOrId> instance, Optional<TypedId> group) {

    /** An instance is named by an id or by a key; both are kept as tag and encoded content. */
    public sealed interface CryptoKeyOrId permits InstanceId, InstanceKey {}

    /** An instance named by a typed id. */
    public record InstanceId(TypedId id) implements CryptoKeyOrId {}

    /** An instance named by a key. */
    public record InstanceKey(CryptoKey key) implements CryptoKeyOrId {}

    /** Refuses the empty environment. */
    public Environment {
        if (environmentClass.isEmpty() && instance.isEmpty() && group.isEmpty()) {
            throw new IllegalArgumentException("an environment-map has at least one field");
        }
    }

    /** An environment known by its class only. */
    public static Environment ofClass(EnvironmentClass environmentClass) {
        return new Environment(Optional.of(environmentClass), Optional.empty(), Optional.empty());
    }

    /** The same environment, with an instance. */
    public Environment withInstance(TypedId id) {
        return new Environment(environmentClass, Optional.of(new InstanceId(id)), group);
    }
}
