package dev.rats4j.cli.demo;

import dev.rats4j.TrustworthinessTier;
import dev.rats4j.cli.input.SigningKey;
import dev.rats4j.corim.CorimProfiles;
import dev.rats4j.corim.CorimTemplate;
import dev.rats4j.corim.SignedCorim;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.Signer;
import dev.rats4j.ear.VerifierId;
import dev.rats4j.freshness.NonceStore;
import dev.rats4j.relyingparty.RelyingParty;
import dev.rats4j.tpm.TpmCorimProfile;
import dev.rats4j.tpm.TpmScheme;
import dev.rats4j.tpm.ek.TpmEnrolment;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.verifier.EarIssuer;
import dev.rats4j.verifier.Verifier;
import dev.rats4j.verifier.corim.Corpus;
import dev.rats4j.verifier.enrolment.Enrolment;
import dev.rats4j.verifier.enrolment.EnrolmentStore;
import dev.rats4j.verifier.session.SessionVerifier;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Everybody but the Attester: who vouches for reference values, who verifies, who relies on it. Keys are made for this run. */
final class DemoParties {

    private final CryptoBackend crypto = CryptoBackend.standard();
    private final SecureRandom random = new SecureRandom();
    private final Signer referenceValueProvider = signer();
    private final Signer verifierKey = signer();

    private Signer signer() {
        return SigningKey.signer(crypto.generate(EllipticCurve.P256, random), crypto);
    }

    Bytes signedCorim(Bytes template) {
        try {
            return SignedCorim.sign(
                    crypto,
                    referenceValueProvider,
                    CorimTemplate.compile(template),
                    new SignedCorim.Meta("demo reference value provider", Optional.empty()),
                    List.of());
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("a template of our own", e);
        }
    }

    Enrolment enrolment(X509Certificate manufacturer, X509Certificate issuer) {
        return Enrolment.builder(crypto, new TpmEnrolment(), EnrolmentStore.inMemory())
                .anchors(TrustAnchors.builder().certificate(manufacturer).build())
                .certificates(List.of(issuer))
                .build();
    }

    /** Trusts no key by itself: whose evidence counts is known from enrolment. */
    SessionVerifier verifier(Bytes corim, Instant at) {
        TrustAnchors signers =
                TrustAnchors.builder().key(referenceValueProvider.publicKey()).build();
        Corpus corpus = Corpus.builder(crypto, new CertificationPaths(crypto), signers)
                .profiles(CorimProfiles.of(new TpmCorimProfile()))
                .add("demo.corim", corim, at)
                .build();
        Verifier verifier =
                Verifier.builder(crypto).scheme(new TpmScheme()).corpus(corpus).build();
        return new SessionVerifier(verifier, NonceStore.builder().build());
    }

    EarIssuer issuer() {
        return EarIssuer.builder(crypto)
                .signer(verifierKey)
                .verifier(new VerifierId("https://rats4j.dev", "rats4j demo"))
                .lifetime(Duration.ofMinutes(5))
                .build();
    }

    RelyingParty relyingParty() {
        return RelyingParty.builder(crypto)
                .trust(verifierKey.publicKey())
                .accept(Set.of(TrustworthinessTier.AFFIRMING))
                .maximumAge(Duration.ofMinutes(5))
                .build();
    }
}
