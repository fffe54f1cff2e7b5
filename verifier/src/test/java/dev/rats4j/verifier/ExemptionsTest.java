package dev.rats4j.verifier;

import static dev.rats4j.verifier.Acme.CLASS;
import static dev.rats4j.verifier.Acme.DEVICE;
import static dev.rats4j.verifier.Acme.FIRMWARE;
import static dev.rats4j.verifier.Acme.FRESH;
import static dev.rats4j.verifier.Acme.LOADER;
import static dev.rats4j.verifier.Acme.LOG;
import static dev.rats4j.verifier.Acme.NOW;
import static dev.rats4j.verifier.Acme.corpus;
import static dev.rats4j.verifier.Acme.digest;
import static dev.rats4j.verifier.Acme.digests;
import static dev.rats4j.verifier.Acme.evidence;
import static dev.rats4j.verifier.Acme.goodCorpus;
import static dev.rats4j.verifier.Acme.policy;
import static dev.rats4j.verifier.Acme.references;
import static dev.rats4j.verifier.Acme.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.Appraisal;
import dev.rats4j.Evidence;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.corim.CryptoKey;
import dev.rats4j.corim.KeyTriple;
import dev.rats4j.corim.Measurement;
import dev.rats4j.cose.CoseKey;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.verifier.AcmeScheme.AcmeCheck;
import dev.rats4j.verifier.corim.Corpus;
import dev.rats4j.verifier.policy.AppraisalPolicy;
import dev.rats4j.verifier.policy.Condition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What was exempted leaves a trace in the result, and only that. */
class ExemptionsTest {

    private static final String WHY = "a reason";
    private static final Measurement WEAK = digests(AcmeScheme.FIRMWARE, digest(HashAlgorithm.SHA1, "firmware"));

    private static Map<String, String> exemptions(Verifier.Builder verifier, Evidence evidence) {
        Appraisal appraisal =
                verifier.build().appraise(evidence, FRESH, NOW).submodules().get("acme");
        assertThat(appraisal.status()).isEqualTo(TrustworthinessTier.AFFIRMING);
        return appraisal.exemptions();
    }

    private static Map<String, String> exemptions(Evidence evidence, Corpus corpus, AppraisalPolicy.Builder policy) {
        return exemptions(Acme.verifier().corpus(corpus).policy(policy.build()), evidence);
    }

    @Test
    @DisplayName("exemptions that were not needed leave none")
    void needless() {
        AppraisalPolicy.Builder generous = policy().ignore(AcmeScheme.FIRMWARE, WHY)
                .ignore(AcmeScheme.LEVEL, WHY)
                .acceptNotAssessed(AcmeCheck.NONCE, WHY)
                .acceptNotAssessed(AcmeCheck.LOG_GOOD, WHY)
                .acceptWeakDigests(WHY);
        Corpus corpus = Acme.corpus()
                .add("good", Acme.signed(Acme.ENDORSER, references(CLASS, FIRMWARE, LOADER)), NOW)
                .insecureAddUnsigned("other", references(CLASS, digests(AcmeScheme.FIRMWARE, sha256("z"))), WHY)
                .build();
        assertThat(exemptions(evidence(), corpus, generous)).isEmpty();
    }

    @Test
    @DisplayName("T-79 a claim that is not as expected, or missing, and ignored")
    void ignored() {
        AppraisalPolicy.Builder ignoring = policy().ignore(AcmeScheme.FIRMWARE, WHY);
        Map<String, String> expected = Map.of("ignored:acme.firmware", WHY);
        Measurement rogue = digests(AcmeScheme.FIRMWARE, sha256("rogue"));
        assertThat(exemptions(evidence(rogue, LOADER, LOG), goodCorpus(), ignoring))
                .isEqualTo(expected);
        assertThat(exemptions(evidence(LOADER, LOG), goodCorpus(), ignoring)).isEqualTo(expected);
        assertThat(exemptions(evidence(LOADER, LOG), corpus(references(CLASS, LOADER)), ignoring))
                .isEmpty();
    }

