package dev.rats4j.cli;

import static dev.rats4j.cli.GoldenValues.ENDORSER;
import static dev.rats4j.cli.GoldenValues.ENDORSERS;
import static dev.rats4j.cli.GoldenValues.KEY;
import static dev.rats4j.cli.GoldenValues.STRANGER;
import static dev.rats4j.cli.GoldenValues.bare;
import static dev.rats4j.cli.GoldenValues.booted;
import static dev.rats4j.cli.GoldenValues.corim;
import static dev.rats4j.cli.GoldenValues.corpus;
import static dev.rats4j.cli.GoldenValues.golden;
import static dev.rats4j.cli.GoldenValues.perRegister;
import static dev.rats4j.cli.GoldenValues.signed;
import static dev.rats4j.cli.GoldenValues.signer;
import static dev.rats4j.tpm.SimulatedTpms.CRYPTO;
import static dev.rats4j.tpm.SimulatedTpms.NONCE;
import static dev.rats4j.tpm.SimulatedTpms.NOW;
import static dev.rats4j.tpm.SimulatedTpms.PATHS;
import static dev.rats4j.tpm.SimulatedTpms.pinned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.Appraisal;
import dev.rats4j.Aspect;
import dev.rats4j.Check;
import dev.rats4j.Evidence;
import dev.rats4j.Finding;
import dev.rats4j.Outcome;
import dev.rats4j.TrustworthinessClaim;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.TrustworthinessVector;
import dev.rats4j.corim.Comid;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CryptoKey;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.KeyTriple;
import dev.rats4j.corim.TagId;
import dev.rats4j.corim.Triples;
import dev.rats4j.corim.ValueTriple;
import dev.rats4j.cose.CoseKey;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.tpm.SimulatedTpms;
import dev.rats4j.tpm.TpmClaims;
import dev.rats4j.tpm.TpmContinuityCheck;
import dev.rats4j.tpm.TpmEvidence;
import dev.rats4j.tpm.TpmQuoteCheck;
import dev.rats4j.tpm.TpmScheme;
import dev.rats4j.tpm.eventlog.SyntheticFirmwareLog;
import dev.rats4j.tpm.eventlog.TpmEventLogCheck;
import dev.rats4j.tpm.sim.SimulatedCa;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.verifier.Verifier;
import dev.rats4j.verifier.VerifierCheck;
import dev.rats4j.verifier.corim.Corpus;
import dev.rats4j.verifier.policy.AppraisalPolicy;
import dev.rats4j.verifier.policy.Condition;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** From a quote of a simulated TPM and a signed CoRIM to a verdict. */
class TpmAppraisalTest {

    private static final BigInteger FIRMWARE_VERSION = new BigInteger("53494d554c415445", 16); // "SIMULATE"

    private static AppraisalPolicy.Builder policy() {
        return AppraisalPolicy.forEvidence("acme/tpm/1");
    }

    private static Appraisal appraise(
            TrustAnchors anchors, Evidence evidence, Corpus corpus, AppraisalPolicy.Builder policy) {
        return Verifier.builder(CRYPTO)
                .scheme(new TpmScheme())
                .paths(PATHS)
                .anchors(anchors)
                .corpus(corpus)
                .policy(policy.build())
                .build()
                .appraise(evidence, new Freshness.Nonce(NONCE), NOW)
                .submodules()
                .get("tpm");
    }

    private static Appraisal appraise(SimulatedTpm tpm, Corpus corpus, AppraisalPolicy.Builder policy) {
        return appraise(pinned(tpm), tpm.attest(NONCE), corpus, policy);
    }

    private static void affirmed(Appraisal appraisal) {
        assertThat(appraisal.findings().failed()).isEmpty();
        assertThat(appraisal.status()).isEqualTo(TrustworthinessTier.AFFIRMING);
    }

