package dev.rats4j.verifier.session;

import static dev.rats4j.TrustworthinessClaim.NONE;

import dev.rats4j.Aspect;
import dev.rats4j.Check;
import dev.rats4j.freshness.NonceStore.Answer;

/** Whether a nonce counts, before any evidence is looked at. A nonce that does not is stale, which says nothing of the machine. */
public enum SessionCheck implements Check {
    /** The nonce was given out, and nothing was appraised with it before. */
    NONCE_UNUSED("session.nonce-unused", Answer.UNKNOWN, "never given out, used before, or long expired"),
    /** The nonce has not expired. */
    NONCE_CURRENT("session.nonce-current", Answer.EXPIRED, "expired"),
    /** The nonce was given to this session. */
    NONCE_BOUND("session.nonce-bound", Answer.WRONG_SESSION, "given to another session");

    private final Definition definition;
    private final Answer answer;
    private final String reason;

    SessionCheck(String id, Answer answer, String reason) {
        definition = new Definition(id, "RFC 9334, 10.2", Kind.CRYPTOGRAPHIC, Aspect.INSTANCE_IDENTITY, NONE, NONE);
        this.answer = answer;
        this.reason = reason;
    }

    @Override
    public Definition definition() {
        return definition;
    }

    boolean isMetBy(Answer given) {
        return given != answer;
    }

    String reason() {
        return reason;
    }
}
