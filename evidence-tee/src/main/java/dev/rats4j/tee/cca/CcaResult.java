package dev.rats4j.tee.cca;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What became of a CCA token: all checks hold, or which do not. */
public sealed interface CcaResult permits VerifiedCcaToken, CcaResult.Refused {

    /** The token, if all checks hold. */
    Optional<VerifiedCcaToken> verified();

    /** The checks that do not hold; none if there is a verified token. */
    Set<CcaCheck> failed();

    /**
     * Checks do not hold.
     *
     * @param failed at least one
     */
    record Refused(Set<CcaCheck> failed) implements CcaResult {
        /** Refuses the empty set. */
        public Refused {
            if (failed.isEmpty()) {
                throw new IllegalArgumentException("refused for nothing");
            }
            failed = Set.copyOf(EnumSet.copyOf(failed));
        }

        @Override
        public Optional<VerifiedCcaToken> verified() {
            return Optional.empty();
        }
    }
}
