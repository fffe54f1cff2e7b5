package dev.rats4j.corim;

import java.util.List;

/**
 * A conditional-endorsement-triple-record.
 *
 * @param conditions all of them have to hold; at least one
 * @param endorsements what is added then; at least one
 */
public record ConditionalEndorsementTriple(List<StatefulEnvironment> conditions, List<ValueTriple> endorsements) {

    /** Copies the lists; refuses empty ones. */
    public ConditionalEndorsementTriple {
        conditions = List.copyOf(conditions);
        endorsements = List.copyOf(endorsements);
        if (conditions.isEmpty() || endorsements.isEmpty()) {
            throw new IllegalArgumentException("a conditional endorsement has a condition and an endorsement");
        }
    }
}
