package dev.rats4j;

/** What became of a check. */
public enum Outcome {
    /** Done, and as required. */
    PASSED,
    /** Done, and not as required. */
    FAILED,
    /** Failed, and exempted by a policy with a reason. */
    WAIVED,
    /** Not done; the reason says why. */
    NOT_ASSESSED
}
