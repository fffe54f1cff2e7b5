package dev.rats4j.verifier.corim;

import dev.rats4j.ClaimPath;
import dev.rats4j.Claims;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.MeasuredElement;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What phases 2 to 4 came to: the accepted claims set, and which claims of the evidence a reference value named and matched.
 *
 * <p>The draft copies the whole entry that a condition matched; here only what the condition named counts as corroborated.
 */
public final class Corroboration {

    private final List<Claims> accepted;
    private final Map<Place, Strength> matched;
    private final Set<Place> absent;
    private final List<String> ownSigner;
    private final Map<String, String> unsigned;

    /** How much a match is worth. */
    public enum Strength {
        /** Only digests without collision resistance are equal. */
        WEAK,
        /** Everything else. */
        STRONG
    }

    record Place(Environment environment, Optional<MeasuredElement> key, long codePoint) {}

    Corroboration(
            List<Claims> accepted,
            Map<Place, Strength> matched,
            Set<Place> absent,
            List<String> ownSigner,
            Map<String, String> unsigned) {
        this.accepted = List.copyOf(accepted);
        this.matched = new HashMap<>(matched);
        this.absent = Set.copyOf(absent);
        this.ownSigner = List.copyOf(ownSigner);
        this.unsigned = Collections.unmodifiableMap(new LinkedHashMap<>(unsigned));
    }

    /** Evidence, and what reference values and endorsements added. */
    public List<Claims> accepted() {
        return accepted;
    }

    /** Whether a reference value matched a claim of one environment, and how well. */
    public Optional<Strength> of(Environment environment, ClaimPath<?> path) {
        return Optional.ofNullable(
                matched.get(new Place(environment, path.key(), path.codePoint().number())));
    }

    /**
     * Whether an environment of the evidence lacks a claim that a reference value about this environment names. Reference values that
     * are out of time, or by the Attester itself, name nothing.
     */
    public boolean lacks(ClaimPath<?> path) {
        return absent.stream()
                .anyMatch(place -> place.key().equals(path.key())
                        && place.codePoint() == path.codePoint().number()
                        && path.environmentMatches(place.environment()));
    }

    /** CoRIMs that matched although nobody signed them: source and reason. */
    public Map<String, String> unsigned() {
        return unsigned;
    }

    /** CoRIMs that would have matched, but were signed by the key that signed the evidence. */
    public List<String> signedByTheAttester() {
        return ownSigner;
    }
}
