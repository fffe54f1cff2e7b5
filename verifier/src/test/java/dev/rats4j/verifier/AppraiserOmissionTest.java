package dev.rats4j.verifier;

import static dev.rats4j.verifier.Acme.CLASS;
import static dev.rats4j.verifier.Acme.FIRMWARE;
import static dev.rats4j.verifier.Acme.INSTANCE;
import static dev.rats4j.verifier.Acme.LOADER;
import static dev.rats4j.verifier.Acme.LOG;
import static dev.rats4j.verifier.Acme.NOW;
import static dev.rats4j.verifier.Acme.corim;
import static dev.rats4j.verifier.Acme.corpus;
import static dev.rats4j.verifier.Acme.evidence;
import static dev.rats4j.verifier.Acme.goodCorpus;
import static dev.rats4j.verifier.Acme.measured;
import static dev.rats4j.verifier.Acme.policy;
import static dev.rats4j.verifier.Acme.references;
import static dev.rats4j.verifier.Acme.sha256;
import static dev.rats4j.verifier.Acme.triple;
import static dev.rats4j.verifier.Acme.valid;
import static dev.rats4j.verifier.AppraiserTest.affirmed;
import static dev.rats4j.verifier.AppraiserTest.appraise;
import static dev.rats4j.verifier.AppraiserTest.claim;
import static dev.rats4j.verifier.AppraiserTest.failed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.Appraisal;
import dev.rats4j.Aspect;
import dev.rats4j.Evidence;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.MeasurementValues;
import dev.rats4j.corim.TypedId;
import dev.rats4j.verifier.corim.Corpus;
import dev.rats4j.verifier.policy.Condition;
import dev.rats4j.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the Attester leaves out of its evidence. */
class AppraiserOmissionTest {

    @Test
    @DisplayName(
            "T-76 the Attester leaves out a critical claim that a reference value names: it fails as if it were wrong")
    void leftOut() {
        Appraisal noFirmware = appraise(evidence(LOADER, LOG), goodCorpus(), policy());
        failed(
                noFirmware,
                VerifierCheck.CLAIM_APPRAISED,
                "acme.firmware is named by reference values and the evidence does not have it");
        assertThat(claim(noFirmware, Aspect.EXECUTABLES)).isEqualTo(33);
        Appraisal noLoader = appraise(evidence(FIRMWARE, LOG), goodCorpus(), policy());
        failed(noLoader, VerifierCheck.CLAIM_APPRAISED, "acme.loader is named by reference values");
        assertThat(claim(noLoader, Aspect.EXECUTABLES)).isEqualTo(96);
        var second = CLASS.withInstance(TypedId.bytes(Bytes.of(2)));
        Evidence ofOneInstance = evidence(corim(
                List.of(triple(INSTANCE, FIRMWARE, LOADER, LOG), triple(second, FIRMWARE)), List.of(), List.of()));
        failed(appraise(ofOneInstance, goodCorpus(), policy()), VerifierCheck.CLAIM_APPRAISED, "acme.loader is named");
    }

    @Test
    @DisplayName("a claim that was left out may be ignored or required instead; who requires it wants it there")
    void leftOutAndNamedByThePolicy() {
        affirmed(appraise(evidence(LOADER, LOG), goodCorpus(), policy().ignore(AcmeScheme.FIRMWARE, "a test")));
        failed(
                appraise(
                        evidence(LOADER, LOG),
                        goodCorpus(),
                        policy().require(AcmeScheme.FIRMWARE, new Condition.DigestIn(List.of(sha256("firmware"))))),
                VerifierCheck.REQUIREMENT_MET,
                "acme.firmware");
        failed(
                appraise(evidence(LOADER, LOG), goodCorpus(), policy().corroborate(AcmeScheme.FIRMWARE)),
                VerifierCheck.REQUIREMENT_MET,
                "acme.firmware");
    }

    @Test
    @DisplayName("reference values of another time, environment, claim, or by the Attester name nothing")
    void leftOutAndNotNamed() {
        var other = CLASS.withInstance(TypedId.bytes(Bytes.of(2)));
        Measurement mode = measured(AcmeScheme.MODE, "production");
        Measurement firmwareName =
                Measurement.of(AcmeScheme.FIRMWARE.key().orElseThrow(), MeasurementValues.of(CodePoint.NAME, "a name"));
        for (Corim unrelated : List.of(
                valid(references(CLASS, FIRMWARE), NOW.minusSeconds(2), NOW.minusSeconds(1)),
                references(other, FIRMWARE),
                references(CLASS, mode),
                references(CLASS, firmwareName))) {
            affirmed(appraise(evidence(LOADER, LOG), corpus(references(CLASS, LOADER), unrelated), policy()));
        }
        Corpus byDevice = Corpus.builder(Acme.CRYPTO, Acme.PATHS, Acme.pinned(Acme.ENDORSER, Acme.DEVICE))
                .add("good", Acme.signed(Acme.ENDORSER, references(CLASS, LOADER)), NOW)
                .add("own", Acme.signed(Acme.DEVICE, references(CLASS, FIRMWARE)), NOW)
                .build();
        affirmed(appraise(evidence(LOADER, LOG), byDevice, policy()));
    }
}
