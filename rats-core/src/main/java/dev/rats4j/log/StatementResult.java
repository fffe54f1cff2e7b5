package dev.rats4j.log;

/** The answer about a statement. */
public sealed interface StatementResult permits VerifiedStatement, StatementResult.Refused {

    /** Not signed by whom it should be, or not registered where it should be. */
    record Refused(String reason) implements StatementResult {}
}
