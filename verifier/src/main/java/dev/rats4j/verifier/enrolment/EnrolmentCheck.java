package dev.rats4j.verifier.enrolment;

import static dev.rats4j.TrustworthinessClaim.CRYPTO_VALIDATION_FAILED;
import static dev.rats4j.TrustworthinessClaim.NONE;

import dev.rats4j.Aspect;
import dev.rats4j.Check;

/** What is checked before keys are bound to a device, besides what the scheme checks of the keys; and of evidence, that they made it. */
public enum EnrolmentCheck implements Check {
    /** The request follows its format. */
    WELL_FORMED("enrolment.well-formed", "RFC 9334, 8.1"),
    /** The challenge was given out, and nobody has answered it before, rightly or wrongly. */
    CHALLENGE_UNUSED("enrolment.challenge-unused", "TPM 2.0 Part 1, 24"),
    /** The challenge has not expired. */
    CHALLENGE_CURRENT("enrolment.challenge-current", "RFC 9334, 10.2"),
    /** The challenge was given to the device that answers. */
    CHALLENGE_BOUND("enrolment.challenge-bound", "RFC 9334, 10.2"),
    /** The answer is the secret: the attestation key lives beside the endorsed key. */
    CHALLENGE_ANSWERED("enrolment.challenge-answered", "TPM 2.0 Part 1, 24"),
    /** The identifier is not enrolled with another endorsed key. */
    KEY_CONTINUITY("enrolment.key-continuity", "RFC 9334, 11"),
    /** Neither key is enrolled under another identifier. */
    KEY_EXCLUSIVE("enrolment.key-exclusive", "RFC 9334, 11"),
    /** The key that verified the evidence is the one that the device enrolled, by value. */
    KEY_ACTIVATED("enrolment.key-activated", "RFC 9683, 3.1");

    private final Definition definition;

    EnrolmentCheck(String id, String clause) {
        definition = new Definition(
                id, clause, Kind.CRYPTOGRAPHIC, Aspect.INSTANCE_IDENTITY, NONE, CRYPTO_VALIDATION_FAILED);
    }

    @Override
    public Definition definition() {
        return definition;
    }
}
