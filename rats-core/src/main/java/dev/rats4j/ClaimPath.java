package dev.rats4j;

import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.EnvironmentClass;
import dev.rats4j.corim.MeasuredElement;
import java.util.Optional;

/**
 * Where a claim stands: environment pattern, measurement key, code point. Policies and CoRIM conditions speak of the same thing.
 *
 * @param name short dotted name for people and policy documents, for example {@code tpm.pcr.7}
 * @param environmentClass class of the environment
 * @param key measurement key, absent for the only measurement of an environment
 * @param codePoint code point of the measurement-values map
 * @param <T> type of the value
 */
public record ClaimPath<T>(
        String name, EnvironmentClass environmentClass, Optional<MeasuredElement> key, CodePoint<T> codePoint) {

    /** Whether an environment has the class of this path (every field that the path names is equal there). */
    public boolean environmentMatches(Environment environment) {
        return environment
                .environmentClass()
                .filter(environmentClass::isContainedIn)
                .isPresent();
    }
}
