package dev.rats4j;

import com.google.errorprone.annotations.Immutable;

/**
 * A trustworthiness claim, AR4SI 2.3.1: a number -128..127 that falls into a tier.
 *
 * @param value the number
 */
@Immutable
public record TrustworthinessClaim(int value) {

    /** The Verifier asserts nothing. */
    public static final TrustworthinessClaim NONE = new TrustworthinessClaim(0);
    /** Cryptographic validation of the evidence failed. */
    public static final TrustworthinessClaim CRYPTO_VALIDATION_FAILED = new TrustworthinessClaim(99);

    /** Refuses a number that does not fit into eight bits. */
    public TrustworthinessClaim {
        if (value < -128 || value > 127) {
            throw new IllegalArgumentException("a trustworthiness claim is -128..127, not " + value);
        }
    }

    /** A claim by number. */
    public static TrustworthinessClaim claim(int value) {
        return new TrustworthinessClaim(value);
    }

    /** The tier of the number: 2..31 and -2..-32 affirming, 32..95 and -33..-96 warning, beyond contraindicated, -1..1 none. */
    public TrustworthinessTier tier() {
        int distance = value >= 0 ? value : -value - 1;
        if (value >= -1 && value <= 1) {
            return TrustworthinessTier.NONE;
        }
        if (distance <= 31) {
            return TrustworthinessTier.AFFIRMING;
        }
        return distance <= 95 ? TrustworthinessTier.WARNING : TrustworthinessTier.CONTRAINDICATED;
    }

    /**
     * What the number says about an aspect, in English, AR4SI 2.3.2 and 2.3.4. Numbers that the standard does not assign get the text of
     * their tier.
     */
    public String meaning(Aspect aspect) {
        return TrustworthinessMeanings.of(aspect, value);
    }
}