    private static void failed(Appraisal appraisal, TrustworthinessTier tier, Check... checks) {
        assertThat(appraisal.findings().failed()).extracting(Finding::check).containsExactlyInAnyOrder(checks);
        assertThat(appraisal.status()).isEqualTo(tier);
    }

    private static int claim(Appraisal appraisal, Aspect aspect) {
        return appraisal.vector().claim(aspect).value();
    }

    @Test
    @DisplayName("a quote whose registers are the golden ones is affirmed: the TPM, its configuration, what it booted")
    void good() throws MalformedMessageException {
        SimulatedTpm tpm = booted();
        Appraisal appraisal = appraise(tpm, corpus(golden(tpm)), policy());
        affirmed(appraisal);
        assertThat(appraisal.vector())
                .isEqualTo(new TrustworthinessVector(Map.of(
                        Aspect.INSTANCE_IDENTITY, TrustworthinessClaim.claim(2),
                        Aspect.CONFIGURATION, TrustworthinessClaim.claim(2),
                        Aspect.EXECUTABLES, TrustworthinessClaim.claim(3))));
        assertThat(appraisal.findings().with(Outcome.NOT_ASSESSED))
                .extracting(Finding::check)
                .containsExactly(
                        TpmQuoteCheck.PATH,
                        TpmQuoteCheck.KEY_SAME,
                        TpmContinuityCheck.RESET_COUNT,
                        TpmContinuityCheck.CLOCK_MONOTONE,
                        TpmContinuityCheck.CLOCK_SAFE);
    }

    @Test
    @DisplayName("the same by a certificate of the key that leads to an anchor")
    void goodByCertificate() throws MalformedMessageException {
        SimulatedCa ca = SimulatedTpms.root(64);
        SimulatedTpm tpm =
                SimulatedTpms.withLog(SimulatedTpm.builder(CRYPTO, KEY).certifiedBy(ca));
        affirmed(appraise(SimulatedTpms.anchored(ca), tpm.attest(NONCE), corpus(golden(tpm)), policy()));
        failed(
                appraise(
                        SimulatedTpms.anchored(SimulatedTpms.root(65)),
                        tpm.attest(NONCE),
                        corpus(golden(tpm)),
                        policy()),
                TrustworthinessTier.CONTRAINDICATED,
                TpmQuoteCheck.KEY_TRUSTED);
    }

    @Test
    @DisplayName("certificates between evidence and anchor may be given to the verifier")
    void goodByIntermediate() throws MalformedMessageException {
        SimulatedCa root = SimulatedTpms.root(66);
        SimulatedCa between = root.intermediate("between", OptionalInt.of(0));
        SimulatedTpm tpm =
                SimulatedTpms.withLog(SimulatedTpm.builder(CRYPTO, KEY).certifiedBy(between));
        Verifier.Builder verifier = Verifier.builder(CRYPTO)
                .scheme(new TpmScheme())
                .anchors(SimulatedTpms.anchored(root))
                .corpus(corpus(golden(tpm)));
        Freshness fresh = new Freshness.Nonce(NONCE);
        assertThat(verifier.build().appraise(tpm.attest(NONCE), fresh, NOW).status())
                .isEqualTo(TrustworthinessTier.CONTRAINDICATED);
        assertThat(verifier.certificates(List.of(between.certificate()))
                        .build()
                        .appraise(tpm.attest(NONCE), fresh, NOW)
                        .status())
                .isEqualTo(TrustworthinessTier.AFFIRMING);
    }

