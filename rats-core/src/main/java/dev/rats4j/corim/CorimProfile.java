package dev.rats4j.corim;

import java.util.List;
import java.util.Optional;

/**
 * What a profile adds to the draft: its own types and names, and rules for the content. How its values are compared is not said here;
 * a Verifier that does not know the comparison of a value must not take it as matched.
 */
public interface CorimProfile {

    /** The identifier that a CoRIM carries: a URI, or an OID in dotted notation. */
    String id();

    /**
     * Rules of the profile that a CoRIM breaks; none if it keeps them all. A CoRIM of another profile, or of none, breaks the first rule.
     */
    List<Violation> check(Corim corim);

    /** Types that the profile adds. */
    default TypeChoices typeChoices() {
        return TypeChoices.NONE;
    }

    /** Name of a code point of the profile, for people. */
    default Optional<String> codePointName(long number) {
        return Optional.empty();
    }

    /** Name of a measured element of the profile, for people. */
    default Optional<String> elementName(MeasuredElement element) {
        return Optional.empty();
    }

    /**
     * A rule that is broken.
     *
     * @param path where, for example {@code tags[0].triples.reference[2].environment.class}
     * @param detail which rule
     */
    record Violation(String path, String detail) {
        @Override
        public String toString() {
            return path + ": " + detail;
        }
    }
}
