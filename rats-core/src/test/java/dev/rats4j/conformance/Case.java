package dev.rats4j.conformance;

/** The cases of the negative suite. */
public enum Case {
    /** Signatures with a flipped bit, or of length zero. */
    S1("S-1", false),
    /** Other keys, self-made chains. */
    S2("S-2", false),
    /** Other nonces, or none. */
    S3("S-3", false),
    /** Something cut off or added. */
    S4("S-4", false),
    /** Flipped bits. */
    S5("S-5", false),
    /** Sibling structures, unknown versions and values, reserved bits. */
    S6("S-6", false),
    /** Debug, migration or test state. */
    S7("S-7", true),
    /** Versions below the floor. */
    S8("S-8", true),
    /** Certificates that break a rule. */
    S9("S-9", true),
    /** Endorsements absent or out of date. */
    S10("S-10", true),
    /** A silent policy, no reference values. */
    S11("S-11", true),
    /** Broken collaborators. */
    S12("S-12", false);

    private final String id;
    private final boolean mayBeExcused;

    Case(String id, boolean mayBeExcused) {
        this.id = id;
        this.mayBeExcused = mayBeExcused;
    }

    /** As in {@code docs/threats.md}. */
    public String id() {
        return id;
    }

    /** Whether there are schemes to which it does not apply. */
    public boolean mayBeExcused() {
        return mayBeExcused;
    }
}
