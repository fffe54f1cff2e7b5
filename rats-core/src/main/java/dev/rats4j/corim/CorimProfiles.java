package dev.rats4j.corim;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The profiles that a caller understands. A CoRIM of any other profile is refused whole. */
public final class CorimProfiles {

    /** No profile at all: only CoRIMs without one are understood. */
    public static final CorimProfiles NONE = new CorimProfiles(Map.of(), Optional.empty());

    private final Map<String, CorimProfile> profiles;
    private final Optional<CorimProfile> assumed;

    private CorimProfiles(Map<String, CorimProfile> profiles, Optional<CorimProfile> assumed) {
        this.profiles = profiles;
        this.assumed = assumed;
    }

    /** A set of profiles; of two with the same id the later one counts. */
    public static CorimProfiles of(CorimProfile... profiles) {
        return of(List.of(profiles));
    }

    /** A set of profiles; of two with the same id the later one counts. */
    public static CorimProfiles of(Collection<? extends CorimProfile> profiles) {
        return NONE.with(profiles);
    }

    /** These and others; of two with the same id the other one counts. */
    public CorimProfiles with(Collection<? extends CorimProfile> others) {
        Map<String, CorimProfile> all = new LinkedHashMap<>(profiles);
        others.forEach(profile -> all.put(profile.id(), profile));
        return new CorimProfiles(Collections.unmodifiableMap(all), assumed);
    }

    /**
     * The same set; a CoRIM that names no profile is read and checked as if it named this one. For makers who leave it out, and whose
     * CoRIMs a caller knows by other means.
     */
    public CorimProfiles assuming(CorimProfile profile) {
        return new CorimProfiles(profiles, Optional.of(profile));
    }

    /** These and those of another set; of two with the same id the other one counts, and so does what it assumes. */
    public CorimProfiles with(CorimProfiles others) {
        CorimProfiles all = with(others.profiles.values());
        return others.assumed.isPresent() ? new CorimProfiles(all.profiles, others.assumed) : all;
    }

    /** A profile of which only the identifier is understood: without rules, types and names of its own. */
    public static CorimProfile named(String id) {
        return new CorimProfile() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public List<Violation> check(Corim corim) {
                return ofOtherProfile(corim, id);
            }
        };
    }

    /** The first rule of every profile: the CoRIM names it. */
    public static List<CorimProfile.Violation> ofOtherProfile(Corim corim, String id) {
        if (corim.profile().equals(Optional.of(id))) {
            return List.of();
        }
        return List.of(
                new CorimProfile.Violation("profile", "is " + corim.profile().orElse("absent") + ", not " + id));
    }

    /** The profile with this identifier. */
    public Optional<CorimProfile> find(String id) {
        return Optional.ofNullable(profiles.get(id));
    }

    /** All profiles. */
    public Collection<CorimProfile> all() {
        return profiles.values();
    }

    /** Type choices for a CoRIM that names this profile, or none. */
    TypeChoices typeChoices(Optional<String> id) {
        Optional<CorimProfile> profile = id.isPresent() ? find(id.get()) : assumed;
        return profile.map(CorimProfile::typeChoices).orElse(TypeChoices.NONE);
    }

    boolean isEmpty() {
        return profiles.isEmpty() && assumed.isEmpty();
    }

    /**
     * What is wrong with a CoRIM: its profile is not understood, or it breaks rules of it. Nothing if it names no profile, unless one is
     * assumed.
     */
    public List<CorimProfile.Violation> check(Corim corim) {
        if (corim.profile().isEmpty()) {
            return assumed.map(profile -> profile.check(
                            corim.toBuilder().profile(profile.id()).build()))
                    .orElse(List.of());
        }
        String id = corim.profile().get();
        CorimProfile profile = profiles.get(id);
        return profile == null
                ? List.of(new CorimProfile.Violation("profile", id + " is not understood"))
                : profile.check(corim);
    }
}
