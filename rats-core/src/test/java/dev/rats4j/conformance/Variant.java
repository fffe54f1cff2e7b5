package dev.rats4j.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Evidence with one defect each, which only somebody who can make evidence of the kind can make. Everything else about it is in order;
 * in particular it is signed by the right key unless the defect says otherwise.
 */
public enum Variant {
    /** The signature field is there and empty. */
    EMPTY_SIGNATURE(Case.S1, Role.SIGNATURE, Answer.REFUSED_OR_MALFORMED, false),
    /** Names the right key, and is signed by another one of the same kind. */
    ANOTHER_KEY(Case.S2, Role.SIGNATURE, Answer.REFUSED, false),
    /** In order in itself, but vouched for by nobody trusted: a self-made chain with the same names; another device where keys are pinned. */
    UNKNOWN_ISSUER(Case.S2, Role.KEY_TRUSTED, Answer.REFUSED, false),
    /** Carries no nonce, or, where the format has a fixed field for it, zeros. */
    NO_NONCE(Case.S3, Role.NONCE, Answer.REFUSED_OR_MALFORMED, false),
    /** Another structure that the same vendor signs with the same key. */
    SIBLING_STRUCTURE(Case.S6, null, Answer.NOT_UNDERSTOOD, true),
    /** A version of the format that the scheme does not know. */
    UNKNOWN_VERSION(Case.S6, null, Answer.NOT_UNDERSTOOD, true),
    /** An algorithm, type or other enumerated value that the scheme does not know. */
    UNKNOWN_VALUE(Case.S6, null, Answer.NOT_UNDERSTOOD, true),
    /** A bit that the specification reserves is set. */
    RESERVED_BIT(Case.S6, null, Answer.NOT_UNDERSTOOD, true),
    /** In debug, migration or test state. */
    DEBUG(Case.S7, Role.DEBUG_OFF, Answer.REFUSED_IN_APPRAISAL, true),
    /** One version component is one below the floor. One specimen for each component. */
    BELOW_FLOOR(Case.S8, Role.FLOOR, Answer.REFUSED_IN_APPRAISAL, true),
    /** One version component is one above the floor; the good specimen stands at it. */
    ABOVE_FLOOR(Case.S8, null, Answer.AFFIRMED, true),
    /** A certificate of the path is expired. */
    EXPIRED(Case.S9, Role.PATH, Answer.REFUSED, true),
    /** A certificate of the path is not yet valid. */
    NOT_YET_VALID(Case.S9, Role.PATH, Answer.REFUSED, true),
    /** The signer's certificate does not let it sign. */
    WITHOUT_KEY_USAGE(Case.S9, Role.PATH, Answer.REFUSED, true),
    /** A CA may have no CA below it, and has one. */
    PATH_TOO_LONG(Case.S9, Role.PATH, Answer.REFUSED, true),
    /** A certificate of the path is revoked. */
    REVOKED(Case.S9, Role.NOT_REVOKED, Answer.REFUSED_IN_APPRAISAL, true),
    /** A certificate between evidence and anchor is missing. */
    INTERMEDIATE_ABSENT(Case.S10, null, Answer.NOT_AFFIRMED, true),
    /** Revocation data is missing. */
    REVOCATION_ABSENT(Case.S10, null, Answer.NOT_AFFIRMED, true),
    /** Revocation data is out of date. */
    REVOCATION_OUTDATED(Case.S10, null, Answer.NOT_AFFIRMED, true);

    /** What must become of it. */
    enum Answer {
        /** Exactly the check of the role fails in {@code authenticate}. */
        REFUSED,
        /** The same, or {@code decode} says malformed. */
        REFUSED_OR_MALFORMED,
        /** {@code decode} says malformed, or exactly one of the checks of structure fails. */
        NOT_UNDERSTOOD,
        /** Exactly the check of the role fails in the appraisal, which does not affirm. */
        REFUSED_IN_APPRAISAL,
        /** The appraisal does not affirm, and some check failed. */
        NOT_AFFIRMED,
        /** It is good. */
        AFFIRMED
    }

    private final Case of;
    private final Optional<Role> role;
    private final Answer answer;
    private final boolean mayBeExcused;

    Variant(Case of, @Nullable Role role, Answer answer, boolean mayBeExcused) {
        this.of = of;
        this.role = Optional.ofNullable(role);
        this.answer = answer;
        this.mayBeExcused = mayBeExcused;
    }

    static List<Variant> of(Case aCase) {
        return Arrays.stream(values()).filter(variant -> variant.of == aCase).toList();
    }

    /** The case it belongs to. */
    public Case of() {
        return of;
    }

    Optional<Role> role() {
        return role;
    }

    Answer answer() {
        return answer;
    }

    /** Whether there are schemes that cannot have it. */
    public boolean mayBeExcused() {
        return mayBeExcused;
    }
}
