package dev.rats4j.verifier;

import static dev.rats4j.verifier.Acme.CLASS;
import static dev.rats4j.verifier.Acme.FIRMWARE;
import static dev.rats4j.verifier.Acme.FRESH;
import static dev.rats4j.verifier.Acme.INSTANCE;
import static dev.rats4j.verifier.Acme.LOADER;
import static dev.rats4j.verifier.Acme.LOG;
import static dev.rats4j.verifier.Acme.NOW;
import static dev.rats4j.verifier.Acme.corim;
import static dev.rats4j.verifier.Acme.corpus;
import static dev.rats4j.verifier.Acme.digest;
import static dev.rats4j.verifier.Acme.digests;
import static dev.rats4j.verifier.Acme.evidence;
import static dev.rats4j.verifier.Acme.goodCorpus;
import static dev.rats4j.verifier.Acme.measured;
import static dev.rats4j.verifier.Acme.policy;
import static dev.rats4j.verifier.Acme.references;
import static dev.rats4j.verifier.Acme.sha256;
import static dev.rats4j.verifier.Acme.triple;
import static dev.rats4j.verifier.Acme.valid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.Appraisal;
import dev.rats4j.Aspect;
import dev.rats4j.Check;
import dev.rats4j.Evidence;
import dev.rats4j.Finding;
import dev.rats4j.Outcome;
import dev.rats4j.TrustworthinessClaim;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.MeasuredElement;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.MeasurementValues;
import dev.rats4j.corim.TypedId;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.verifier.AcmeScheme.AcmeCheck;
import dev.rats4j.verifier.corim.Corpus;
import dev.rats4j.verifier.policy.AppraisalPolicy;
import dev.rats4j.verifier.policy.Condition;
import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the policy makes of authenticated claims. */
class AppraiserTest {

    static final Measurement LEVEL = measured(AcmeScheme.LEVEL, CodePoint.IntRange.exactly(5));
    static final Measurement PRODUCTION = measured(AcmeScheme.MODE, "production");
    static final Measurement DEBUG = measured(AcmeScheme.MODE, "debug");
    static final Measurement ROGUE = digests(AcmeScheme.FIRMWARE, sha256("rogue"));

    static Appraisal appraise(Evidence evidence, Corpus corpus, AppraisalPolicy.Builder policy) {
        return Acme.verifier()
                .corpus(corpus)
                .policy(policy.build())
                .build()
                .appraise(evidence, FRESH, NOW)
                .submodules()
                .get("acme");
    }

    static void affirmed(Appraisal appraisal) {
        assertThat(appraisal.findings().failed()).isEmpty();
        assertThat(appraisal.status()).isEqualTo(TrustworthinessTier.AFFIRMING);
    }

    static void failed(Appraisal appraisal, Check check, String reason) {
        assertThat(appraisal.findings().failed()).extracting(Finding::check).containsExactly(check);
        assertThat(appraisal.findings().failed().get(0).reason()).contains(reason);
        assertThat(appraisal.status()).isNotEqualTo(TrustworthinessTier.AFFIRMING);
    }

    static int claim(Appraisal appraisal, Aspect aspect) {
        return appraisal.vector().claim(aspect).value();
    }

    @Test
    @DisplayName("S-11 T-25 no reference values, a silent policy: every critical claim is named, the worst one decides")
    void nothingToCompareWith() {
        Appraisal appraisal = appraise(evidence(), Corpus.EMPTY, policy());
        failed(appraisal, VerifierCheck.CLAIM_APPRAISED, "acme.firmware is neither corroborated nor required");
        assertThat(appraisal.findings().failed().get(0).reason()).contains("acme.loader");
        assertThat(claim(appraisal, Aspect.EXECUTABLES)).isEqualTo(96);
        assertThat(claim(appraisal, Aspect.INSTANCE_IDENTITY)).isEqualTo(2);
        assertThat(appraisal.status()).isEqualTo(TrustworthinessTier.CONTRAINDICATED);
    }

