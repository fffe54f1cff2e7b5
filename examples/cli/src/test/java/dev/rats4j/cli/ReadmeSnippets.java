package dev.rats4j.cli;

import dev.rats4j.AttestationResult;
import dev.rats4j.AttesterException;
import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Authentication;
import dev.rats4j.Evidence;
import dev.rats4j.SourceUnavailableException;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.CorimProfiles;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.Signer;
import dev.rats4j.ear.EarFormat;
import dev.rats4j.ear.VerifiedEar;
import dev.rats4j.ear.VerifierId;
import dev.rats4j.eat.DebugStatus;
import dev.rats4j.eat.EatClaim;
import dev.rats4j.eat.EatClaims;
import dev.rats4j.eat.EatFormat;
import dev.rats4j.eat.EatNonce;
import dev.rats4j.eat.EatProfile;
import dev.rats4j.eat.EatToken;
import dev.rats4j.eat.EatVersion;
import dev.rats4j.eat.OemId;
import dev.rats4j.eat.ProfileName;
import dev.rats4j.eat.TimeProblem;
import dev.rats4j.eat.VerifiedEat;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.freshness.NonceStore;
import dev.rats4j.relyingparty.Decision;
import dev.rats4j.relyingparty.RelyingParty;
import dev.rats4j.spi.Attester;
import dev.rats4j.tpm.TpmClaims;
import dev.rats4j.tpm.TpmCorimProfile;
import dev.rats4j.tpm.TpmScheme;
import dev.rats4j.tpm.ek.TpmEnrolment;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.tpm.tools.KeyHierarchy;
import dev.rats4j.tpm.tools.Tcti;
import dev.rats4j.tpm.tools.TpmAttester;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.verifier.EarIssuer;
import dev.rats4j.verifier.Verifier;
import dev.rats4j.verifier.corim.Corpus;
import dev.rats4j.verifier.enrolment.EnrolledDevice;
import dev.rats4j.verifier.enrolment.Enrolment;
import dev.rats4j.verifier.enrolment.EnrolmentAnswer;
import dev.rats4j.verifier.enrolment.EnrolmentStore;
import dev.rats4j.verifier.policy.AppraisalPolicy;
import dev.rats4j.verifier.session.SessionVerifier;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The code in README.md, so that it compiles; {@link ReadmeTest} compares and runs it. */
final class ReadmeSnippets {

    private ReadmeSnippets() {}

    static Evidence attester(Bytes nonce) throws AttesterException, InterruptedException {
        // snippet:attester
        Tcti tpm = Tcti.of("device:/dev/tpmrm0");
        try (TpmAttester attester = TpmAttester.of(tpm)
                .derivedKey(AttestationKeyKind.ECDSA_P256, KeyHierarchy.ENDORSEMENT)
                .eventLog(TpmAttester.FIRMWARE_LOG)
                .build()) {
            return attester.attest(nonce);
        }
        // end
    }

    static Verifier verifier(Bytes attestationKey, PublicKey corimSigner, Bytes corim, Instant now) {
        // snippet:verifier-setup
        CryptoBackend crypto = CryptoBackend.standard();
        CertificationPaths paths = new CertificationPaths(crypto);
        Corpus corpus = Corpus.builder(
                        crypto, paths, TrustAnchors.builder().key(corimSigner).build())
                .profiles(CorimProfiles.of(new TpmCorimProfile()))
                .add("golden.corim", corim, now)
                .build();
        Verifier verifier = Verifier.builder(crypto)
                .scheme(new TpmScheme())
                .anchors(TrustAnchors.builder().schemeKey(attestationKey).build())
                .corpus(corpus)
                .policy(AppraisalPolicy.forEvidence("acme/tpm/1")
                        .ignore(TpmClaims.pcr(6), "vendor's own events")
                        .build())
                .build();
        // end
        return verifier;
    }

    static AttestationResult appraise(Verifier verifier, Evidence evidence, Bytes nonce, Instant now) {
        // snippet:verifier
        AttestationResult result = verifier.appraise(evidence, new Freshness.Nonce(nonce), now);
        result.submodules()
                .forEach((name, appraisal) -> appraisal
                        .findings()
                        .failed()
                        .forEach(finding -> log(name, finding.check().id(), finding.reason())));
        // end
        return result;
    }

    static Optional<CodePoint.Digests> authenticate(Verifier verifier, Evidence evidence, Bytes nonce, Instant now) {
        // snippet:authenticate
        Authentication answer = verifier.authenticate(evidence, new Freshness.Nonce(nonce), now);
        if (answer instanceof AuthenticatedEvidence authentic) {
            return authentic.claim(TpmClaims.pcr(4));
        }
        // end
        return Optional.empty();
    }

