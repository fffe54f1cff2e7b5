package dev.rats4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Outcomes of checks, one per check, in the order of the catalogue. */
public final class Findings {

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
     */
    public static Builder builder(List<? extends Check> catalogue) {
        return new Builder(List.copyOf(catalogue));
    }

    /** Starts to collect outcomes for all constants of a catalogue. */
    public static <C extends Enum<C> & Check> Builder builder(Class<C> catalogue) {
        return builder(List.of(catalogue.getEnumConstants()));
    }

    /** All findings. */
    public List<Finding> all() {
        return List.copyOf(byCheck.values());
    }

    /** Those that failed. */
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

    /** Whether trust, signature, nonce or a binding failed: then nobody is known to have said anything. */
    public boolean anyCryptographicFailed() {
        for (Finding finding : byCheck.values()) {
            if (finding.outcome() == Outcome.FAILED
                    && finding.check().definition().kind() == Check.Kind.CRYPTOGRAPHIC) {
                return true;
            }
        }
        return false;
    }

    /**
     * The same findings, failures of some checks exempted.
     *
     * @param waivers policy checks with the reason why they may fail; checks that did not fail are left as they are
     * @throws IllegalArgumentException if one of them is cryptographic
     */
    public Findings waiving(Map<? extends Check, String> waivers) {
        waivers.keySet().forEach(check -> {
            if (check.definition().kind() == Check.Kind.CRYPTOGRAPHIC) {
                throw new IllegalArgumentException(check.id() + " is cryptographic and cannot be waived");
            }
        });
        Map<Check, Finding> waived = new LinkedHashMap<>(byCheck);
        waived.replaceAll((check, finding) -> {
            String why = waivers.get(check);
            return why == null || finding.outcome() != Outcome.FAILED
                    ? finding
                    : new Finding(check, Outcome.WAIVED, () -> finding.reason() + " (waived: " + why + ")");
        });
        return new Findings(catalogue, waived);
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
        private final Map<Check, Finding> byCheck;
        private boolean anyFailed;
        private boolean anyCryptographicFailed;

        private Builder(List<Check> catalogue) {
            this.catalogue = catalogue;
            this.byCheck = new LinkedHashMap<>(2 * catalogue.size());
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
                    byCheck.put(check, new Finding(check, Outcome.PASSED, () -> ""));
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

        /** Whether any check failed so far. */
        public boolean anyFailed() {
            return anyFailed;
        }

        /** Whether trust, signature, nonce or a binding failed so far. */
        public boolean anyCryptographicFailed() {
            return anyCryptographicFailed;
        }

        /** What was collected. */
        public Findings build() {
            Map<Check, Finding> ordered = new LinkedHashMap<>(2 * catalogue.size());
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
            anyFailed = true;
            anyCryptographicFailed |= check.definition().kind() == Check.Kind.CRYPTOGRAPHIC;
            Supplier<String> joined = before == null || before.outcome() != Outcome.FAILED
                    ? reason
                    : () -> before.reason() + "; " + reason.get();
            byCheck.put(check, new Finding(check, Outcome.FAILED, joined));
        }

        private Check requireListed(Check check) {
            if (!catalogue.contains(check)) {
                throw new IllegalArgumentException(check.id() + " is not in the catalogue");
            }
            return check;
        }
    }
}
