package dev.rats4j.corim;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A class-map: what kind of thing an environment is. At least one field is present.
 *
 * @param id class-id
 * @param vendor vendor
 * @param model model
 * @param layer layer, unsigned
 * @param index index, unsigned
 */
public record EnvironmentClass(
        Optional<TypedId> id, Optional<String> vendor, Optional<String> model, OptionalLong layer, OptionalLong index) {

    /** Refuses the empty class. */
    public EnvironmentClass {
        if (id.isEmpty() && vendor.isEmpty() && model.isEmpty() && layer.isEmpty() && index.isEmpty()) {
            throw new IllegalArgumentException("a class-map has at least one field");
        }
        if (layer.orElse(0) < 0 || index.orElse(0) < 0) {
            throw new IllegalArgumentException("layer and index are unsigned");
        }
    }

    /** A class named by vendor and model. */
    public static EnvironmentClass of(String vendor, String model) {
        return new EnvironmentClass(
                Optional.empty(), Optional.of(vendor), Optional.of(model), OptionalLong.empty(), OptionalLong.empty());
    }

    /** Whether another class has every field of this one with the same value; extra fields there are ignored. */
    public boolean isContainedIn(EnvironmentClass other) {
        return (id.isEmpty() || id.equals(other.id))
                && (vendor.isEmpty() || vendor.equals(other.vendor))
                && (model.isEmpty() || model.equals(other.model))
                && (layer.isEmpty() || layer.equals(other.layer))
                && (index.isEmpty() || index.equals(other.index));
    }
}