    /** The way to a machine; behind it are calls of {@code TpmEnroller}. */
    interface Machine {
        Bytes request() throws AttesterException, InterruptedException;

        Bytes activate(Bytes challenge) throws MalformedMessageException, AttesterException, InterruptedException;
    }

    static EnrolmentAnswer enrol(EnrolmentStore store, X509Certificate manufacturer, Machine machine, Instant now)
            throws MalformedMessageException, AttesterException, SourceUnavailableException, InterruptedException {
        // snippet:enrolment
        Enrolment enrolment = Enrolment.builder(CryptoBackend.standard(), new TpmEnrolment(), store)
                .anchors(TrustAnchors.builder().certificate(manufacturer).build())
                .build();
        EnrolmentAnswer begun = enrolment.begin("web-1", machine.request(), now);
        if (begun instanceof EnrolmentAnswer.Challenged challenged) {
            Bytes answer = machine.activate(challenged.message());
            return enrolment.complete("web-1", challenged.challenge(), answer, now);
        }
        // end
        return begun;
    }

    static Optional<AttestationResult> session(
            Verifier verifier, EnrolmentStore store, Attester attester, String peer, Instant now)
            throws AttesterException, SourceUnavailableException, InterruptedException {
        // snippet:session
        SessionVerifier sessions =
                new SessionVerifier(verifier, NonceStore.builder().build());
        EnrolledDevice device = store.find("web-1").orElseThrow();
        if (sessions.challenge(peer, now) instanceof NonceStore.Issue.Issued issued) {
            Evidence evidence = attester.attest(issued.nonce());
            return Optional.of(sessions.appraise(peer, issued.nonce(), device, evidence, now));
        }
        // end
        return Optional.empty();
    }

    static Bytes issue(Signer signer, AttestationResult result, Instant now) {
        // snippet:issue
        EarIssuer issuer = EarIssuer.builder(CryptoBackend.standard())
                .signer(signer)
                .verifier(new VerifierId("https://verifier.acme.example", "acme-verifier 1.0"))
                .lifetime(Duration.ofMinutes(5))
                .build();
        Bytes token = issuer.issue(result, EarFormat.CWT, now).token().bytes();
        // end
        return token;
    }

    static Optional<VerifiedEar> relyingParty(PublicKey verifierKey, Bytes token, Bytes nonce, Instant now) {
        // snippet:relying-party
        RelyingParty relyingParty = RelyingParty.builder(CryptoBackend.standard())
                .trust(verifierKey)
                .accept(Set.of(TrustworthinessTier.AFFIRMING))
                .maximumAge(Duration.ofMinutes(5))
                .build();
        Decision decision = relyingParty.decide(token, new Freshness.Nonce(nonce), now);
        if (decision instanceof Decision.Accept accept) {
            return Optional.of(accept.result());
        }
        decision.findings()
                .failed()
                .forEach(finding -> log("token", finding.check().id(), finding.reason()));
        // end
        return Optional.empty();
    }

    static VerifiedEat eat(CryptoBackend crypto, Signer signer, Bytes nonce, Instant now)
            throws MalformedMessageException {
        // snippet:mint
        EatClaims claims = EatClaims.builder()
                .put(EatClaim.PROFILE, new ProfileName("tag:example.com,2026:gateway"))
                .put(EatClaim.NONCE, List.of(EatNonce.of(nonce)))
                .put(EatClaim.OEMID, new OemId.Pen(64242))
                .put(EatClaim.SWVERSION, EatVersion.of("3.1.4", EatVersion.Scheme.SEMVER))
                .put(EatClaim.DBGSTAT, DebugStatus.DISABLED_SINCE_BOOT)
                .put(EatClaim.IAT, now)
                .build();
        Bytes token = EatToken.sign(claims, signer, crypto, EatFormat.CBOR).bytes(); // JSON for a JWT
        // end
        PublicKey deviceKey = signer.publicKey();
        // snippet:verify-eat
        VerifiedEat eat = EatToken.decode(token)
                .verify(crypto, deviceKey, EatProfile.of("tag:example.com,2026:gateway"))
                .orElseThrow(() -> new SecurityException("not signed by this device"));
        boolean isFresh = eat.claims().nonces().stream().anyMatch(each -> each.matches(nonce));
        Set<TimeProblem> times = eat.claims().timeProblems(now, Duration.ofSeconds(30));
        // end
        if (!isFresh || !times.isEmpty()) {
            throw new SecurityException("an old token: " + times);
        }
        return eat;
    }

    private static void log(String about, String check, String reason) {
        ReadmeTest.LOGGED.add(about + " " + check + " " + reason);
    }
}
