package dev.rats4j.verifier;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.Appraisal;
import dev.rats4j.AttestationResult;
import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Authentication;
import dev.rats4j.Evidence;
import dev.rats4j.Findings;
import dev.rats4j.RefusedEvidence;
import dev.rats4j.corim.EnvironmentClass;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.spi.AuthenticationInputs;
import dev.rats4j.spi.EvidenceScheme;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.verifier.corim.AttestKeys;
import dev.rats4j.verifier.corim.Corpus;
import dev.rats4j.verifier.enrolment.EnrolledDevice;
import dev.rats4j.verifier.policy.AppraisalPolicy;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Verifier of RFC 9334. Immutable and safe for use by several threads; does no I/O. */
@CheckReturnValue
public final class Verifier {

    private final SchemeRegistry registry;
    private final CryptoBackend crypto;
    private final CertificationPaths paths;
    private final TrustAnchors anchors;
    private final List<X509Certificate> certificates;
    private final Corpus corpus;
    private final AppraisalPolicy policy;

    private Verifier(Builder builder) {
        registry = new SchemeRegistry(builder.schemes);
        crypto = builder.crypto;
        paths = builder.paths.orElseGet(() -> new CertificationPaths(builder.crypto));
        anchors = builder.anchors;
        certificates = List.copyOf(builder.certificates);
        corpus = builder.corpus;
        policy = builder.policy;
    }

    /** Starts with nothing trusted, no reference values, and a policy that wants every critical claim corroborated. */
    public static Builder builder(CryptoBackend crypto) {
        return new Builder(crypto);
    }

    /**
     * Answers who said it, unchanged and fresh. What is true but unwelcome is for {@link #appraise}.
     *
     * @param at the instant at which to verify
     */
    public Authentication authenticate(Evidence evidence, Freshness freshness, Instant at) {
        return read(evidence, anchors, freshness, at).authentication();
    }

    /**
     * The same, for evidence that has to come from an enrolled device: its attestation key is trusted, and no other key will do.
     *
     * @param device as it was looked up, once, for this evidence
     */
    public Authentication authenticate(EnrolledDevice device, Evidence evidence, Freshness freshness, Instant at) {
        return read(device, evidence, freshness, at).authentication();
    }

    /** The answer of a scheme, or of nobody. */
    private record Reading(Optional<EvidenceScheme> scheme, Authentication authentication) {}

    private Reading read(EnrolledDevice device, Evidence evidence, Freshness freshness, Instant at) {
        Reading reading = read(evidence, anchors.andSchemeKey(device.keys().attestationKey()), freshness, at);
        return new Reading(reading.scheme(), DeviceBinding.require(device, reading.scheme(), reading.authentication()));
    }

    private Reading read(Evidence evidence, TrustAnchors trusted, Freshness freshness, Instant at) {
        Optional<EvidenceScheme> scheme = Optional.empty();
        try {
            scheme = registry.of(evidence);
            return new Reading(
                    scheme,
                    scheme.isPresent()
                            ? authenticate(scheme.get(), evidence, trusted, freshness, at)
                            : refused(VerifierCheck.SCHEME_ENABLED, "no enabled scheme reads this type"));
        } catch (MalformedMessageException e) {
            return new Reading(scheme, refused(VerifierCheck.WELL_FORMED, String.valueOf(e.getMessage())));
        }
    }

    private Authentication authenticate(
            EvidenceScheme scheme, Evidence evidence, TrustAnchors trusted, Freshness freshness, Instant at)
            throws MalformedMessageException {
        AuthenticationInputs inputs =
                new AuthenticationInputs(crypto, paths, anchorsFor(scheme, trusted, at), certificates, freshness, at);
        return scheme.decode(SchemeRegistry.plain(evidence)).authenticate(inputs);
    }

    /** The caller's anchors, and keys that authenticated CoRIMs give to Attesters of the scheme's classes. */
    private TrustAnchors anchorsFor(EvidenceScheme scheme, TrustAnchors trusted, Instant at) {
        if (!corpus.hasAttestKeys()) {
            return trusted;
        }
        List<EnvironmentClass> classes = scheme.claimPaths().stream()
                .map(path -> path.environmentClass())
                .distinct()
                .toList();
        return trusted.and(endorsedKeys(classes, at));
    }

    private List<PublicKey> endorsedKeys(List<EnvironmentClass> classes, Instant at) {
        return classes.stream()
                .flatMap(environmentClass -> AttestKeys.of(corpus, environmentClass, crypto, at).stream())
                .toList();
    }

