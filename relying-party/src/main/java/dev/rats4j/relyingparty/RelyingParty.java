package dev.rats4j.relyingparty;

import static dev.rats4j.relyingparty.RelyingPartyCheck.KEY_TRUSTED;
import static dev.rats4j.relyingparty.RelyingPartyCheck.NO_WAIVERS;
import static dev.rats4j.relyingparty.RelyingPartyCheck.PROFILE;
import static dev.rats4j.relyingparty.RelyingPartyCheck.SIGNATURE;
import static dev.rats4j.relyingparty.RelyingPartyCheck.WELL_FORMED;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.Findings;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.ear.Ear;
import dev.rats4j.ear.EarToken;
import dev.rats4j.ear.LegacyEarProfile;
import dev.rats4j.ear.LegacyEarReader;
import dev.rats4j.ear.VerifiedEar;
import dev.rats4j.ear.VerifiedEarPayload;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides whether attestation results are good enough. Immutable, for any number of threads; does no I/O. */
@CheckReturnValue
public final class RelyingParty {

    private final CryptoBackend crypto;
    private final List<PublicKey> keys;
    private final ResultRules rules;
    private final Map<RelyingPartyCheck, String> exempted;
    private final Set<LegacyEarProfile> legacyProfiles;

    private RelyingParty(
            CryptoBackend crypto,
            List<PublicKey> keys,
            ResultRules rules,
            Map<RelyingPartyCheck, String> exempted,
            Set<LegacyEarProfile> legacyProfiles) {
        this.crypto = crypto;
        this.keys = List.copyOf(keys);
        this.rules = rules;
        this.exempted = Map.copyOf(exempted);
        this.legacyProfiles = Set.copyOf(legacyProfiles);
    }

    /** Starts with nobody trusted and nothing accepted. */
    public static Builder builder(CryptoBackend crypto) {
        return new Builder(crypto);
    }

    /**
     * Decides on a token. Whatever the bytes are, the answer is a decision.
     *
     * @param token CWT or JWT, as received
     * @param freshness the nonce that was sent out, or why there is none
     * @param at when the decision is made
     */
    public Decision decide(Bytes token, Freshness freshness, Instant at) {
        Findings.Builder findings = Findings.builder(RelyingPartyCheck.class);
        Optional<VerifiedEar> result = read(token, findings);
        if (result.isEmpty()) {
            findings.restNotAssessed("nobody is known to have said anything");
            return new Decision.Reject(findings.build());
        }
        rules.check(result.get().ear(), freshness, at, findings);
        Findings all = findings.build().waiving(exempted);
        return all.anyFailed() ? new Decision.Reject(all) : new Decision.Accept(result.get(), all);
    }