    @Test
    @DisplayName("a critical claim that nothing corroborates has the failure of its own, in its own aspect")
    void ownFailure() {
        Appraisal noFirmware = appraise(evidence(), corpus(references(CLASS, LOADER)), policy());
        failed(noFirmware, VerifierCheck.CLAIM_APPRAISED, "acme.firmware");
        assertThat(claim(noFirmware, Aspect.EXECUTABLES)).isEqualTo(33);
        assertThat(noFirmware.status()).isEqualTo(TrustworthinessTier.WARNING);

        Appraisal noLoader = appraise(evidence(), corpus(references(CLASS, FIRMWARE)), policy());
        failed(noLoader, VerifierCheck.CLAIM_APPRAISED, "acme.loader");
        assertThat(claim(noLoader, Aspect.EXECUTABLES)).isEqualTo(96);

        Appraisal noLevel = appraise(evidence(FIRMWARE, LOADER, LOG, LEVEL), goodCorpus(), policy());
        failed(noLevel, VerifierCheck.CLAIM_APPRAISED, "acme.level");
        assertThat(claim(noLevel, Aspect.CONFIGURATION)).isEqualTo(36);
        assertThat(claim(noLevel, Aspect.EXECUTABLES)).isEqualTo(3);
        assertThat(noLevel.status()).isEqualTo(TrustworthinessTier.WARNING);
    }

    @Test
    @DisplayName("another value than the reference value is not corroborated")
    void otherValue() {
        Appraisal appraisal = appraise(evidence(ROGUE, LOADER, LOG), goodCorpus(), policy());
        failed(appraisal, VerifierCheck.CLAIM_APPRAISED, "acme.firmware");
        assertThat(claim(appraisal, Aspect.EXECUTABLES)).isEqualTo(33);
    }

    @Test
    @DisplayName("a good value does not hide a bad one in the same place, from references and from conditions")
    void statedTwice() {
        Appraisal compared = appraise(evidence(ROGUE, FIRMWARE, LOADER, LOG), goodCorpus(), policy());
        failed(compared, VerifierCheck.CLAIM_APPRAISED, "acme.firmware");
        AppraisalPolicy.Builder requiring = policy().require(AcmeScheme.MODE, new Condition.NameEquals("production"));
        Measurement other = measured(AcmeScheme.MODE, "other");
        affirmed(appraise(evidence(FIRMWARE, LOADER, LOG, PRODUCTION), goodCorpus(), requiring));
        failed(
                appraise(evidence(FIRMWARE, LOADER, LOG, PRODUCTION, other), goodCorpus(), requiring),
                VerifierCheck.REQUIREMENT_MET,
                "acme.mode is not equal to production");
    }

    @Test
    @DisplayName("of several instances every one has to be corroborated")
    void severalInstances() {
        var second = CLASS.withInstance(TypedId.bytes(Bytes.of(2)));
        Evidence good = evidence(corim(
                List.of(triple(INSTANCE, FIRMWARE, LOADER, LOG), triple(second, FIRMWARE, LOADER)),
                List.of(),
                List.of()));
        Evidence bad = evidence(corim(
                List.of(triple(INSTANCE, FIRMWARE, LOADER, LOG), triple(second, ROGUE, LOADER)), List.of(), List.of()));
        affirmed(appraise(good, goodCorpus(), policy()));
        failed(appraise(bad, goodCorpus(), policy()), VerifierCheck.CLAIM_APPRAISED, "acme.firmware");
    }

    @Test
    @DisplayName("a corroborated claim of another aspect lets that aspect affirm")
    void corroboratedConfiguration() {
        Corpus withLevel = corpus(references(CLASS, FIRMWARE, LOADER), references(CLASS, LEVEL));
        AppraisalPolicy.Builder all =
                policy().requireAspects(Set.of(Aspect.INSTANCE_IDENTITY, Aspect.CONFIGURATION, Aspect.EXECUTABLES));
        Appraisal appraisal = appraise(evidence(FIRMWARE, LOADER, LOG, LEVEL), withLevel, all);
        affirmed(appraisal);
        assertThat(claim(appraisal, Aspect.CONFIGURATION)).isEqualTo(3);
        Appraisal without = appraise(evidence(), goodCorpus(), all);
        assertThat(without.findings().failed()).isEmpty();
        assertThat(without.status())
                .as("nothing is known of the configuration, which is required")
                .isEqualTo(TrustworthinessTier.NONE);
    }

