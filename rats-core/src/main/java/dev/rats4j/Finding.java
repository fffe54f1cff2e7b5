package dev.rats4j;

import java.util.function.Supplier;

/** The outcome of one check. Reasons are made when they are asked for. */
public final class Finding {

    private final Check check;
    private final Outcome outcome;
    private final Supplier<String> reason;

    Finding(Check check, Outcome outcome, Supplier<String> reason) {
        this.check = check;
        this.outcome = outcome;
        this.reason = reason;
    }

    /** What was checked. */
    public Check check() {
        return check;
    }

    /** What came out. */
    public Outcome outcome() {
        return outcome;
    }

    /** Why; empty if it passed. Names both sides where both are public; never evidence bytes, device identifiers or keys. */
    public String reason() {
        return reason.get();
    }

    @Override
    public String toString() {
        return check.id() + " " + outcome + " " + reason();
    }
}
