package com.example.fleet;

import dev.rats4j.AttestationResult;
import dev.rats4j.Evidence;
import dev.rats4j.corim.CorimProfiles;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.Signer;
import dev.rats4j.ear.EarFormat;
import dev.rats4j.ear.VerifierId;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.tpm.TpmCorimProfile;
import dev.rats4j.tpm.TpmScheme;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.verifier.EarIssuer;
import dev.rats4j.verifier.Verifier;
import dev.rats4j.verifier.corim.Corpus;
import dev.rats4j.wire.Bytes;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;

/** The Verifier: compares evidence with signed reference values, and signs what came out. */
public record FleetVerifier(Verifier verifier, EarIssuer issuer) {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();

    /** Believes a machine by its key, reference values by their signer, and signs results with its own key. */
    public static FleetVerifier of(Bytes machineKey, Bytes corim, PublicKey corimSigner, Signer own, Instant now) {
        TrustAnchors authors = TrustAnchors.builder().key(corimSigner).build();
        Corpus corpus = Corpus.builder(CRYPTO, new CertificationPaths(CRYPTO), authors)
                .profiles(CorimProfiles.of(new TpmCorimProfile()))
                .add("golden.corim", corim, now)
                .build();
        Verifier verifier = Verifier.builder(CRYPTO)
                .scheme(new TpmScheme())
                .anchors(TrustAnchors.builder().schemeKey(machineKey).build())
                .corpus(corpus)
                .build();
        VerifierId id = new VerifierId("https://verifier.example", "fleet 1.0");
        return new FleetVerifier(
                verifier,
                EarIssuer.builder(CRYPTO)
                        .signer(own)
                        .verifier(id)
                        .lifetime(Duration.ofMinutes(5))
                        .build());
    }

    /** The result as a token, whatever it says. */
    public Bytes appraise(Evidence evidence, Bytes nonce, Instant now) {
        AttestationResult result = verifier.appraise(evidence, new Freshness.Nonce(nonce), now);
        return issuer.issue(result, EarFormat.CWT, now).token().bytes();
    }
}
