package dev.rats4j;

import dev.rats4j.corim.CryptoKey;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.Measurement;
import java.util.List;
import java.util.Optional;

/**
 * An Environment-Claim Tuple of the CoRIM draft ("Reference Verifier"): what is said about one environment, and by whom.
 *
 * @param environment what the claims are about
 * @param elements measurement keys and values
 * @param authority keys of those who say so
 * @param type where the claims come from
 * @param profile the profile that fixes their meaning
 */
public record Claims(
        Environment environment,
        List<Measurement> elements,
        List<CryptoKey> authority,
        Type type,
        Optional<String> profile) {

    /** cmtype of the draft, with its numbers. */
    public enum Type {
        /** Corroborated by a reference value. */
        REFERENCE_VALUES,
        /** Said by an Endorser. */
        ENDORSEMENTS,
        /** Said by the Attester. */
        EVIDENCE
    }

    /** Copies the lists. */
    public Claims {
        elements = List.copyOf(elements);
        authority = List.copyOf(authority);
    }

    /** The value at a path, if these claims have it. */
    public <T> Optional<T> get(ClaimPath<T> path) {
        if (!path.environmentMatches(environment)) {
            return Optional.empty();
        }
        return elements.stream()
                .filter(element -> element.key().equals(path.key()))
                .flatMap(element -> element.values().get(path.codePoint()).stream())
                .findFirst();
    }
}
