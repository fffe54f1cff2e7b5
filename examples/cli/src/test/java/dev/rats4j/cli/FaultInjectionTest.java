package dev.rats4j.cli;

import static dev.rats4j.tpm.SimulatedTpms.NONCE;
import static dev.rats4j.tpm.SimulatedTpms.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.Appraisal;
import dev.rats4j.AttestationResult;
import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Evidence;
import dev.rats4j.Finding;
import dev.rats4j.SourceUnavailableException;
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
import dev.rats4j.crypto.WatchedProvider.Mood;
import dev.rats4j.ear.EarFormat;
import dev.rats4j.ear.VerifierId;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.freshness.NonceStore;
import dev.rats4j.relyingparty.Decision;
import dev.rats4j.relyingparty.RelyingParty;
import dev.rats4j.spi.AppraisalService;
import dev.rats4j.tpm.SimulatedTpms;
import dev.rats4j.tpm.TpmCorimProfile;
import dev.rats4j.tpm.TpmQuoteCheck;
import dev.rats4j.tpm.TpmScheme;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.verifier.EarIssuer;
import dev.rats4j.verifier.Verifier;
import dev.rats4j.verifier.corim.Corpus;
import dev.rats4j.verifier.session.SessionVerifier;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R-6 from one end to the other: each collaborator in turn fails, throws or answers garbage. Nothing of it affirms. */
class FaultInjectionTest {

    private final WatchedProvider ec = new WatchedProvider(new BouncyCastleProvider());
    private final CryptoBackend crypto = CryptoBackend.of(ec, Security.getProvider("SunRsaSign"));
    private final SimulatedTpm tpm = SimulatedTpms.of(AttestationKeyKind.ECDSA_P256);
    private final Evidence evidence = tpm.attest(NONCE);
    private final Signer referenceValueProvider = signer(61);
    private final Signer verifierKey = signer(62);

    private Signer signer(long seed) {
        KeyPair keys = crypto.generate(EllipticCurve.P256, SeededKeys.random(seed));
        return crypto.signer(
                keys.getPrivate(), keys.getPublic(), new SignatureAlgorithm(Operation.ECDSA, HashAlgorithm.SHA256));
    }

    private Bytes corim() {
        try {
            return SignedCorim.sign(
                    crypto,
                    referenceValueProvider,
                    CorimTemplate.compile(GoldenTemplate.of("golden", tpm.pcrs())),
                    new SignedCorim.Meta("acme", Optional.empty()),
                    List.of());
        } catch (MalformedMessageException e) {
            throw new IllegalStateException(e);
        }
    }

    private Corpus corpus(Bytes corim) {
        TrustAnchors signers =
                TrustAnchors.builder().key(referenceValueProvider.publicKey()).build();
        return Corpus.builder(crypto, new CertificationPaths(crypto), signers)
                .profiles(CorimProfiles.of(new TpmCorimProfile()))
                .add("golden", corim, NOW)
                .build();
    }

    private Verifier verifier(Corpus corpus) {
        return Verifier.builder(crypto)
                .scheme(new TpmScheme())
                .anchors(SimulatedTpms.pinned(tpm))
                .corpus(corpus)
                .build();
    }

    private AttestationResult appraise(Corpus corpus) {
        return verifier(corpus).appraise(evidence, new Freshness.Nonce(NONCE), NOW);
    }

    private EarIssuer issuer(Signer key) {
        return EarIssuer.builder(crypto)
                .signer(key)
                .verifier(new VerifierId("https://verifier.example", "test"))
                .lifetime(Duration.ofMinutes(5))
                .build();
    }

    private RelyingParty relyingParty() {
        return RelyingParty.builder(crypto)
                .trust(verifierKey.publicKey())
                .accept(Set.of(TrustworthinessTier.AFFIRMING))
                .maximumAge(Duration.ofMinutes(5))
                .build();
    }

    private Decision decide(Bytes token) {
        return relyingParty().decide(token, new Freshness.Nonce(NONCE), NOW);
    }