    @Test
    @DisplayName("a register that is not the golden one is named, in the aspect that it speaks of")
    void changedRegister() throws MalformedMessageException {
        SimulatedTpm tpm = bare(HashAlgorithm.SHA256);
        Corpus corpus = corpus(perRegister(tpm.pcrs()));
        affirmed(appraise(tpm, corpus, policy()));

        tpm.extend(4, Bytes.ofUtf8("another boot loader"));
        Appraisal loader = appraise(tpm, corpus, policy());
        failed(loader, TrustworthinessTier.WARNING, VerifierCheck.CLAIM_APPRAISED);
        assertThat(loader.findings().failed().get(0).reason())
                .contains("tpm.pcr.4 ")
                .doesNotContain("tpm.pcr.7");
        assertThat(claim(loader, Aspect.EXECUTABLES)).isEqualTo(33);
        assertThat(claim(loader, Aspect.CONFIGURATION)).isEqualTo(2);

        tpm.extend(7, Bytes.ofUtf8("another Secure Boot"));
        Appraisal both = appraise(tpm, corpus, policy());
        assertThat(both.findings().failed().get(0).reason())
                .contains("tpm.pcr.4 ")
                .contains("tpm.pcr.7 ");
        assertThat(claim(both, Aspect.CONFIGURATION)).isEqualTo(32);
        affirmed(appraise(
                tpm, corpus, policy().ignore(TpmClaims.pcr(4), "a test").ignore(TpmClaims.pcr(7), "a test")));
    }

    @Test
    @DisplayName("golden values of one TPM do not corroborate another one")
    void instances() throws MalformedMessageException {
        SimulatedTpm tpm = bare(HashAlgorithm.SHA256);
        Comid comid = golden(tpm).comids().get(0);
        for (boolean own : List.of(true, false)) {
            CryptoKey key = CryptoKey.thumbprint(own ? tpm.publicKey() : STRANGER.publicKey());
            Environment instance = new Environment(
                    Optional.of(TpmClaims.CLASS), Optional.of(new Environment.InstanceKey(key)), Optional.empty());
            ValueTriple values =
                    new ValueTriple(instance, comid.referenceValues().get(0).measurements());
            Corim bound = corim(Comid.builder(comid.id())
                    .triples(Triples.builder().reference(List.of(values)).build())
                    .build());
            Appraisal appraisal = appraise(tpm, corpus(bound), policy());
            assertThat(appraisal.status().equals(TrustworthinessTier.AFFIRMING)).isEqualTo(own);
        }
    }

    @Test
    @DisplayName("SHA-1 registers are not corroborated unless the policy says so")
    void weakBank() throws MalformedMessageException {
        SimulatedTpm tpm = bare(HashAlgorithm.SHA1);
        Corpus weak = corpus(golden(tpm.pcrs(), HashAlgorithm.SHA1));
        failed(appraise(tpm, weak, policy()), TrustworthinessTier.WARNING, VerifierCheck.CLAIM_APPRAISED);
        affirmed(appraise(tpm, weak, policy().acceptWeakDigests("a TPM without SHA-256")));

        SimulatedTpm both = bare(HashAlgorithm.SHA1, HashAlgorithm.SHA256);
        failed(
                appraise(both, corpus(golden(both.pcrs(), HashAlgorithm.SHA1)), policy()),
                TrustworthinessTier.WARNING,
                VerifierCheck.CLAIM_APPRAISED);
        affirmed(appraise(both, corpus(golden(both.pcrs(), HashAlgorithm.SHA256)), policy()));
    }

    @Test
    @DisplayName("T-05 golden values signed by the attestation key itself do not count")
    void ownWord() throws MalformedMessageException {
        SimulatedTpm tpm = booted();
        TrustAnchors careless = TrustAnchors.builder().key(tpm.publicKey()).build();
        Corpus own = corpus(careless, signed(signer(KEY.keys()), golden(tpm)));
        assertThat(own.refused()).isEmpty();
        failed(
                appraise(tpm, own, policy()),
                TrustworthinessTier.WARNING,
                VerifierCheck.CLAIM_APPRAISED,
                VerifierCheck.ENDORSER_INDEPENDENT);
    }

