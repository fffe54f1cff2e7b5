package dev.rats4j.verifier.corim;

/**
 * A CoRIM that was handed in and is not used.
 *
 * @param source name that the caller gave it
 * @param reason why not, for people
 */
public record RefusedCorim(String source, String reason) {}
