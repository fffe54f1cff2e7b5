package dev.rats4j.verifier.corim;

import dev.rats4j.corim.Validity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a CoRIM counts: within every validity that it states.
 *
 * @param validities of the CoRIM and of its signature; none means always
 */
record Lifetime(List<Validity> validities) {

    Lifetime {
        validities = List.copyOf(validities);
    }

    static Lifetime of(Optional<Validity> corim, Optional<Validity> signature) {
        List<Validity> all = new ArrayList<>(2);
        corim.ifPresent(all::add);
        signature.ifPresent(all::add);
        return new Lifetime(all);
    }

    boolean contains(Instant at) {
        for (Validity validity : validities) {
            if (!validity.contains(at)) {
                return false;
            }
        }
        return true;
    }
}