    @Test
    @DisplayName("a log whose events do not lead to the registers is refused; one with other texts warns")
    void changedLog() throws MalformedMessageException {
        SimulatedTpm tpm = booted();
        Corpus corpus = corpus(golden(tpm));
        TpmEvidence good = tpm.quote(
                NONCE,
                Map.of(
                        HashAlgorithm.SHA256,
                        tpm.pcrs().bank(HashAlgorithm.SHA256).keySet()));
        Bytes log = SyntheticFirmwareLog.standard(HashAlgorithm.SHA256);

        Bytes version = Bytes.copyOf("synthetic-firmware 1.0".getBytes(StandardCharsets.UTF_16LE));
        Bytes newer = Bytes.copyOf("synthetic-firmware 9.0".getBytes(StandardCharsets.UTF_16LE));
        Evidence otherText = withLog(good, replaced(log, version, newer));
        Appraisal warned = appraise(pinned(tpm), otherText, corpus, policy());
        failed(warned, TrustworthinessTier.WARNING, TpmEventLogCheck.DATA_DIGEST);
        assertThat(claim(warned, Aspect.CONFIGURATION)).isEqualTo(36);
        affirmed(appraise(pinned(tpm), otherText, corpus, policy().waive(TpmEventLogCheck.DATA_DIGEST, "known fault")));

        Bytes digest = HashAlgorithm.SHA256
                .digest(Bytes.concat(version, Bytes.of(0, 0)))
                .value();
        Evidence otherDigest = withLog(
                good, replaced(log, digest, HashAlgorithm.SHA256.digest(newer).value()));
        Appraisal refused = appraise(pinned(tpm), otherDigest, corpus, policy());
        assertThat(refused.findings().failed()).extracting(Finding::check).contains(TpmEventLogCheck.REPLAY);
        assertThat(refused.authentication()).isEmpty();
        assertThat(refused.status()).isEqualTo(TrustworthinessTier.CONTRAINDICATED);
        assertThat(claim(refused, Aspect.EXECUTABLES)).isEqualTo(99);
    }

    private static Evidence withLog(TpmEvidence evidence, Bytes log) {
        return new TpmEvidence(
                        evidence.quote(),
                        evidence.signature(),
                        evidence.untrustedPcrs(),
                        evidence.untrustedKey(),
                        evidence.keyCertificate(),
                        Optional.of(log))
                .encode();
    }

    private static Bytes replaced(Bytes whole, Bytes from, Bytes to) {
        assertThat(whole.toHex()).contains(from.toHex());
        return Bytes.fromHex(whole.toHex().replace(from.toHex(), to.toHex()));
    }

    @Test
    @DisplayName("S-10 no anchors for evidence, or none for CoRIMs: never affirming")
    void noAnchors() throws MalformedMessageException {
        SimulatedTpm tpm = booted();
        TrustAnchors nobody = TrustAnchors.builder().build();
        Appraisal unknown = appraise(nobody, tpm.attest(NONCE), corpus(golden(tpm)), policy());
        failed(unknown, TrustworthinessTier.CONTRAINDICATED, TpmQuoteCheck.KEY_TRUSTED);

        Corpus unanchored = corpus(nobody, signed(ENDORSER, golden(tpm)));
        Corpus foreign = corpus(ENDORSERS, signed(STRANGER, golden(tpm)));
        for (Corpus corpus : List.of(unanchored, foreign)) {
            assertThat(corpus.refused()).hasSize(1);
            failed(appraise(tpm, corpus, policy()), TrustworthinessTier.WARNING, VerifierCheck.CLAIM_APPRAISED);
        }
    }

    @Test
    @DisplayName("S-11 T-25 no reference values, a silent policy, nothing quoted: never affirming")
    void nothingToCompareWith() throws MalformedMessageException {
        SimulatedTpm tpm = booted();
        failed(appraise(tpm, Corpus.EMPTY, policy()), TrustworthinessTier.WARNING, VerifierCheck.CLAIM_APPRAISED);
        Evidence nothing = tpm.quote(NONCE, Map.of()).encode();
        failed(
                appraise(pinned(tpm), nothing, corpus(golden(tpm)), policy()),
                TrustworthinessTier.CONTRAINDICATED,
                TpmQuoteCheck.PCR_SELECTED);
    }