    @Test
    @DisplayName("T-79 a check that was not done: of the policy kind for information")
    void notAssessed() {
        assertThat(exemptions(
                        evidence(FIRMWARE, LOADER), goodCorpus(), policy().acceptNotAssessed(AcmeCheck.LOG_GOOD, WHY)))
                .isEqualTo(Map.of("not-assessed:acme.log-good", WHY));
    }

    @Test
    @DisplayName("T-79 weak digests that a reference value matches, or a condition lists")
    void weakDigests() {
        Map<String, String> expected = Map.of("waived:weak-digests", WHY);
        Corpus corpus = corpus(references(CLASS, WEAK), references(CLASS, LOADER));
        AppraisalPolicy.Builder accepting = policy().acceptWeakDigests(WHY);
        assertThat(exemptions(evidence(WEAK, LOADER, LOG), corpus, accepting)).isEqualTo(expected);
        assertThat(exemptions(evidence(), goodCorpus(), accepting)).isEmpty();
        Condition.DigestIn listed = new Condition.DigestIn(List.of(digest(HashAlgorithm.SHA1, "firmware")));
        Corpus loader = corpus(references(CLASS, LOADER));
        assertThat(exemptions(evidence(WEAK, LOADER, LOG), loader, accepting.require(AcmeScheme.FIRMWARE, listed)))
                .isEqualTo(expected);
        Appraisal silent = Acme.verifier()
                .corpus(loader)
                .policy(policy().require(AcmeScheme.FIRMWARE, listed).build())
                .build()
                .appraise(evidence(WEAK, LOADER, LOG), FRESH, NOW)
                .submodules()
                .get("acme");
        assertThat(silent.findings().failed())
                .singleElement()
                .satisfies(finding -> assertThat(finding.check()).isEqualTo(VerifierCheck.REQUIREMENT_MET));
    }

    @Test
    @DisplayName("T-79 reference values that nobody signed")
    void unsignedReferences() {
        Corpus.Builder few = Acme.corpus()
                .insecureAddUnsigned("a.corim", references(CLASS, FIRMWARE), WHY)
                .insecureAddUnsigned("b.corim", references(CLASS, LOADER), "another");
        assertThat(exemptions(evidence(), few.build(), policy()))
                .isEqualTo(Map.of("waived:unsigned-corim", "a.corim: a reason; b.corim: another"));
        Corpus.Builder many = Acme.corpus();
        for (int i = 0; i < 12; i++) {
            many.insecureAddUnsigned(i + ".corim", references(CLASS, FIRMWARE, LOADER), WHY);
        }
        assertThat(exemptions(evidence(), many.build(), policy()).get("waived:unsigned-corim"))
                .startsWith("0.corim: a reason; 1.corim: a reason")
                .endsWith("7.corim: a reason; and 4 more");
    }

    @Test
    @DisplayName("T-79 a key that is trusted by a CoRIM that nobody signed")
    void unsignedKeys() {
        CryptoKey key = new CryptoKey(
                558, CoseKey.encode(DEVICE.publicKey(), Acme.CRYPTO).orElseThrow());
        CryptoKey stranger = new CryptoKey(
                558, CoseKey.encode(Acme.STRANGER.publicKey(), Acme.CRYPTO).orElseThrow());
        Corpus corpus = Acme.corpus()
                .add("good", Acme.signed(Acme.ENDORSER, references(CLASS, FIRMWARE, LOADER)), NOW)
                .insecureAddUnsigned("keys", keys(key), WHY)
                .insecureAddUnsigned("other keys", keys(stranger), WHY)
                .build();
        assertThat(exemptions(
                        Acme.verifier().anchors(TrustAnchors.builder().build()).corpus(corpus), evidence()))
                .isEqualTo(Map.of("waived:unsigned-corim", "keys: a reason"));
    }

    private static dev.rats4j.corim.Corim keys(CryptoKey key) {
        return Acme.keys(new KeyTriple(CLASS, List.of(key), Optional.empty(), List.of()));
    }
}
