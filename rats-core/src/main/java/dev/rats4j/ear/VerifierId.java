package dev.rats4j.ear;

/**
 * Who appraised, AR4SI 2.2.2.
 *
 * @param developer whose software the Verifier is, for example a URL
 * @param build name and version of the software
 */
public record VerifierId(String developer, String build) {

    /** Refuses empty texts: they identify nobody. */
    public VerifierId {
        if (developer.isEmpty() || build.isEmpty()) {
            throw new IllegalArgumentException("a Verifier has a developer and a build");
        }
    }
}
