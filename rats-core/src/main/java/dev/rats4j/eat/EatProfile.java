package dev.rats4j.eat;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a reader knows of a profile, RFC 9711, 6: its name, the claims that it defines, those that have to be there, and whether it gives
 * authorities and flags of measured components a meaning. Immutable; the methods give new ones.
 */
public final class EatProfile {

    /** No profile: registered claims, none required, whatever the token states as its profile. */
    public static final EatProfile NONE = new EatProfile(Optional.empty(), List.of(), List.of(), List.of(), false);

    private final Optional<ProfileName> name;
    private final List<EatClaim<?>> defined;
    private final Map<EatFormat, Map<CborKey, EatClaim<?>>> byKey = new EnumMap<>(EatFormat.class);
    private final List<EatClaim<?>> required;
    private final List<Rule> rules;
    private final boolean componentExtensions;

    private EatProfile(
            Optional<ProfileName> name,
            Collection<EatClaim<?>> defined,
            Collection<EatClaim<?>> required,
            Collection<Rule> rules,
            boolean componentExtensions) {
        this.name = name;
        this.defined = List.copyOf(defined);
        this.required = List.copyOf(required);
        this.rules = List.copyOf(rules);
        this.componentExtensions = componentExtensions;
        for (EatFormat format : EatFormat.values()) {
            Map<CborKey, EatClaim<?>> known = new HashMap<>();
            Stream.concat(EatClaim.REGISTERED.stream(), this.defined.stream())
                    .forEach(claim -> claim.key(format).ifPresent(key -> known.put(key, claim)));
            byKey.put(format, known);
        }
    }

    /** A profile that tokens have to state in {@code eat_profile}, by this text: a URI or an object identifier in dotted notation. */
    public static EatProfile of(String name) {
        return new EatProfile(Optional.of(new ProfileName(name)), List.of(), List.of(), List.of(), false);
    }

    /** The same with claims of its own; refuses claims under keys that have a meaning already. */
    public EatProfile defining(EatClaim<?>... claims) {
        EatProfile wider = this;
        for (EatClaim<?> claim : claims) {
            wider = wider.with(claim);
        }
        return wider;
    }

    private EatProfile with(EatClaim<?> claim) {
        for (EatFormat format : EatFormat.values()) {
            if (claim.key(format).flatMap(key -> claim(key, format)).isPresent()) {
                throw new IllegalArgumentException(claim + " has the key of another claim");
            }
        }
        List<EatClaim<?>> all = new ArrayList<>(defined);
        all.add(claim);
        return new EatProfile(name, all, required, rules, componentExtensions);
    }

    /** The same with claims that have to be there. */
    public EatProfile requiring(EatClaim<?>... claims) {
        List<EatClaim<?>> all = new ArrayList<>(required);
        all.addAll(List.of(claims));
        return new EatProfile(name, defined, all, rules, componentExtensions);
    }

    /** What a profile demands of claims beyond their types and their presence. */
    @FunctionalInterface
    public interface Rule {
        /** Fails, with the name of the claim, if the claims break it. All of them are of their types. */
        void check(EatClaims claims) throws MalformedMessageException;
    }

    /** The same with one more rule. */
    public EatProfile checking(Rule rule) {
        List<Rule> all = new ArrayList<>(rules);
        all.add(rule);
        return new EatProfile(name, defined, required, all, componentExtensions);
    }

    /** The same, with a meaning for authorities and flags of measured components. RFC 10013 wants others to refuse them. */
    public EatProfile definingComponentExtensions() {
        return new EatProfile(name, defined, required, rules, true);
    }

    /** What {@code eat_profile} has to say; empty if anything is right. */
    public Optional<ProfileName> name() {
        return name;
    }

    /** The claim under a key, registered or of this profile. */
    Optional<EatClaim<?>> claim(CborKey key, EatFormat format) {
        return Optional.ofNullable(Objects.requireNonNull(byKey.get(format)).get(key));
    }

    /** The profile for a claims set: the one that it states, else one without a name, else none. */
    static EatProfile choose(EatMap claims, EatProfile... accepted) throws MalformedMessageException {
        Optional<EatValue> value = claims.optional(265, "eat_profile");
        if (accepted.length == 0) {
            return NONE;
        }
        Optional<ProfileName> stated =
                value.isEmpty() ? Optional.empty() : Optional.of(ProfileName.CODEC.read(value.get()));
        for (EatProfile profile : accepted) {
            if (profile.name.isPresent() && profile.name.equals(stated)) {
                return profile;
            }
        }
        for (EatProfile profile : accepted) {
            if (profile.name.isEmpty()) {
                return profile;
            }
        }
        EatValue at = value.orElse(claims.value());
        throw at.malformed(value.isEmpty() ? "lacks eat_profile" : "is no profile that is accepted here");
    }

    /**
     * Fails unless claims follow this profile: they state it, all are of their types, those that it requires are there, its rules hold, and
     * measured components have nothing that it would have to define. Says nothing about who made them.
     */
    public void expect(EatClaims claims) throws MalformedMessageException {
        claims.expectTyped();
        if (name.isPresent() && !name.equals(claims.get(EatClaim.PROFILE))) {
            throw new MalformedMessageException(EatClaim.PROFILE.name(), 0, "is not " + name.get());
        }
        for (EatClaim<?> claim : required) {
            if (claims.get(claim).isEmpty()) {
                throw new MalformedMessageException(claim.name(), 0, "is missing, and the profile requires it");
            }
        }
        for (Rule rule : rules) {
            rule.check(claims);
        }
        expectNoExtensions(claims, this);
    }

    static void expectNoExtensions(EatClaims claims, EatProfile profile) throws MalformedMessageException {
        if (profile.componentExtensions) {
            return;
        }
        for (TypedContent measurement : claims.get(EatClaim.MEASUREMENTS).orElse(List.of())) {
            if (measurement
                    .measuredComponent()
                    .filter(MeasuredComponent::needsProfile)
                    .isPresent()) {
                throw new MalformedMessageException(
                        EatClaim.MEASUREMENTS.name(),
                        0,
                        "authorities or flags of a measured component, which the profile does not define");
            }
        }
        for (Map.Entry<String, Submodule> entry : claims.submodules().entrySet()) {
            if (entry.getValue() instanceof Submodule.Plain plain) {
                expectNoExtensions(plain.claims(), profile);
            }
        }
    }

    @Override
    public String toString() {
        return name.map(ProfileName::text).orElse("no profile");
    }
}
