package dev.rats4j.verifier.corim;

import dev.rats4j.corim.CryptoKey;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.KeyTriple;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.ValueTriple;
import java.util.List;

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
     */
    record Origin(String source, List<CryptoKey> authority, Lifetime validity) {}

    /** rv: expected of evidence. */
    record Reference(ValueTriple triple, Origin origin) implements Relation {
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
