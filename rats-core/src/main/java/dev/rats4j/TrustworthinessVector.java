package dev.rats4j;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** A trustworthiness vector, AR4SI 2.3.4: at most one claim per aspect; an aspect that is not there asserts nothing. */
public final class TrustworthinessVector {

    /** Says nothing about anything. */
    public static final TrustworthinessVector EMPTY = new TrustworthinessVector(Map.of());

    private final Map<Aspect, TrustworthinessClaim> claims;

    /** Claims of value 0 say nothing and are left out. */
    public TrustworthinessVector(Map<Aspect, TrustworthinessClaim> claims) {
        EnumMap<Aspect, TrustworthinessClaim> copy = new EnumMap<>(Aspect.class);
        claims.forEach((aspect, claim) -> {
            if (claim.value() != 0) {
                copy.put(aspect, claim);
            }
        });
        this.claims = Collections.unmodifiableMap(copy);
    }

    /** The claim about an aspect; {@link TrustworthinessClaim#NONE} if there is none. */
    public TrustworthinessClaim claim(Aspect aspect) {
        return claims.getOrDefault(aspect, TrustworthinessClaim.NONE);
    }

    /** All claims that say something, in the order of the aspects. */
    public Map<Aspect, TrustworthinessClaim> claims() {
        return claims;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof TrustworthinessVector other && claims.equals(other.claims);
    }

    @Override
    public int hashCode() {
        return claims.hashCode();
    }

    @Override
    public String toString() {
        return claims.toString();
    }
}