    @Test
    @DisplayName("CoRIMs that are not valid at the instant of the appraisal do not corroborate")
    void expiredReferences() {
        Corpus expired = corpus(valid(references(CLASS, FIRMWARE, LOADER), NOW.minusSeconds(2), NOW.minusSeconds(1)));
        failed(appraise(evidence(), expired, policy()), VerifierCheck.CLAIM_APPRAISED, "acme.loader");
    }

    @Test
    @DisplayName("an ignored claim does no harm and no good")
    void ignored() {
        Corpus loaderOnly = corpus(references(CLASS, LOADER));
        affirmed(appraise(evidence(), loaderOnly, policy().ignore(AcmeScheme.FIRMWARE, "a test")));
        Appraisal both = appraise(
                evidence(),
                Corpus.EMPTY,
                policy().ignore(AcmeScheme.FIRMWARE, "a test").ignore(AcmeScheme.LOADER, "a test"));
        assertThat(both.findings().failed()).isEmpty();
        assertThat(claim(both, Aspect.EXECUTABLES)).isZero();
        assertThat(both.status()).isEqualTo(TrustworthinessTier.NONE);
    }

    @Test
    @DisplayName("a required claim needs no reference value; one that is not met, or absent, is contraindicated")
    void required() {
        AppraisalPolicy.Builder policy = policy().require(
                        AcmeScheme.FIRMWARE, new Condition.DigestIn(List.of(sha256("firmware"), sha256("next"))))
                .require(AcmeScheme.LOADER, new Condition.DigestIn(List.of(sha256("loader"))));
        affirmed(appraise(evidence(), Corpus.EMPTY, policy));

        Appraisal rogue = appraise(evidence(ROGUE, LOADER, LOG), Corpus.EMPTY, policy);
        failed(rogue, VerifierCheck.REQUIREMENT_MET, "acme.firmware is not one of 2 digests");
        assertThat(claim(rogue, Aspect.EXECUTABLES)).isEqualTo(96);
        assertThat(rogue.status()).isEqualTo(TrustworthinessTier.CONTRAINDICATED);

        Appraisal absent = appraise(evidence(LOADER, LOG), Corpus.EMPTY, policy);
        failed(absent, VerifierCheck.REQUIREMENT_MET, "acme.firmware");
        assertThat(absent.status()).isEqualTo(TrustworthinessTier.CONTRAINDICATED);
    }

    @Test
    @DisplayName("a reference value does not make up for a requirement that is not met")
    void requiredAndCorroborated() {
        AppraisalPolicy.Builder policy =
                policy().require(AcmeScheme.FIRMWARE, new Condition.DigestIn(List.of(sha256("next"))));
        failed(appraise(evidence(), goodCorpus(), policy), VerifierCheck.REQUIREMENT_MET, "acme.firmware");
    }

    @Test
    @DisplayName("two conditions on one claim: both have to be met")
    void range() {
        AppraisalPolicy.Builder policy = policy().require(AcmeScheme.LEVEL, new Condition.AtLeast(4))
                .require(AcmeScheme.LEVEL, new Condition.AtMost(6));
        for (int level = 2; level <= 8; level++) {
            Measurement measured = measured(AcmeScheme.LEVEL, CodePoint.IntRange.exactly(level));
            Appraisal appraisal = appraise(evidence(FIRMWARE, LOADER, LOG, measured), goodCorpus(), policy);
            boolean inside = level >= 4 && level <= 6;
            assertThat(claim(appraisal, Aspect.CONFIGURATION))
                    .as("level " + level)
                    .isEqualTo(inside ? 3 : 96);
            assertThat(appraisal.findings().anyFailed()).isEqualTo(!inside);
        }
    }

