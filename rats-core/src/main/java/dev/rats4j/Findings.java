package dev.rats4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Outcomes of checks, one per check, in the order of the catalogue. */
public final class Findings {

    private final List<Check> catalogue;
    /** In the order of the catalogue; nothing where nobody gave an outcome. */
    private final @Nullable Finding[] byCheck;

    private Findings(List<Check> catalogue, @Nullable Finding[] byCheck) {
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
        return found(finding -> true);
    }

    /** Those that failed. */
    public List<Finding> failed() {
        return with(Outcome.FAILED);
    }

    /** Those with a given outcome. */
    public List<Finding> with(Outcome outcome) {
        return found(finding -> finding.outcome() == outcome);
    }

    private List<Finding> found(Predicate<Finding> condition) {
        List<Finding> found = new ArrayList<>(byCheck.length);
        for (Finding finding : byCheck) {
            if (finding != null && condition.test(finding)) {
                found.add(finding);
            }
        }
        return Collections.unmodifiableList(found);
    }

    /** Whether any check failed. */
    public boolean anyFailed() {
        for (Finding finding : byCheck) {
            if (finding != null && finding.outcome() == Outcome.FAILED) {
                return true;
            }
        }
        return false;
    }

    /** Whether trust, signature, nonce or a binding failed: then nobody is known to have said anything. */
    public boolean anyCryptographicFailed() {
        for (Finding finding : byCheck) {
            if (finding != null
                    && finding.outcome() == Outcome.FAILED
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
        @Nullable Finding[] waived = byCheck.clone();
        for (int i = 0; i < waived.length; i++) {
            Finding finding = waived[i];
            if (finding != null && finding.outcome() == Outcome.FAILED) {
                String why = waivers.get(finding.check());
                waived[i] = why == null ? finding : waived(finding, why);
            }
        }
        return new Findings(catalogue, waived);
    }

    private static Finding waived(Finding finding, String why) {
        return new Finding(finding.check(), Outcome.WAIVED, () -> finding.reason() + " (waived: " + why + ")");
    }

    /** The finding about a check, if it got one. */
    public Optional<Finding> of(Check check) {
        int index = catalogue.indexOf(check);
        return index < 0 ? Optional.empty() : Optional.ofNullable(byCheck[index]);
    }

    /** Whether a check of the catalogue got no outcome. */
    public boolean anyUnanswered() {
        for (Finding finding : byCheck) {
            if (finding == null) {
                return true;
            }
        }
        return false;
    }

    /** Checks of the catalogue that got no outcome: nobody called them. */
    public List<Check> unanswered() {
        return catalogue.stream().filter(check -> of(check).isEmpty()).toList();
    }

    /** These findings, then others about other checks. */
    public Findings and(Findings others) {
        others.catalogue.forEach(check -> {
            if (catalogue.contains(check)) {
                throw new IllegalArgumentException(check.id() + " in both");
            }
        });
        @Nullable Finding[] both = Arrays.copyOf(byCheck, byCheck.length + others.byCheck.length);
        System.arraycopy(others.byCheck, 0, both, byCheck.length, others.byCheck.length);
        return new Findings(
                Stream.concat(catalogue.stream(), others.catalogue.stream()).toList(), both);
    }

    @Override
    public String toString() {
        return all().toString();
    }

    /** Collects outcomes. A check may be asked several times: it passes only if it passes every time. Not for several threads. */
    public static final class Builder {
        private final List<Check> catalogue;
        private final @Nullable Finding[] byCheck;
        private boolean anyFailed;
        private boolean anyCryptographicFailed;

        private Builder(List<Check> catalogue) {
            this.catalogue = catalogue;
            this.byCheck = new Finding[catalogue.size()];
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
                int index = indexOf(check);
                if (byCheck[index] == null) {
                    byCheck[index] = new Finding(check, Outcome.PASSED, () -> "");
                }
            } else {
                fail(check, reason);
            }
            return met;
        }

        /** Records that a check was not done, and why. Does not overwrite an outcome. */
        public void notAssessed(Check check, String reason) {
            int index = indexOf(check);
            if (byCheck[index] == null) {
                byCheck[index] = new Finding(check, Outcome.NOT_ASSESSED, () -> reason);
            }
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
            return new Findings(catalogue, byCheck.clone());
        }

        private void fail(Check check, Supplier<String> reason) {
            int index = indexOf(check);
            Finding before = byCheck[index];
            anyFailed = true;
            anyCryptographicFailed |= check.definition().kind() == Check.Kind.CRYPTOGRAPHIC;
            Supplier<String> joined = before == null || before.outcome() != Outcome.FAILED
                    ? reason
                    : () -> before.reason() + "; " + reason.get();
            byCheck[index] = new Finding(check, Outcome.FAILED, joined);
        }

        private int indexOf(Check check) {
            int index = catalogue.indexOf(check);
            if (index < 0) {
                throw new IllegalArgumentException(check.id() + " is not in the catalogue");
            }
            return index;
        }
    }
}
