package dev.rats4j.dsse.sigstore;

/** Ends a verification. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1;

    private final SigstoreStep step;
    private final String reason;

    Refusal(SigstoreStep step, String reason) {
        super(reason, null, false, false);
        this.step = step;
        this.reason = reason;
    }

    SigstoreResult.Refused result() {
        return new SigstoreResult.Refused(step, reason);
    }
}
