package dev.rats4j.cmw;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Roles of a message, with their bits in {@code ind}, RFC 9999, 3.1. */
public enum ConceptualMessage {
    /** Reference values. */
    REFERENCE_VALUES(1 << 0),
    /** Endorsements. */
    ENDORSEMENTS(1 << 1),
    /** Evidence. */
    EVIDENCE(1 << 2),
    /** Attestation results. */
    ATTESTATION_RESULTS(1 << 3),
    /** Appraisal policy. */
    APPRAISAL_POLICY(1 << 4);

    private final long bit;

    ConceptualMessage(long bit) {
        this.bit = bit;
    }

    static long bits(Set<ConceptualMessage> roles) {
        long bits = 0;
        for (ConceptualMessage role : roles) {
            bits |= role.bit;
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
            if ((bits & role.bit) != 0) {
                roles.add(role);
            }
        }
        return Optional.of(roles);
    }
}
