package dev.rats4j.conformance;

import dev.rats4j.Check;
import dev.rats4j.wire.Bytes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One way of a scheme to be believed: a kind of key, an envelope, a way to trust the key. Good evidence, and variants of it. */
public final class Route {

    private final String name;
    private final Specimen good;
    private final Optional<Bytes> signature;
    private final Map<Variant, List<Specimen>> variants;
    private final Map<Variant, String> excusedVariants;
    private final Map<Case, String> excusedCases;
    private final Map<Check, String> excusedChecks;
    private final Optional<String> trailingData;

    private Route(Builder builder) {
        name = builder.name;
        good = builder.good;
        signature = builder.signature;
        variants = new EnumMap<>(builder.variants);
        excusedVariants = new EnumMap<>(builder.excusedVariants);
        excusedCases = new EnumMap<>(builder.excusedCases);
        excusedChecks = Map.copyOf(builder.excusedChecks);
        trailingData = builder.trailingData;
    }

    /**
     * Starts a route.
     *
     * @param name short, for people
     * @param good evidence that is affirmed, standing exactly at the floors of S-8
     */
    public static Builder of(String name, Specimen good) {
        return new Builder(name, good);
    }

    /** Short, for people. */
    public String name() {
        return name;
    }

    /** Evidence that is affirmed. */
    public Specimen good() {
        return good;
    }

    Optional<Bytes> signature() {
        return signature;
    }

    List<Specimen> variants(Variant variant) {
        return variants.getOrDefault(variant, List.of());
    }

    Optional<String> excuse(Variant variant) {
        return Optional.ofNullable(excusedVariants.get(variant)).or(() -> excuse(variant.of()));
    }

    Optional<String> excuse(Case aCase) {
        return Optional.ofNullable(excusedCases.get(aCase));
    }

    /** Fails unless each variant of a case is either there, or excused, alone or with its case. */
    void requireEverySpokenOf(Case aCase) {
        List<Variant> silent = Variant.of(aCase).stream()
                .filter(variant ->
                        variants(variant).isEmpty() && excuse(variant).isEmpty())
                .toList();
        Trial.require(
                silent.isEmpty(),
                "route " + name + " has no " + silent
                        + ": call variant(…) with a specimen, or notApplicable(…) with a reason");
        List<Variant> excused = Variant.of(aCase).stream()
                .filter(variant ->
                        !variants(variant).isEmpty() && excuse(variant).isPresent())
                .toList();
        Trial.require(excused.isEmpty(), "route " + name + " has " + excused + ", and says that it does not apply");
    }

    Map<Check, String> excusedChecks() {
        return excusedChecks;
    }

    Optional<String> trailingData() {
        return trailingData;
    }

    /** Everything that is left out, and why: for the output of the test. */
    public List<String> excuses() {
        Map<String, String> all = new LinkedHashMap<>();
        excusedCases.forEach((aCase, reason) -> all.put(aCase.id(), reason));
        excusedVariants.forEach((variant, reason) -> all.put(variant.of().id() + " " + variant, reason));
        trailingData.ifPresent(reason -> all.put("S-4 extensions", reason));
        excusedChecks.forEach((check, reason) -> all.put("B1 " + check.id(), reason));
        return all.entrySet().stream()
                .map(entry -> entry.getKey() + " does not apply: " + entry.getValue())
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }

    /** Collects the parts of a route. */
    public static final class Builder {
        private final String name;
        private final Specimen good;
        private Optional<Bytes> signature = Optional.empty();
        private Optional<String> trailingData = Optional.empty();
        private final Map<Variant, List<Specimen>> variants = new EnumMap<>(Variant.class);
        private final Map<Variant, String> excusedVariants = new EnumMap<>(Variant.class);
        private final Map<Case, String> excusedCases = new EnumMap<>(Case.class);
        private final Map<Check, String> excusedChecks = new LinkedHashMap<>();

        private Builder(String name, Specimen good) {
            this.name = name;
            this.good = good;
        }

        /** The signature as it stands in the good evidence, where it occurs once: the kit flips its bits. */
        public Builder signature(Bytes value) {
            signature = Optional.of(value);
            return this;
        }

        /** Adds evidence with a defect; several of one kind are all tried. */
        public Builder variant(Variant variant, Specimen specimen) {
            variants.computeIfAbsent(variant, key -> new ArrayList<>()).add(specimen);
            return this;
        }

        /** States that a case does not apply; only for those that {@linkplain Case#mayBeExcused may be excused}. */
        public Builder notApplicable(Case aCase, String reason) {
            require(aCase.mayBeExcused(), aCase + " applies to every scheme");
            excusedCases.put(aCase, written(reason));
            return this;
        }

        /** States that evidence of this kind cannot have a defect. */
        public Builder notApplicable(Variant variant, String reason) {
            require(variant.mayBeExcused(), variant + " applies to every scheme");
            excusedVariants.put(variant, written(reason));
            return this;
        }

        /** States that a check cannot pass on this route; it must pass on another one, or no route may have it. */
        public Builder notApplicable(Check check, String reason) {
            excusedChecks.put(check, written(reason));
            return this;
        }

        /** States that bytes after the evidence are normal: then they may change nothing, instead of being refused. */
        public Builder trailingDataIsNormal(String reason) {
            trailingData = Optional.of(written(reason));
            return this;
        }

        /** The route. */
        public Route build() {
            return new Route(this);
        }

        private static String written(String reason) {
            require(!reason.isBlank(), "an excuse without a reason");
            return reason;
        }

        private static void require(boolean condition, String message) {
            if (!condition) {
                throw new IllegalArgumentException(message);
            }
        }
    }
}