    @Test
    @DisplayName("T-03 T-76 a register that reference values name, or the policy wants, and the quote does not cover")
    void notQuoted() throws MalformedMessageException {
        SimulatedTpm tpm = bare(HashAlgorithm.SHA256);
        Corpus corpus = corpus(perRegister(tpm.pcrs()));
        Evidence some =
                tpm.quote(NONCE, Map.of(HashAlgorithm.SHA256, Set.of(0, 4))).encode();
        Corpus ofThese = corpus(perRegister(tpm.pcrs().only((bank, index) -> index == 0 || index == 4)));
        affirmed(appraise(pinned(tpm), some, ofThese, policy()));
        failed(
                appraise(pinned(tpm), some, ofThese, policy().corroborate(TpmClaims.pcr(7))),
                TrustworthinessTier.CONTRAINDICATED,
                VerifierCheck.REQUIREMENT_MET);

        tpm.extend(7, Bytes.ofUtf8("another Secure Boot"));
        Appraisal leftOut = appraise(pinned(tpm), some, corpus, policy());
        failed(leftOut, TrustworthinessTier.WARNING, VerifierCheck.CLAIM_APPRAISED);
        assertThat(leftOut.findings().failed().get(0).reason())
                .contains("tpm.pcr.7 is named by reference values and the evidence does not have it");
        assertThat(claim(leftOut, Aspect.CONFIGURATION)).isEqualTo(32);
    }

    @Test
    @DisplayName("the firmware version is compared as an unsigned number of 64 bits, also by a policy document")
    void firmwareVersion() throws MalformedMessageException {
        SimulatedTpm tpm = booted();
        Corpus corpus = corpus(golden(tpm));
        for (int step = -1; step <= 1; step++) {
            BigInteger floor = FIRMWARE_VERSION.add(BigInteger.valueOf(step));
            AppraisalPolicy built = policy().require(TpmClaims.FIRMWARE_VERSION, new Condition.AtLeast(floor))
                    .build();
            AppraisalPolicy read = AppraisalPolicy.parse(built.toJson(), List.of(new TpmScheme()));
            assertThat(read.idWithDigest()).isEqualTo(built.idWithDigest());
            Appraisal appraisal = appraise(tpm, corpus, read.toBuilder());
            assertThat(appraisal.status())
                    .isEqualTo(step <= 0 ? TrustworthinessTier.AFFIRMING : TrustworthinessTier.CONTRAINDICATED);
        }
    }

    @Test
    @DisplayName("a key that a CoRIM gives to the class is trusted; what it may sign is not known by that")
    void endorsedKey() throws MalformedMessageException {
        SimulatedTpm tpm = booted();
        CryptoKey key =
                new CryptoKey(558, CoseKey.encode(tpm.publicKey(), CRYPTO).orElseThrow());
        KeyTriple triple =
                new KeyTriple(Environment.ofClass(TpmClaims.CLASS), List.of(key), Optional.empty(), List.of());
        Corim keys = corim(Comid.builder(TagId.of("keys"))
                .triples(Triples.builder().attestKey(List.of(triple)).build())
                .build());
        Corpus corpus = corpus(ENDORSERS, signed(ENDORSER, golden(tpm)), signed(ENDORSER, keys));
        TrustAnchors nobody = TrustAnchors.builder().build();
        Appraisal silent = appraise(nobody, tpm.attest(NONCE), corpus, policy());
        assertThat(silent.findings().failed()).isEmpty();
        assertThat(silent.status()).isEqualTo(TrustworthinessTier.NONE);
        affirmed(appraise(
                nobody,
                tpm.attest(NONCE),
                corpus,
                policy().acceptNotAssessed(TpmQuoteCheck.KEY_ATTRIBUTES, "the CoRIM speaks for the key")));
    }
}