    @Test
    @DisplayName("SVN: below, at and above the floor")
    void svn() {
        AppraisalPolicy.Builder policy = policy().require(AcmeScheme.SVN, new Condition.SvnAtLeast(7));
        for (int svn = 6; svn <= 8; svn++) {
            Measurement measured = measured(AcmeScheme.SVN, new CodePoint.Svn(svn, false));
            Appraisal appraisal = appraise(evidence(FIRMWARE, LOADER, LOG, measured), goodCorpus(), policy);
            assertThat(appraisal.status().equals(TrustworthinessTier.AFFIRMING))
                    .as("svn " + svn)
                    .isEqualTo(svn >= 7);
        }
    }

    @Test
    @DisplayName("a claim that is to be corroborated fails without a reference value, and if it is absent")
    void corroborate() {
        AppraisalPolicy.Builder policy = policy().corroborate(AcmeScheme.MODE);
        Corpus withMode = corpus(references(CLASS, FIRMWARE, LOADER), references(CLASS, PRODUCTION));
        affirmed(appraise(evidence(FIRMWARE, LOADER, LOG, PRODUCTION), withMode, policy));
        failed(
                appraise(evidence(FIRMWARE, LOADER, LOG, PRODUCTION), goodCorpus(), policy),
                VerifierCheck.REQUIREMENT_MET,
                "no reference value matches acme.mode");
        failed(appraise(evidence(), withMode, policy), VerifierCheck.REQUIREMENT_MET, "acme.mode");
    }

    @Test
    @DisplayName("SHA-1 corroborates only if the policy says so")
    void weakDigests() {
        Measurement weak = digests(AcmeScheme.FIRMWARE, digest(HashAlgorithm.SHA1, "firmware"));
        Corpus corpus = corpus(references(CLASS, weak), references(CLASS, LOADER));
        Evidence evidence = evidence(weak, LOADER, LOG);
        failed(appraise(evidence, corpus, policy()), VerifierCheck.CLAIM_APPRAISED, "acme.firmware");
        affirmed(appraise(evidence, corpus, policy().acceptWeakDigests("an old part")));
        failed(
                appraise(evidence, corpus, policy().corroborate(AcmeScheme.FIRMWARE)),
                VerifierCheck.REQUIREMENT_MET,
                "acme.firmware");
        Appraisal rogue = appraise(
                evidence(digests(AcmeScheme.FIRMWARE, digest(HashAlgorithm.SHA1, "rogue")), LOADER, LOG),
                corpus,
                policy().acceptWeakDigests("an old part"));
        failed(rogue, VerifierCheck.CLAIM_APPRAISED, "acme.firmware");
    }

    @Test
    @DisplayName("T-05 every policy check that failed changes the tier, whether a rule of an aspect names it or not")
    void failedChecks() {
        Appraisal debug = appraise(evidence(FIRMWARE, LOADER, LOG, DEBUG), goodCorpus(), policy());
        failed(debug, AcmeCheck.DEBUG_OFF, "debugging is on");
        assertThat(claim(debug, Aspect.CONFIGURATION)).isEqualTo(96);
        assertThat(debug.status()).isEqualTo(TrustworthinessTier.CONTRAINDICATED);

        Appraisal badLog =
                appraise(evidence(FIRMWARE, LOADER, measured(AcmeScheme.LOG, "bad")), goodCorpus(), policy());
        failed(badLog, AcmeCheck.LOG_GOOD, "the log is bad");
        assertThat(claim(badLog, Aspect.EXECUTABLES)).isEqualTo(34);
        assertThat(badLog.status()).isEqualTo(TrustworthinessTier.WARNING);

        Measurement open = Measurement.of(MeasuredElement.of("disk"), MeasurementValues.of(CodePoint.NAME, "open"));
        Appraisal disk = appraise(evidence(FIRMWARE, LOADER, LOG, open), goodCorpus(), policy());
        failed(disk, AcmeCheck.DISK_SEALED, "the disk is open");
        assertThat(claim(disk, Aspect.STORAGE_OPAQUE)).isEqualTo(32);
        assertThat(disk.status()).isEqualTo(TrustworthinessTier.WARNING);
    }

