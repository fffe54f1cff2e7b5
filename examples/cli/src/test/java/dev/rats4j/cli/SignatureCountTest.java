package dev.rats4j.cli;

import static dev.rats4j.tpm.SimulatedTpms.NONCE;
import static dev.rats4j.tpm.SimulatedTpms.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.AttestationResult;
import dev.rats4j.Evidence;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.cli.demo.GoldenTemplate;
import dev.rats4j.corim.CorimProfiles;
import dev.rats4j.corim.CorimTemplate;
import dev.rats4j.corim.SignedCorim;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import dev.rats4j.crypto.Signer;
import dev.rats4j.crypto.WatchedProvider;
import dev.rats4j.ear.EarFormat;
import dev.rats4j.ear.VerifierId;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.tpm.SimulatedTpms;
import dev.rats4j.tpm.TpmCorimProfile;
import dev.rats4j.tpm.TpmScheme;
import dev.rats4j.tpm.sim.SimulatedCa;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.verifier.EarIssuer;
import dev.rats4j.verifier.Verifier;
import dev.rats4j.verifier.corim.Corpus;
import dev.rats4j.wire.MalformedMessageException;
import java.security.KeyPair;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What one appraisal costs in signatures, once everything is warm: that of the evidence is verified, that of the EAR is made. */
class SignatureCountTest {

    private final WatchedProvider ec = new WatchedProvider(new BouncyCastleProvider());
    private final WatchedProvider rsa = new WatchedProvider(Security.getProvider("SunRsaSign"));
    private final CryptoBackend crypto = CryptoBackend.of(ec, rsa);
    private final CertificationPaths paths = new CertificationPaths(crypto);
    private final Signer signer = signer(5);

    private Signer signer(long seed) {
        KeyPair keys = crypto.generate(EllipticCurve.P256, SeededKeys.random(seed));
        return crypto.signer(
                keys.getPrivate(), keys.getPublic(), new SignatureAlgorithm(Operation.ECDSA, HashAlgorithm.SHA256));
    }

    private Verifier verifier(SimulatedTpm tpm, TrustAnchors anchors) throws MalformedMessageException {
        Signer provider = signer(6);
        Corpus corpus = Corpus.builder(
                        crypto,
                        paths,
                        TrustAnchors.builder().key(provider.publicKey()).build())
                .profiles(CorimProfiles.of(new TpmCorimProfile()))
                .add(
                        "golden",
                        SignedCorim.sign(
                                crypto,
                                provider,
                                CorimTemplate.compile(GoldenTemplate.of("golden", tpm.pcrs())),
                                new SignedCorim.Meta("acme", Optional.empty()),
                                List.of()),
                        NOW)
                .build();
        return Verifier.builder(crypto)
                .scheme(new TpmScheme())
                .paths(paths)
                .anchors(anchors)
                .corpus(corpus)
                .build();
    }

    private void appraiseAndIssue(Verifier verifier, Evidence evidence, EarFormat format) {
        EarIssuer issuer = EarIssuer.builder(crypto)
                .signer(signer)
                .verifier(new VerifierId("https://verifier.example", "test"))
                .lifetime(Duration.ofMinutes(5))
                .build();
        AttestationResult result = verifier.appraise(evidence, new Freshness.Nonce(NONCE), NOW);
        assertThat(result.status()).isEqualTo(TrustworthinessTier.AFFIRMING);
        assertThat(issuer.issue(result, format, NOW).token().bytes().isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ECDSA_P256, verify NONEwithECDSA",
        "ECDSA_P384, verify NONEwithECDSA",
        "RSASSA_2048, verify SHA256withRSA",
        "RSAPSS_2048, verify RSASSA-PSS"
    })
    @DisplayName("a warm appraisal verifies exactly one signature and makes exactly one, for every kind of key")
    void oneVerificationAndOneSignature(AttestationKeyKind kind, String verification) throws MalformedMessageException {
        SimulatedTpm tpm = SimulatedTpms.of(kind);
        Verifier verifier = verifier(tpm, SimulatedTpms.pinned(tpm));
        appraiseAndIssue(verifier, tpm.attest(NONCE), EarFormat.CWT);
        ec.drain();
        rsa.drain();

        appraiseAndIssue(verifier, tpm.attest(NONCE), EarFormat.CWT);
        Map<String, Integer> counted = ec.drain();
        counted.putAll(rsa.drain());
        assertThat(counted).isEqualTo(Map.of(verification, 1, "sign SHA256withECDDSA", 1));
    }

    @ParameterizedTest
    @EnumSource(EarFormat.class)
    @DisplayName("the same by a certificate whose path is known, and for both formats of the EAR")
    void theSameByCertificate(EarFormat format) throws MalformedMessageException {
        SimulatedCa ca = SimulatedTpms.root(8);
        SimulatedTpm tpm = SimulatedTpms.withLog(SimulatedTpms.p256().certifiedBy(ca));
        Verifier verifier = verifier(tpm, SimulatedTpms.anchored(ca));
        appraiseAndIssue(verifier, tpm.attest(NONCE), format);
        ec.drain();
        rsa.drain();

        appraiseAndIssue(verifier, tpm.attest(NONCE), format);
        assertThat(ec.drain()).isEqualTo(Map.of("verify NONEwithECDSA", 1, "sign SHA256withECDDSA", 1));
        assertThat(rsa.drain()).isEmpty();
    }
}
