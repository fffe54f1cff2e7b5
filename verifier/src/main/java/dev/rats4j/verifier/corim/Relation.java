package dev.rats4j.verifier.corim;

import dev.rats4j.corim.CryptoKey;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.KeyTriple;
import dev.rats4j.corim.MeasuredElement;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.ValueTriple;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A triple of an accepted CoRIM, with the origin that counts for it. */
sealed interface Relation {

    /** Whom it comes from, and when it counts. */
    Origin origin();

    /** The environment in its condition. */
    Environment environment();

    /**
     * Where a CoRIM comes from.
     *
     * @param source name that the caller gave it
     * @param authority keys of those who signed it; empty for unsigned ones of the caller
     * @param validity instants at which it counts
     * @param unsigned why it is believed although nobody signed it
     */
    record Origin(String source, List<CryptoKey> authority, Lifetime validity, Optional<String> unsigned) {}

    /**
     * What a measurement of a condition is about.
     *
     * @param key measurement key
     * @param codePoints code points that the condition names
     * @param authorizedBy whose measurement it has to be
     */
    record Named(Optional<MeasuredElement> key, Set<Long> codePoints, List<CryptoKey> authorizedBy) {
        static Named of(Measurement condition) {
            return new Named(
                    condition.key(), Set.copyOf(condition.values().entries().keySet()), condition.authorizedBy());
        }
    }

    /**
     * rv: expected of evidence.
     *
     * @param named what its measurements are about; one object for all that are about the same
     */
    record Reference(ValueTriple triple, Origin origin, List<Named> named) implements Relation {
        @Override
        public Environment environment() {
            return triple.environment();
        }

        List<Measurement> measurements() {
            return triple.measurements();
        }
    }

    /** ev: added to what is accepted. */
    record Endorsed(ValueTriple triple, Origin origin) implements Relation {
        @Override
        public Environment environment() {
            return triple.environment();
        }
    }

    /** key: keys of an Attester. */
    record AttestKey(KeyTriple triple, Origin origin) implements Relation {
        @Override
        public Environment environment() {
            return triple.environment();
        }
    }
}
