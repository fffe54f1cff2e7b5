package dev.rats4j.log;

import dev.rats4j.cbor.CborKey;
import java.util.Set;

/**
 * What a signed statement may lack, and which header labels the caller processes.
 *
 * @param understood labels that {@code crit} may name, besides those of RFC 9360, 9597 and 9995, which are processed here
 * @param subject whether the claim {@code sub} has to be there
 * @param keyReference whether the protected header has to name the key: {@code kid}, {@code x5t} or {@code x5chain}
 */
public record StatementRules(Set<CborKey> understood, boolean subject, boolean keyReference) {

    /** RFC 9943, 6: all of it. */
    public static final StatementRules RFC9943 = new StatementRules(Set.of(), true, true);

    /** Copies the set. */
    public StatementRules {
        understood = Set.copyOf(understood);
    }

    /** For a caller who processes these labels. */
    public StatementRules understanding(Set<CborKey> labels) {
        return new StatementRules(labels, subject, keyReference);
    }

    /** Admits statements without {@code sub}, as ledgers in use hold them. */
    public StatementRules withoutSubject() {
        return new StatementRules(understood, false, keyReference);
    }

    /** Admits statements that do not say which key signed them, for a caller who knows it. */
    public StatementRules withoutKeyReference() {
        return new StatementRules(understood, subject, false);
    }
}
