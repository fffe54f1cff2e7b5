package dev.rats4j.verifier.enrolment;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.Check;
import dev.rats4j.Findings;
import dev.rats4j.SourceUnavailableException;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.freshness.NonceSource;
import dev.rats4j.freshness.NonceStore;
import dev.rats4j.freshness.OneTimeStore;
import dev.rats4j.spi.DeviceKeys;
import dev.rats4j.spi.EnrolmentInputs;
import dev.rats4j.spi.EnrolmentScheme;
import dev.rats4j.spi.KeyChallenge;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.verifier.enrolment.EnrolmentStore.Binding;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Binds device, endorsed key and attestation key, all at once and only after the device has shown that it holds both keys. For use by
 * any number of threads.
 *
 * <p>A secret leaves this class in no form but the scheme's challenge. A challenge can be answered once: a wrong answer ends it.
 */
@CheckReturnValue
public final class Enrolment {

    private static final List<EnrolmentCheck> ANSWER_CHECKS = List.of(
            EnrolmentCheck.CHALLENGE_UNUSED,
            EnrolmentCheck.CHALLENGE_CURRENT,
            EnrolmentCheck.CHALLENGE_BOUND,
            EnrolmentCheck.CHALLENGE_ANSWERED,
            EnrolmentCheck.KEY_CONTINUITY,
            EnrolmentCheck.KEY_EXCLUSIVE);

    private final EnrolmentScheme scheme;
    private final CryptoBackend crypto;
    private final CertificationPaths paths;
    private final TrustAnchors anchors;
    private final List<X509Certificate> certificates;
    private final NonceSource random;
    private final Map<Check, String> waivers;
    private final EnrolmentStore store;
    private final OneTimeStore<Pending> pending;

    /** What a challenge waits for. No record, whose text would show the secret. */
    private static final class Pending {
        private final DeviceKeys keys;
        private final Bytes secret;

        Pending(DeviceKeys keys, Bytes secret) {
            this.keys = keys;
            this.secret = secret;
        }

        boolean isAnsweredBy(Bytes answer) {
            return MessageDigest.isEqual(secret.toByteArray(), answer.toByteArray());
        }
    }

    private Enrolment(Builder builder) {
        scheme = builder.scheme;
        crypto = builder.crypto;
        paths = new CertificationPaths(builder.crypto);
        anchors = builder.anchors;
        certificates = List.copyOf(builder.certificates);
        random = builder.random;
        waivers = Map.copyOf(builder.waivers);
        store = builder.store;
        pending = NonceStore.builder()
                .source(builder.random)
                .lifetime(builder.lifetime)
                .capacity(builder.capacity)
                .keeping();
    }

    /**
     * Starts with nothing trusted, a lifetime of a minute and 10,000 open challenges.
     *
     * @param store where the devices are kept; it decides who is first
     */
    public static Builder builder(CryptoBackend crypto, EnrolmentScheme scheme, EnrolmentStore store) {
        return new Builder(crypto, scheme, store);
    }

    /**
     * Looks at what a device says of its keys, and challenges it to show that it holds them. Whether the device may have this name is
     * not said before it has shown that.
     *
     * @param device the operator's name for it
     * @param request in the scheme's format
     * @return {@link EnrolmentAnswer.Challenged} or {@link EnrolmentAnswer.Refused}
     * @throws SourceUnavailableException if as many challenges are open as may be
     */
    public EnrolmentAnswer begin(String device, Bytes request, Instant at) throws SourceUnavailableException {
        EnrolledDevice.checkName(device);
        KeyChallenge challenge;
        try {
            challenge = scheme.decode(request)
                    .challenge(new EnrolmentInputs(crypto, paths, anchors, certificates, random, at, waivers));
        } catch (MalformedMessageException e) {
            Findings.Builder findings = Findings.builder(List.of(EnrolmentCheck.WELL_FORMED));
            findings.expect(EnrolmentCheck.WELL_FORMED, false, () -> String.valueOf(e.getMessage()));
            return new EnrolmentAnswer.Refused(findings.build());
        }
        if (challenge instanceof KeyChallenge.Challenge good) {
            return open(device, good, at);
        }
        return new EnrolmentAnswer.Refused(challenge.findings());
    }

    private EnrolmentAnswer open(String device, KeyChallenge.Challenge challenge, Instant at)
            throws SourceUnavailableException {
        NonceStore.Issue issue = pending.issue(device, new Pending(challenge.keys(), challenge.secret()), at);
        if (issue instanceof NonceStore.Issue.Issued issued) {
            return new EnrolmentAnswer.Challenged(
                    issued.nonce(), challenge.message(), issued.expires(), challenge.findings());
        }
        throw new SourceUnavailableException("as many challenges are open as may be; ask again later");
    }