    private Optional<VerifiedEar> read(Bytes token, Findings.Builder findings) {
        try {
            Optional<VerifiedEarPayload> signed = verify(EarToken.decode(token), findings);
            if (signed.isEmpty()) {
                return Optional.empty();
            }
            Optional<String> profile = signed.get().profile();
            Optional<LegacyEarProfile> legacy =
                    profile.flatMap(LegacyEarProfile::ofUri).filter(legacyProfiles::contains);
            Supplier<String> otherProfile =
                    () -> profile.map(p -> "another profile").orElse("no profile");
            boolean isKnown = profile.equals(Optional.of(Ear.PROFILE)) || legacy.isPresent();
            if (!findings.expect(PROFILE, isKnown, otherProfile)) {
                return Optional.empty();
            }
            VerifiedEar ear = legacy.isPresent()
                    ? signed.get().legacyEar(LegacyEarReader.accepting(Set.of(legacy.get())))
                    : signed.get().ear();
            findings.expect(WELL_FORMED, true, () -> "");
            return Optional.of(ear);
        } catch (MalformedMessageException e) {
            findings.expect(WELL_FORMED, false, () -> String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<VerifiedEarPayload> verify(EarToken token, Findings.Builder findings) {
        List<PublicKey> candidates =
                keys.stream().filter(key -> token.fits(crypto, key)).toList();
        if (!findings.expect(KEY_TRUSTED, !candidates.isEmpty(), () -> "no trusted key is for the token's algorithm")) {
            return Optional.empty();
        }
        Optional<VerifiedEarPayload> signed = candidates.stream()
                .flatMap(key -> token.verifyPayload(crypto, key).stream())
                .findFirst();
        findings.expect(SIGNATURE, signed.isPresent(), () -> "not signed by a trusted key");
        return signed;
    }

    /** Collects what is trusted and accepted. Keys, tiers and the maximum age have to be given. */
    public static final class Builder {
        /** Sums of durations stay far from overflow. */
        private static final Duration LONGEST = Duration.ofDays(36_500);

        private final CryptoBackend crypto;
        private final Set<PublicKey> keys = new LinkedHashSet<>();
        private Set<TrustworthinessTier> tiers = Set.of();
        private @Nullable Duration maximumAge;
        private Duration clockSkew = Duration.ZERO;
        private final Set<String> policyIds = new LinkedHashSet<>();
        private final Set<String> submodules = new LinkedHashSet<>();
        private Optional<String> waiversAccepted = Optional.empty();
        private final Set<LegacyEarProfile> legacyProfiles = new LinkedHashSet<>();

        private Builder(CryptoBackend crypto) {
            this.crypto = crypto;
        }

        /** Trusts a Verifier by its key, beside those trusted already. */
        @CanIgnoreReturnValue
        public Builder trust(PublicKey key) {
            keys.add(Objects.requireNonNull(key));
            return this;
        }

        /**
         * Says which statuses are good enough, for the whole and for each submodule.
         *
         * @throws IllegalArgumentException for none at all, and for {@link TrustworthinessTier#NONE}: it asserts nothing
         */
        @CanIgnoreReturnValue
        public Builder accept(Set<TrustworthinessTier> tiers) {
            if (tiers.isEmpty() || tiers.contains(TrustworthinessTier.NONE)) {
                throw new IllegalArgumentException("at least one tier, and never none");
            }
            this.tiers = Set.copyOf(tiers);
            return this;
        }

        /** The greatest age of a token; positive, up to 36,500 days. It bounds those that do not say when they expire, and those that do. */
        @CanIgnoreReturnValue
        public Builder maximumAge(Duration age) {
            if (age.isZero() || age.isNegative() || age.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("an age is positive, and at most " + LONGEST.toDays() + " days");
            }
            this.maximumAge = age;
            return this;
        }

        /** How far the Verifier's clock may be off, in either direction; zero unless given, up to 36,500 days. Widens every comparison of times. */
        @CanIgnoreReturnValue
        public Builder clockSkew(Duration skew) {
            if (skew.isNegative() || skew.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("a skew is not negative, and at most " + LONGEST.toDays() + " days");
            }
            this.clockSkew = skew;
            return this;
        }

        /** Wants every submodule to be appraised by this policy, beside those required already. */
        @CanIgnoreReturnValue
        public Builder requirePolicy(String policyId) {
            if (policyId.isEmpty()) {
                throw new IllegalArgumentException("a policy identifier is not empty");
            }
            policyIds.add(policyId);
            return this;
        }

        /** Wants a submodule of this name, beside those required already. */
        @CanIgnoreReturnValue
        public Builder requireSubmodule(String name) {
            submodules.add(Objects.requireNonNull(name));
            return this;
        }

        /** Accepts results in which the Verifier exempted failed checks or missing proof; the finding is waived, not passed. */
        @CanIgnoreReturnValue
        public Builder acceptWaivers(String reason) {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("say why waivers are acceptable");
            }
            waiversAccepted = Optional.of(reason);
            return this;
        }

        /**
         * Accepts results of an older profile besides those of the current draft: for Verifiers that write no other. Most of these say
         * neither what they exempted nor of which nonce they know. {@link VerifiedEar#legacyProfile} says what a result was.
         */
        @CanIgnoreReturnValue
        public Builder insecurelyAcceptLegacyProfile(LegacyEarProfile profile) {
            legacyProfiles.add(Objects.requireNonNull(profile));
            return this;
        }

        /**
         * The relying party.
         *
         * @throws IllegalStateException if there is no key, no tier or no maximum age
         */
        public RelyingParty build() {
            if (keys.isEmpty() || tiers.isEmpty() || maximumAge == null) {
                throw new IllegalStateException("a relying party has keys, tiers and a maximum age");
            }
            ResultRules rules =
                    new ResultRules(tiers, maximumAge, clockSkew, Set.copyOf(policyIds), Set.copyOf(submodules));
            Map<RelyingPartyCheck, String> exempted =
                    waiversAccepted.map(reason -> Map.of(NO_WAIVERS, reason)).orElse(Map.of());
            return new RelyingParty(crypto, new ArrayList<>(keys), rules, exempted, legacyProfiles);
        }
    }
}
