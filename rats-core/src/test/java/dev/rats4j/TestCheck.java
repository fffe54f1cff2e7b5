package dev.rats4j;

/** Checks of no scheme. */
enum TestCheck implements Check {
    SIGNATURE(Kind.CRYPTOGRAPHIC),
    NONCE(Kind.CRYPTOGRAPHIC),
    DEBUG_OFF(Kind.POLICY),
    LOG_GOOD(Kind.POLICY);

    private final Kind kind;

    TestCheck(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Definition definition() {
        return new Definition(
                "test." + ordinal(),
                "nowhere",
                kind,
                Aspect.HARDWARE,
                TrustworthinessClaim.NONE,
                TrustworthinessClaim.claim(96));
    }
}