    private static RefusedEvidence refused(VerifierCheck check, String reason) {
        Findings.Builder findings = Findings.builder(List.of(VerifierCheck.SCHEME_ENABLED, VerifierCheck.WELL_FORMED));
        findings.expect(check, false, () -> reason);
        findings.restNotAssessed("the evidence was not read");
        return new RefusedEvidence(findings.build());
    }

    /**
     * Says what is known about the Attester. Bad evidence is a result, never an exception.
     *
     * @param at the instant at which to verify
     */
    public AttestationResult appraise(Evidence evidence, Freshness freshness, Instant at) {
        return appraise(read(evidence, anchors, freshness, at), freshness, at);
    }

    /**
     * The same, for evidence that has to come from an enrolled device: its attestation key is trusted, and no other key will do.
     *
     * @param device as it was looked up, once, for this evidence
     */
    public AttestationResult appraise(EnrolledDevice device, Evidence evidence, Freshness freshness, Instant at) {
        return appraise(read(device, evidence, freshness, at), freshness, at);
    }

    private AttestationResult appraise(Reading reading, Freshness freshness, Instant at) {
        Authentication authentication = reading.authentication();
        Appraisal appraisal = authentication instanceof AuthenticatedEvidence authentic
                        && reading.scheme().isPresent()
                ? new Appraiser(reading.scheme().get(), policy, corpus, crypto, at).appraise(authentic)
                : Appraiser.refused(reading.scheme(), policy, authentication.findings());
        return new AttestationResult(
                Map.of(nameOf(reading.scheme()), appraisal), carriedNonce(authentication, freshness));
    }

    private static String nameOf(Optional<EvidenceScheme> scheme) {
        return scheme.map(EvidenceScheme::name).orElse("unknown");
    }

    /**
     * The result about evidence that is not looked at, because of what was found before.
     *
     * @param findings at least one cryptographic one failed
     */
    public AttestationResult refused(Evidence evidence, Findings findings) {
        Optional<EvidenceScheme> scheme;
        try {
            scheme = registry.of(evidence);
        } catch (MalformedMessageException e) {
            scheme = Optional.empty(); // refused before, and no better for that
        }
        Appraisal appraisal = Appraiser.refused(scheme, policy, new RefusedEvidence(findings).findings());
        return new AttestationResult(Map.of(nameOf(scheme), appraisal), Optional.empty());
    }

    /** Only evidence that was authenticated against a nonce is known to carry it. */
    private static Optional<Bytes> carriedNonce(Authentication authentication, Freshness freshness) {
        return authentication instanceof AuthenticatedEvidence && freshness instanceof Freshness.Nonce nonce
                ? Optional.of(nonce.value())
                : Optional.empty();
    }

    /** Schemes that are enabled. */
    public List<EvidenceScheme> schemes() {
        return registry.schemes();
    }

    /** Collects the parts. */
    public static final class Builder {
        private final CryptoBackend crypto;
        private final List<EvidenceScheme> schemes = new ArrayList<>();
        private final List<X509Certificate> certificates = new ArrayList<>();
        private Optional<CertificationPaths> paths = Optional.empty();
        private TrustAnchors anchors = TrustAnchors.builder().build();
        private Corpus corpus = Corpus.EMPTY;
        private AppraisalPolicy policy =
                AppraisalPolicy.forEvidence("every-critical-claim-corroborated").build();

        private Builder(CryptoBackend crypto) {
            this.crypto = crypto;
        }

        /** Enables a scheme; its code is trusted. */
        @CanIgnoreReturnValue
        public Builder scheme(EvidenceScheme scheme) {
            schemes.add(scheme);
            return this;
        }

        /** Path validation that is shared with others, for its cache. */
        @CanIgnoreReturnValue
        public Builder paths(CertificationPaths shared) {
            paths = Optional.of(shared);
            return this;
        }

        /** Keys and certificates that are trusted. */
        @CanIgnoreReturnValue
        public Builder anchors(TrustAnchors trusted) {
            anchors = trusted;
            return this;
        }

        /** Certificates between evidence and anchors. */
        @CanIgnoreReturnValue
        public Builder certificates(List<X509Certificate> intermediates) {
            certificates.addAll(intermediates);
            return this;
        }

        /** Reference values and endorsements. */
        @CanIgnoreReturnValue
        public Builder corpus(Corpus referenceValues) {
            corpus = referenceValues;
            return this;
        }

        /** What is good enough. */
        @CanIgnoreReturnValue
        public Builder policy(AppraisalPolicy forEvidence) {
            policy = forEvidence;
            return this;
        }

        /** The verifier; fails without a scheme, or if two schemes read the same type. */
        public Verifier build() {
            return new Verifier(this);
        }
    }
}
