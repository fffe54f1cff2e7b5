package dev.rats4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Outcomes of checks, one per check, in the order of the catalogue. */
public final class Findings {

    private static final Supplier<String> NO_REASON = () -> "";

    private final List<Check> catalogue;
    private final Map<Check, Finding> byCheck;

    private Findings(List<Check> catalogue, Map<Check, Finding> byCheck) {
        this.catalogue = catalogue;
        this.byCheck = byCheck;
    }

    /**
     * Starts to collect.
     *
     * @param catalogue every check that has to get an outcome
     * @param waivers policy checks that may fail, with the reason
     * @throws IllegalArgumentException if a waived check is cryptographic
     */
    public static Builder builder(List<? extends Check> catalogue, Map<Check, String> waivers) {
        return new Builder(List.copyOf(catalogue), waivers);
    }

    /** Starts to collect outcomes for all constants of a catalogue, without waivers. */
    public static <C extends Enum<C> & Check> Builder builder(Class<C> catalogue) {
        return builder(List.of(catalogue.getEnumConstants()), Map.of());
    }

    /** All findings. */
    public List<Finding> all() {
        return List.copyOf(byCheck.values());
    }

    /** Those that failed and were not waived. */
    public List<Finding> failed() {
        return with(Outcome.FAILED);
    }

    /** Those with a given outcome. */
    public List<Finding> with(Outcome outcome) {
        return byCheck.values().stream().filter(f -> f.outcome() == outcome).toList();
    }

    /** Whether any check failed. */
    public boolean anyFailed() {
        for (Finding finding : byCheck.values()) {
            if (finding.outcome() == Outcome.FAILED) {
                return true;
            }
        }
        return false;
    }

    /** The finding about a check, if it got one. */
    public Optional<Finding> of(Check check) {
        return Optional.ofNullable(byCheck.get(check));
    }

    /** Checks of the catalogue that got no outcome: nobody called them. */
    public List<Check> unanswered() {
        return catalogue.stream().filter(check -> !byCheck.containsKey(check)).toList();
    }

    /** These findings, then others about other checks. */
    public Findings and(Findings others) {
        Map<Check, Finding> merged = new LinkedHashMap<>(byCheck);
        others.byCheck.forEach((check, finding) -> {
            if (merged.put(check, finding) != null) {
                throw new IllegalArgumentException(check.id() + " in both");
            }
        });
        return new Findings(
                Stream.concat(catalogue.stream(), others.catalogue.stream()).toList(), merged);
    }

    @Override
    public String toString() {
        return byCheck.values().toString();
    }

    /** Collects outcomes. A check may be asked several times: it passes only if it passes every time. Not for several threads. */
    public static final class Builder {
        private final List<Check> catalogue;
        private final Map<Check, String> waivers;
        private final Map<Check, Finding> byCheck = new LinkedHashMap<>();
        private boolean anyFailed;

        private Builder(List<Check> catalogue, Map<Check, String> waivers) {
            waivers.keySet().forEach(check -> {
                if (check.definition().kind() == Check.Kind.CRYPTOGRAPHIC) {
                    throw new IllegalArgumentException(check.id() + " is cryptographic and cannot be waived");
                }
            });
            this.catalogue = catalogue;
            this.waivers = Map.copyOf(waivers);
        }

        /**
         * Records whether a requirement is met.
         *
         * @param reason why not; asked for only if it is not met
         * @return whether it is met
         */
        @com.google.errorprone.annotations.CanIgnoreReturnValue
        public boolean expect(Check check, boolean met, Supplier<String> reason) {
            if (met) {
                Finding before = byCheck.get(requireListed(check));
                if (before == null) {
                    byCheck.put(check, new Finding(check, Outcome.PASSED, NO_REASON));
                }
            } else {
                fail(check, reason);
            }
            return met;
        }

        /** Records that a check was not done, and why. Does not overwrite an outcome. */
        public void notAssessed(Check check, String reason) {
            byCheck.putIfAbsent(requireListed(check), new Finding(check, Outcome.NOT_ASSESSED, () -> reason));
        }

        /** Records {@link #notAssessed} for every check that has no outcome yet. */
        public void restNotAssessed(String reason) {
            catalogue.forEach(check -> notAssessed(check, reason));
        }

        /** Whether any check failed so far, waived ones apart. */
        public boolean anyFailed() {
            return anyFailed;
        }

        /** What was collected. */
        public Findings build() {
            Map<Check, Finding> ordered = new LinkedHashMap<>();
            for (Check check : catalogue) {
                Finding finding = byCheck.get(check);
                if (finding != null) {
                    ordered.put(check, finding);
                }
            }
            return new Findings(catalogue, ordered);
        }

        private void fail(Check check, Supplier<String> reason) {
            Finding before = byCheck.get(requireListed(check));
            String waiver = waivers.get(check);
            if (waiver == null) {
                anyFailed = true;
            }
            Outcome outcome = waiver == null ? Outcome.FAILED : Outcome.WAIVED;
            List<Supplier<String>> reasons = new ArrayList<>();
            if (before != null && before.outcome() == outcome) {
                reasons.add(before::reason);
            }
            reasons.add(waiver == null ? reason : () -> reason.get() + " (waived: " + waiver + ")");
            Supplier<String> joined =
                    () -> String.join("; ", reasons.stream().map(Supplier::get).toList());
            byCheck.put(check, new Finding(check, outcome, reasons.size() == 1 ? reasons.get(0) : joined));
        }

        private Check requireListed(Check check) {
            if (!catalogue.contains(check)) {
                throw new IllegalArgumentException(check.id() + " is not in the catalogue");
            }
            return check;
        }
    }
}
