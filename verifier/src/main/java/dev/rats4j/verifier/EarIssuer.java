package dev.rats4j.verifier;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.Appraisal;
import dev.rats4j.AttestationResult;
import dev.rats4j.ClaimPath;
import dev.rats4j.Finding;
import dev.rats4j.Findings;
import dev.rats4j.Outcome;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.Signer;
import dev.rats4j.ear.Ear;
import dev.rats4j.ear.EarAppraisal;
import dev.rats4j.ear.EarFormat;
import dev.rats4j.ear.EarToken;
import dev.rats4j.ear.LegacyEarProfile;
import dev.rats4j.ear.VerifierId;
import dev.rats4j.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * States an attestation result as a signed EAR. Refused evidence gets an EAR, too: it says so. Immutable, for any number of threads if
 * the signer is.
 */
@CheckReturnValue
public final class EarIssuer {

    private final CryptoBackend crypto;
    private final Signer signer;
    private final VerifierId verifier;
    private final Duration lifetime;
    private final List<ClaimPath<?>> claims;
    private final Optional<LegacyEarProfile> legacyProfile;

    private EarIssuer(
            CryptoBackend crypto,
            Signer signer,
            VerifierId verifier,
            Duration lifetime,
            Collection<? extends ClaimPath<?>> claims,
            Optional<LegacyEarProfile> legacyProfile) {
        this.crypto = crypto;
        this.signer = signer;
        this.verifier = verifier;
        this.lifetime = lifetime;
        this.claims = List.copyOf(claims);
        this.legacyProfile = legacyProfile;
    }

    /** Starts with neither a key nor a name. */
    public static Builder builder(CryptoBackend crypto) {
        return new Builder(crypto);
    }

    /**
     * Issues a token that says what the result says: tier and vector per submodule, policies, claims that were asked for, checks that
     * failed, and whatever was exempted.
     *
     * @param at when it is issued; the token has whole seconds
     * @throws IllegalArgumentException if {@link Builder#insteadOfTheCurrentDraft} was asked for, and an appraisal names several policies
     */
    public IssuedEar issue(AttestationResult result, EarFormat format, Instant at) {
        Findings.Builder findings = Findings.builder(EarIssuerCheck.class);
        Optional<Bytes> nonce = carried(result.nonce(), findings);
        Map<String, EarAppraisal> submodules = new LinkedHashMap<>();
        result.submodules().forEach((name, appraisal) -> submodules.put(name, stated(appraisal, nonce)));
        Instant issuedAt = at.truncatedTo(ChronoUnit.SECONDS);
        Ear ear =
                new Ear(issuedAt, Optional.of(issuedAt.plus(lifetime)), verifier, nonce, Optional.empty(), submodules);
        return new IssuedEar(ear, signed(ear, format), findings.build());
    }

    private EarToken signed(Ear ear, EarFormat format) {
        return legacyProfile.isPresent()
                ? EarToken.signLegacy(ear, legacyProfile.get(), signer, crypto, format)
                : EarToken.sign(ear, signer, crypto, format);
    }

    private static Optional<Bytes> carried(Optional<Bytes> nonce, Findings.Builder findings) {
        if (nonce.isEmpty()) {
            findings.notAssessed(EarIssuerCheck.NONCE_CARRIED, "no evidence was authenticated against a nonce");
            return Optional.empty();
        }
        boolean fits = Ear.isNonce(nonce.get());
        findings.expect(
                EarIssuerCheck.NONCE_CARRIED,
                fits,
                () -> "left out: the nonce has " + nonce.get().length() + " bytes, an EAR carries 8 to 64");
        return fits ? nonce : Optional.empty();
    }

    private EarAppraisal stated(Appraisal appraisal, Optional<Bytes> nonce) {
        Optional<Bytes> ofEvidence = appraisal.authentication().isPresent() ? nonce : Optional.empty();
        return new EarAppraisal(
                appraisal.status(),
                appraisal.vector(),
                appraisal.policyIds(),
                claimsOf(appraisal),
                checksOf(appraisal),
                ofEvidence);
    }

    private Map<String, String> claimsOf(Appraisal appraisal) {
        Map<String, String> texts = new LinkedHashMap<>();
        appraisal
                .authentication()
                .ifPresent(evidence -> claims.forEach(
                        path -> evidence.claimText(path).ifPresent(text -> texts.put(path.name(), text))));
        return texts;
    }

    private static Map<String, String> checksOf(Appraisal appraisal) {
        Map<String, String> texts = new LinkedHashMap<>(appraisal.exemptions());
        for (Finding finding : appraisal.findings().all()) {
            if (finding.outcome() == Outcome.WAIVED) {
                texts.put(EarAppraisal.WAIVER_PREFIX + finding.check().id(), finding.reason());
            } else if (finding.outcome() == Outcome.FAILED) {
                texts.put(EarAppraisal.FAILURE_PREFIX + finding.check().id(), finding.reason());
            }
        }
        return texts;
    }

    /** Collects the parts. Signer, name and lifetime have to be given. */
    public static final class Builder {
        private final CryptoBackend crypto;
        private @Nullable Signer signer;
        private @Nullable VerifierId verifier;
        private @Nullable Duration lifetime;
        private final List<ClaimPath<?>> claims = new ArrayList<>();
        private Optional<LegacyEarProfile> legacyProfile = Optional.empty();

        private Builder(CryptoBackend crypto) {
            this.crypto = crypto;
        }

        /** Who signs: the key by which relying parties know this Verifier. */
        @CanIgnoreReturnValue
        public Builder signer(Signer key) {
            signer = key;
            return this;
        }

        /** What the token says about who appraised. */
        @CanIgnoreReturnValue
        public Builder verifier(VerifierId id) {
            verifier = id;
            return this;
        }

        /** How long after its issue a token expires; whole seconds, at least one. */
        @CanIgnoreReturnValue
        public Builder lifetime(Duration time) {
            if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.toNanosPart() != 0) {
                throw new IllegalArgumentException("a lifetime is a whole number of seconds, at least one");
            }
            lifetime = time;
            return this;
        }

        /** Claims of the evidence that the token repeats, beside those named already; none unless named, for they may tell devices apart. */
        @CanIgnoreReturnValue
        public Builder state(Collection<? extends ClaimPath<?>> paths) {
            claims.addAll(paths);
            return this;
        }

        /**
         * Issues tokens in the claims of an older profile, for relying parties that know no other; {@link EarToken#signLegacy} says what
         * becomes of the claims. {@link IssuedEar#ear} stays in those of the current draft.
         *
         * @throws IllegalArgumentException for other profiles than {@link LegacyEarProfile#VERAISON_2023}
         */
        @CanIgnoreReturnValue
        public Builder insteadOfTheCurrentDraft(LegacyEarProfile profile) {
            if (profile != LegacyEarProfile.VERAISON_2023) {
                throw new IllegalArgumentException("only " + LegacyEarProfile.VERAISON_2023 + " is written");
            }
            legacyProfile = Optional.of(profile);
            return this;
        }

        /**
         * The issuer.
         *
         * @throws IllegalStateException if there is no signer, no name or no lifetime
         */
        public EarIssuer build() {
            if (signer == null || verifier == null || lifetime == null) {
                throw new IllegalStateException("an issuer has a signer, a name and a lifetime");
            }
            return new EarIssuer(crypto, signer, verifier, lifetime, claims, legacyProfile);
        }
    }
}
