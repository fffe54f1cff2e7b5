package dev.rats4j.spi;

/** A request that was understood but not believed. */
public interface EnrolmentRequest {

    /**
     * Examines endorsement and keys, and if nothing speaks against them makes a challenge that only the device with both keys can
     * answer.
     */
    KeyChallenge challenge(EnrolmentInputs inputs);
}