    @Test
    @DisplayName("R-6 with every collaborator in order the way ends in an acceptance")
    void everythingInOrder() {
        AttestationResult result = appraise(corpus(corim()));

        assertThat(result.status()).isEqualTo(TrustworthinessTier.AFFIRMING);
        Bytes token =
                issuer(verifierKey).issue(result, EarFormat.CWT, NOW).token().bytes();
        assertThat(decide(token)).isInstanceOf(Decision.Accept.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"HONEST", "STALLING"},
            mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("S-12 T-08 R-6 the crypto provider fails while evidence is verified: refused by the signature")
    void providerAtTheEvidence(Mood mood) {
        Corpus corpus = corpus(corim());
        ec.be(mood);
        AttestationResult result = appraise(corpus);

        Appraisal appraisal = result.submodules().get("tpm");
        assertThat(result.status()).isEqualTo(TrustworthinessTier.CONTRAINDICATED);
        assertThat(appraisal.authentication()).isEmpty();
        assertThat(appraisal.findings().failed().stream().map(Finding::check)).containsExactly(TpmQuoteCheck.SIGNATURE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"HONEST", "STALLING"},
            mode = EnumSource.Mode.EXCLUDE)
    @DisplayName(
            "S-12 R-6 the crypto provider fails while reference values are loaded: they are refused, nothing affirms")
    void providerAtTheReferenceValues(Mood mood) {
        Bytes corim = corim();
        ec.be(mood);
        Corpus corpus = corpus(corim);
        ec.be(Mood.HONEST);

        assertThat(corpus.refused()).hasSize(1);
        assertThat(appraise(corpus).status()).isNotEqualTo(TrustworthinessTier.AFFIRMING);
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"HONEST", "STALLING"},
            mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("S-12 R-6 the crypto provider fails while a result is signed or decided on: no acceptance")
    void providerAtTheResult(Mood mood) {
        AttestationResult result = appraise(corpus(corim()));
        Bytes token =
                issuer(verifierKey).issue(result, EarFormat.CWT, NOW).token().bytes();
        ec.be(mood);

        assertThat(decide(token)).isInstanceOf(Decision.Reject.class);
        Optional<Bytes> spoilt = issued(verifierKey, result);
        ec.be(Mood.HONEST);
        assertThat(spoilt.map(this::decide).filter(Decision.Accept.class::isInstance))
                .isEmpty();
    }

    private Optional<Bytes> issued(Signer key, AttestationResult result) {
        try {
            return Optional.of(
                    issuer(key).issue(result, EarFormat.CWT, NOW).token().bytes());
        } catch (IllegalStateException | NullPointerException e) {
            return Optional.empty(); // a signer that throws issues nothing
        }
    }

    /** A signer whose hardware answers as told. */
    private record Hardware(Signer honest, Bytes answer) implements Signer {
        @Override
        public SignatureAlgorithm algorithm() {
            return honest.algorithm();
        }

        @Override
        public PublicKey publicKey() {
            return honest.publicKey();
        }

        @Override
        public Bytes sign(Bytes message) {
            return answer;
        }
    }

    @Test
    @DisplayName("S-12 R-6 a signer that answers garbage, nothing, or an old signature issues nothing that counts")
    void signer() {
        AttestationResult result = appraise(corpus(corim()));
        Bytes old = verifierKey.sign(Bytes.ofUtf8("another token"));
        byte[] noise = new byte[64];
        new SplittableRandom(6).nextBytes(noise);
        for (Bytes answer : List.of(Bytes.EMPTY, Bytes.of(0), old, Bytes.copyOf(noise), Bytes.copyOf(new byte[64]))) {
            Optional<Bytes> token = issued(new Hardware(verifierKey, answer), result);
            assertThat(token.map(this::decide).filter(Decision.Accept.class::isInstance))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("S-12 R-6 reference values that are garbage, empty or cut short are refused, and nothing affirms")
    void referenceValues() {
        Bytes good = corim();
        for (Bytes garbage :
                List.of(Bytes.EMPTY, Bytes.of(0xff), Bytes.ofUtf8("no corim"), good.slice(0, good.length() / 2))) {
            Corpus corpus = corpus(garbage);
            assertThat(corpus.refused()).hasSize(1);
            assertThat(appraise(corpus).status()).isNotEqualTo(TrustworthinessTier.AFFIRMING);
        }
    }

    @Test
    @DisplayName("S-12 R-6 T-10 a source of nonces that throws or repeats itself gives out none")
    void nonces() {
        SessionVerifier silent = new SessionVerifier(
                verifier(corpus(corim())),
                NonceStore.builder()
                        .source(nonce -> {
                            throw new IllegalStateException("no entropy");
                        })
                        .build());
        assertThatThrownBy(() -> silent.challenge("peer", NOW)).hasMessage("no entropy");
        SessionVerifier constant = new SessionVerifier(
                verifier(corpus(corim())),
                NonceStore.builder().source(nonce -> {}).build());
        assertThat(constant.challenge("peer", NOW)).isInstanceOf(NonceStore.Issue.Issued.class);
        assertThatThrownBy(() -> constant.challenge("peer", NOW)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("S-12 R-6 an appraisal service that is away is no verdict, one that answers garbage is rejected")
    void service() throws SourceUnavailableException {
        AppraisalService away = (asked, nonce) -> {
            throw new SourceUnavailableException("connection refused");
        };
        assertThatThrownBy(() -> decide(away.appraise(evidence, NONCE))).isInstanceOf(SourceUnavailableException.class);
        AttestationResult result = appraise(corpus(corim()));
        Bytes good =
                issuer(verifierKey).issue(result, EarFormat.JWT, NOW).token().bytes();
        for (Bytes garbage : List.of(Bytes.EMPTY, Bytes.of(0), Bytes.ofUtf8("{}"), good.slice(0, good.length() - 1))) {
            AppraisalService broken = (asked, nonce) -> garbage;
            assertThat(decide(broken.appraise(evidence, NONCE))).isInstanceOf(Decision.Reject.class);
        }
    }

    @Test
    @DisplayName(
            "S-12 R-6 a provider that fails now and then is believed only when it is well: nothing it said is remembered wrongly")
    void providerThatComesAndGoes() {
        Verifier verifier = verifier(corpus(corim()));
        List<Mood> moods = List.of(Mood.HONEST, Mood.FAILING, Mood.BROKEN, Mood.GARBLING);
        for (int i = 0; i < 60; i++) {
            Mood mood = moods.get(i % moods.size());
            ec.be(mood);
            boolean authentic =
                    verifier.authenticate(evidence, new Freshness.Nonce(NONCE), NOW) instanceof AuthenticatedEvidence;
            assertThat(authentic).as("%s", mood).isEqualTo(mood == Mood.HONEST);
        }
    }

    @Test
    @DisplayName("S-12 R-6 a provider that stalls gives no verdict, holds up nobody else, and refuses when it gives up")
    void providerThatStalls() throws Exception {
        Corpus corpus = corpus(corim());
        Verifier verifier = verifier(corpus);
        CryptoBackend other = CryptoBackend.standard();
        Verifier neighbour = Verifier.builder(other)
                .scheme(new TpmScheme())
                .anchors(SimulatedTpms.pinned(tpm))
                .corpus(corpus)
                .build();
        ec.be(Mood.STALLING);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<AttestationResult> stalled =
                    thread.submit(() -> verifier.appraise(evidence, new Freshness.Nonce(NONCE), NOW));
            ec.awaitStall();
            assertThat(neighbour
                            .appraise(evidence, new Freshness.Nonce(NONCE), NOW)
                            .status())
                    .isEqualTo(TrustworthinessTier.AFFIRMING);
            assertThat(stalled).isNotDone();
            ec.giveUp();
            assertThat(stalled.get().status()).isEqualTo(TrustworthinessTier.CONTRAINDICATED);
        } finally {
            ec.giveUp();
            thread.shutdownNow();
        }
    }

    @Test
    @DisplayName("S-12 R-6 T-10 a source of nonces that stalls holds up nobody who has one")
    void nonceSourceThatStalls() throws Exception {
        CountDownLatch asked = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        SessionVerifier sessions = new SessionVerifier(
                verifier(corpus(corim())),
                NonceStore.builder()
                        .length(NONCE.length())
                        .source(nonce -> {
                            System.arraycopy(NONCE.toByteArray(), 0, nonce, 0, nonce.length);
                            asked.countDown();
                            if (asked.getCount() == 0) {
                                awaitQuietly(end);
                                throw new IllegalStateException("no entropy");
                            }
                        })
                        .build());
        assertThat(sessions.challenge("first", NOW)).isInstanceOf(NonceStore.Issue.Issued.class);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<NonceStore.Issue> stalled = thread.submit(() -> sessions.challenge("second", NOW));
            asked.await();
            assertThat(sessions.appraise("first", NONCE, evidence, NOW).status())
                    .isEqualTo(TrustworthinessTier.AFFIRMING);
            assertThat(stalled).isNotDone();
            end.countDown();
            assertThatThrownBy(stalled::get).hasRootCauseMessage("no entropy");
        } finally {
            end.countDown();
            thread.shutdownNow();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