    @Test
    @DisplayName("T-16 R-7 a waived check affirms again, and says by its reason that it was waived")
    void waived() {
        Evidence evidence = evidence(FIRMWARE, LOADER, LOG, LEVEL, DEBUG);
        Corpus corpus = corpus(references(CLASS, FIRMWARE, LOADER), references(CLASS, LEVEL));
        Appraisal appraisal = appraise(evidence, corpus, policy().waive(AcmeCheck.DEBUG_OFF, "the laboratory"));
        affirmed(appraisal);
        assertThat(claim(appraisal, Aspect.CONFIGURATION)).isEqualTo(3);
        Finding finding = appraisal.findings().of(AcmeCheck.DEBUG_OFF).orElseThrow();
        assertThat(finding.outcome()).isEqualTo(Outcome.WAIVED);
        assertThat(finding.reason()).isEqualTo("debugging is on (waived: the laboratory)");
    }

    @Test
    @DisplayName("a waiver of a check that passed, or of another scheme's check, changes nothing")
    void needlessWaivers() {
        Appraisal passed = appraise(evidence(), goodCorpus(), policy().waive(AcmeCheck.DEBUG_OFF, "a test"));
        affirmed(passed);
        assertThat(passed.findings().of(AcmeCheck.DEBUG_OFF).orElseThrow().outcome())
                .isEqualTo(Outcome.PASSED);
        affirmed(appraise(evidence(), goodCorpus(), policy().waive(ForeignCheck.FOREIGN, "a test")));
        assertThat(appraise(
                                evidence(FIRMWARE, LOADER, LOG, DEBUG),
                                goodCorpus(),
                                policy().waive(AcmeCheck.LOG_GOOD, "a test"))
                        .status())
                .isEqualTo(TrustworthinessTier.CONTRAINDICATED);
    }

    private enum ForeignCheck implements Check {
        FOREIGN;

        @Override
        public Definition definition() {
            return new Definition(
                    "foreign.check",
                    "nowhere",
                    Kind.POLICY,
                    Aspect.HARDWARE,
                    TrustworthinessClaim.NONE,
                    TrustworthinessClaim.claim(96));
        }
    }

    @Test
    @DisplayName(
            "a check that was not done does not affirm, unless the policy accepts that; if it was done and failed, it counts")
    void notAssessed() {
        Appraisal silent = appraise(evidence(FIRMWARE, LOADER), goodCorpus(), policy());
        assertThat(silent.findings().failed()).isEmpty();
        assertThat(claim(silent, Aspect.EXECUTABLES)).isZero();
        assertThat(silent.status()).isEqualTo(TrustworthinessTier.NONE);

        AppraisalPolicy.Builder accepting = policy().acceptNotAssessed(AcmeCheck.LOG_GOOD, "no log yet");
        affirmed(appraise(evidence(FIRMWARE, LOADER), goodCorpus(), accepting));
        failed(
                appraise(evidence(FIRMWARE, LOADER, measured(AcmeScheme.LOG, "bad")), goodCorpus(), accepting),
                AcmeCheck.LOG_GOOD,
                "the log is bad");
    }

    @Test
    @DisplayName("the result names the policy with its digest")
    void policyId() {
        AppraisalPolicy.Builder policy = policy().ignore(AcmeScheme.MODE, "a test");
        assertThat(appraise(evidence(), goodCorpus(), policy).policyIds())
                .containsExactly(policy.build().idWithDigest());
        assertThat(appraise(new Evidence(AcmeScheme.MEDIA_TYPE, Bytes.EMPTY), goodCorpus(), policy)
                        .policyIds())
                .as("also of a refusal")
                .containsExactly(policy.build().idWithDigest());
    }
}
