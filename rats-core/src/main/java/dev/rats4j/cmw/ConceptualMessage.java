package dev.rats4j.cmw;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Roles of a message; the bit in {@code ind} is the ordinal, RFC 9999, 3.1. */
public enum ConceptualMessage {
    /** Reference values. */
    REFERENCE_VALUES,
    /** Endorsements. */
    ENDORSEMENTS,
    /** Evidence. */
    EVIDENCE,
    /** Attestation results. */
    ATTESTATION_RESULTS,
    /** Appraisal policy. */
    APPRAISAL_POLICY;

    static long bits(Set<ConceptualMessage> roles) {
        long bits = 0;
        for (ConceptualMessage role : roles) {
            bits |= 1L << role.ordinal();
        }
        return bits;
    }

    /** The roles of some bits; empty for zero or for bits that nobody defined. */
    static Optional<Set<ConceptualMessage>> ofBits(long bits) {
        if (bits <= 0 || bits >>> values().length != 0) {
            return Optional.empty();
        }
        EnumSet<ConceptualMessage> roles = EnumSet.noneOf(ConceptualMessage.class);
        for (ConceptualMessage role : values()) {
            if ((bits & 1L << role.ordinal()) != 0) {
                roles.add(role);
            }
        }
        return Optional.of(roles);
    }
}