    /**
     * Takes the answer to a challenge, and binds the keys if it is right and nobody else has name or keys.
     *
     * @param challenge what {@link EnrolmentAnswer.Challenged#challenge} said
     * @param answer what the device made of the message
     * @return {@link EnrolmentAnswer.Enrolled} or {@link EnrolmentAnswer.Refused}
     * @throws SourceUnavailableException if the store cannot be asked; the challenge is spent all the same
     */
    public EnrolmentAnswer complete(String device, Bytes challenge, Bytes answer, Instant at)
            throws SourceUnavailableException {
        Findings.Builder findings = Findings.builder(ANSWER_CHECKS);
        OneTimeStore.Redemption<Pending> redemption = pending.redeem(challenge, device, at);
        expectOpen(redemption.answer(), findings);
        if (redemption.value().isPresent()) {
            Pending waiting = redemption.value().get();
            findings.expect(
                    EnrolmentCheck.CHALLENGE_ANSWERED,
                    waiting.isAnsweredBy(answer),
                    () -> "another answer was expected");
            if (!findings.anyFailed()) {
                EnrolledDevice enrolled = new EnrolledDevice(device, scheme.name(), waiting.keys, at);
                expectBound(store.bind(enrolled), findings);
                if (!findings.anyFailed()) {
                    return new EnrolmentAnswer.Enrolled(enrolled, findings.build());
                }
            }
        }
        findings.restNotAssessed("refused before");
        return new EnrolmentAnswer.Refused(findings.build());
    }

    private static void expectOpen(NonceStore.Answer answer, Findings.Builder findings) {
        findings.expect(
                EnrolmentCheck.CHALLENGE_UNUSED,
                answer != NonceStore.Answer.UNKNOWN,
                () -> "never given out, answered before, or long expired");
        findings.expect(EnrolmentCheck.CHALLENGE_CURRENT, answer != NonceStore.Answer.EXPIRED, () -> "expired");
        findings.expect(
                EnrolmentCheck.CHALLENGE_BOUND,
                answer != NonceStore.Answer.WRONG_SESSION,
                () -> "given to another device");
    }

    private static void expectBound(Binding binding, Findings.Builder findings) {
        findings.expect(
                EnrolmentCheck.KEY_CONTINUITY,
                binding != Binding.OTHER_KEY,
                () -> "this device is enrolled with another endorsed key");
        findings.expect(
                EnrolmentCheck.KEY_EXCLUSIVE,
                binding != Binding.OTHER_DEVICE,
                () -> "one of the keys is enrolled for another device");
    }

    /** Collects the parts. */
    public static final class Builder {
        private final CryptoBackend crypto;
        private final EnrolmentScheme scheme;
        private final EnrolmentStore store;
        private final List<X509Certificate> certificates = new ArrayList<>();
        private final Map<Check, String> waivers = new LinkedHashMap<>();
        private TrustAnchors anchors = TrustAnchors.builder().build();
        private NonceSource random = NonceSource.secure();
        private Duration lifetime = Duration.ofMinutes(1);
        private int capacity = 10_000;

        private Builder(CryptoBackend crypto, EnrolmentScheme scheme, EnrolmentStore store) {
            this.crypto = crypto;
            this.scheme = scheme;
            this.store = store;
        }

        /** Manufacturers whose endorsements count. */
        @CanIgnoreReturnValue
        public Builder anchors(TrustAnchors manufacturers) {
            anchors = manufacturers;
            return this;
        }

        /** Certificates between endorsements and anchors. */
        @CanIgnoreReturnValue
        public Builder certificates(List<X509Certificate> intermediates) {
            certificates.addAll(intermediates);
            return this;
        }

        /**
         * Lets devices enrol that fail a check; the findings show it as waived.
         *
         * @throws IllegalArgumentException if the check is cryptographic, or there is no reason
         */
        @CanIgnoreReturnValue
        public Builder waive(Check check, String reason) {
            if (check.definition().kind() == Check.Kind.CRYPTOGRAPHIC || reason.isBlank()) {
                throw new IllegalArgumentException(check.id() + " cannot be waived, or not without a reason");
            }
            waivers.put(check, reason);
            return this;
        }

        /** Where secrets and names of challenges come from. */
        @CanIgnoreReturnValue
        public Builder random(NonceSource source) {
            random = source;
            return this;
        }

        /** How long a device may take to answer; positive. */
        @CanIgnoreReturnValue
        public Builder lifetime(Duration positive) {
            lifetime = positive;
            return this;
        }

        /** How many challenges may be open at a time; positive. */
        @CanIgnoreReturnValue
        public Builder capacity(int positive) {
            capacity = positive;
            return this;
        }

        /**
         * The enrolment.
         *
         * @throws IllegalStateException if nothing is trusted: nobody could enrol
         */
        public Enrolment build() {
            if (anchors.certificates().isEmpty()) {
                throw new IllegalStateException("no manufacturer is trusted");
            }
            return new Enrolment(this);
        }
    }
}
