package dev.rats4j;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A trustworthiness tier, AR4SI 2.3.2. Not an enum and without order on purpose: {@code NONE} has the smallest number and is never
 * good enough, so "at most" would admit an Attester of whom nothing is known. Compare with {@code equals}, or name a set.
 */
public final class TrustworthinessTier {

    /** Nothing is asserted. */
    public static final TrustworthinessTier NONE = new TrustworthinessTier(0, "none", 1);
    /** The Verifier affirms the Attester's support for the aspect. */
    public static final TrustworthinessTier AFFIRMING = new TrustworthinessTier(2, "affirming", 0);
    /** Not what was expected, but not known to be bad. */
    public static final TrustworthinessTier WARNING = new TrustworthinessTier(32, "warning", 2);
    /** Known to be bad. */
    public static final TrustworthinessTier CONTRAINDICATED = new TrustworthinessTier(96, "contraindicated", 3);

    private final int value;
    private final String label;
    private final int severity;

    private TrustworthinessTier(int value, String label, int severity) {
        this.value = value;
        this.label = label;
        this.severity = severity;
    }

    /** Value in CBOR. */
    public int value() {
        return value;
    }

    /** Word in JSON. */
    public String label() {
        return label;
    }

    /** The tier with this CBOR value. */
    public static Optional<TrustworthinessTier> ofValue(long value) {
        return all().filter(tier -> tier.value == value).findFirst();
    }

    /** The tier with this JSON word. */
    public static Optional<TrustworthinessTier> ofLabel(String label) {
        return all().filter(tier -> tier.label.equals(label)).findFirst();
    }

    /** The worst of some tiers; an aspect that says nothing ({@code NONE}) is worse than an affirmed one. {@code NONE} if there are none. */
    public static TrustworthinessTier worstOf(Collection<TrustworthinessTier> tiers) {
        TrustworthinessTier worst = null;
        for (TrustworthinessTier tier : tiers) {
            if (worst == null || tier.severity > worst.severity) {
                worst = tier;
            }
        }
        return worst == null ? NONE : worst;
    }

    @Override
    public String toString() {
        return label;
    }

    private static Stream<TrustworthinessTier> all() {
        return Stream.of(NONE, AFFIRMING, WARNING, CONTRAINDICATED);
    }
}
