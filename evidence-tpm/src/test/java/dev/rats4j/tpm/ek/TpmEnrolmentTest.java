package dev.rats4j.tpm.ek;

import static dev.rats4j.tpm.SimulatedTpms.CRYPTO;
import static dev.rats4j.tpm.SimulatedTpms.seeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.Check;
import dev.rats4j.Finding;
import dev.rats4j.Findings;
import dev.rats4j.Outcome;
import dev.rats4j.crypto.CanonicalKey;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.spi.DeviceKeys;
import dev.rats4j.spi.EnrolmentInputs;
import dev.rats4j.spi.KeyChallenge;
import dev.rats4j.tpm.SimulatedTpms;
import dev.rats4j.tpm.TpmQuoteCheck;
import dev.rats4j.tpm.TpmScheme;
import dev.rats4j.tpm.WeakPrimes;
import dev.rats4j.tpm.sim.SimulatedCa;
import dev.rats4j.tpm.sim.SimulatedEndorsementKey;
import dev.rats4j.tpm.sim.SimulatedEndorsementKey.Template;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TpmEnrolmentTest {

    static Stream<Check> catalogue() {
        return new TpmEnrolment().catalogue().stream();
    }

    private static List<Check> failed(KeyChallenge answer) {
        return answer.findings().failed().stream().map(Finding::check).toList();
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    @DisplayName("T-06 T-19 every check has a request that fails exactly it")
    void everyCheckHasARequestThatFailsExactlyIt(Check check) {
        KeyChallenge answer = EkVectors.failing(check).challenge();
        assertThat(failed(answer)).containsExactly(check);
        assertThat(answer).isInstanceOf(KeyChallenge.Refused.class);
        assertThat(answer.findings().unanswered()).isEmpty();
        assertThat(answer.findings().of(check).orElseThrow().reason()).isNotBlank();
    }

    @Test
    void everyCheckPassesOverGoodRequests() {
        Set<Check> passed = new HashSet<>();
        for (EkVectors.Vector good : List.of(EkVectors.good(), EkVectors.goodEcc())) {
            Findings findings = good.challenge().findings();
            assertThat(findings.failed()).isEmpty();
            findings.with(Outcome.PASSED).stream().map(Finding::check).forEach(passed::add);
        }
        assertThat(passed).containsExactlyInAnyOrderElementsOf(catalogue().toList());
    }

    static Stream<SimulatedEndorsementKey> keys() {
        return MakeCredentialTest.keys();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void theDeviceWithBothKeysAnswersTheChallenge(SimulatedEndorsementKey ek) throws Exception {
        KeyChallenge.Challenge challenge =
                (KeyChallenge.Challenge) EkVectors.good(ek).challenge();
        Credential credential = Credential.decode(challenge.message());
        assertThat(ek.activate(SimulatedTpms.nameOf(EkVectors.TPM), credential)).contains(challenge.secret());
        assertThat(ek.activate(SimulatedTpms.nameOf(EkVectors.other()), credential))
                .isEmpty();
        assertThat(challenge.secret().length()).isEqualTo(32);
        assertThat(challenge.keys().endorsementKey()).isEqualTo(CanonicalKey.encode(ek.publicKey()));
        assertThat(challenge.keys().attestationKey()).isEqualTo(EkVectors.TPM.publicArea());
        assertThat(challenge.keys().attestationPublicKey()).isEqualTo(CanonicalKey.encode(EkVectors.TPM.publicKey()));
    }

    @Test
    void largeEndorsementKeysAreChallengedAsWell() throws Exception {
        SimulatedEndorsementKey large =
                SimulatedEndorsementKey.of(CRYPTO, SimulatedTpms.rsaKeys(4160, 6), Template.LOW);
        KeyChallenge.Challenge challenge =
                (KeyChallenge.Challenge) EkVectors.good(large).challenge();
        assertThat(large.activate(SimulatedTpms.nameOf(EkVectors.TPM), Credential.decode(challenge.message())))
                .contains(challenge.secret());
    }

    @Test
    void theKeysThatAreKeptKeepNoMoreThanThemselves() {
        KeyChallenge.Challenge challenge =
                (KeyChallenge.Challenge) EkVectors.good().challenge();
        DeviceKeys keys = challenge.keys();
        assertThat(keys.attestationKey().compact()).isSameAs(keys.attestationKey());
        assertThat(keys.endorsementKey().compact()).isSameAs(keys.endorsementKey());
        assertThat(keys.attestationPublicKey().compact()).isSameAs(keys.attestationPublicKey());
    }

    @Test
    void noMoreCertificatesAreReadThanATpmCanStore() throws Exception {
        TpmEnrolmentRequest good = EkVectors.good().request();
        Bytes one = EkVectors.der(EkVectors.CA.certificate());
        int most = (1 << 16) / one.length();
        for (int count : new int[] {most, most + 1}) {
            Bytes many = Bytes.concat(Collections.nCopies(count, one).toArray(Bytes[]::new));
            Bytes request = new TpmEnrolmentRequest(
                            good.ekCertificate(), good.ek(), good.key(), good.keyName(), Optional.of(many))
                    .encode();
            if (count == most) {
                assertThat(new TpmEnrolment().decode(request)).isNotNull();
            } else {
                assertThatThrownBy(() -> new TpmEnrolment().decode(request))
                        .isInstanceOf(MalformedMessageException.class)
                        .hasMessageContaining("tpm-enrolment.certificates");
            }
        }
    }

    @Test
    void theSchemeHasTheNameUnderWhichKeysOfEvidenceAreLookedUp() {
        assertThat(new TpmEnrolment().name()).isEqualTo("tpm").isEqualTo(new TpmScheme().name());
    }

    @Test
    void secretsComeFromTheSource() {
        byte[] first = new byte[32];
        seeded(12).nextBytes(first);
        KeyChallenge.Challenge challenge =
                (KeyChallenge.Challenge) EkVectors.good().challenge();
        assertThat(challenge.secret()).isEqualTo(Bytes.copyOf(first));
    }

    @Test
    void theNameNeedNotBeSent() {
        EkVectors.Vector unnamed = EkVectors.good().withKey(EkVectors.TPM.publicArea());
        KeyChallenge answer = unnamed.challenge();
        assertThat(answer).isInstanceOf(KeyChallenge.Challenge.class);
        assertThat(answer.findings().of(TpmEkCheck.KEY_NAME).orElseThrow().outcome())
                .isEqualTo(Outcome.NOT_ASSESSED);
    }

    @Test
    void intermediatesMayComeFromTheDevice() {
        SimulatedCa vendor = EkVectors.CA.intermediate("between", OptionalInt.of(0));
        EkVectors.Vector lonely =
                EkVectors.with(EkVectors.RSA, EkVectors.der(vendor.endorse(EkVectors.RSA.publicKey())));
        assertThat(failed(lonely.challenge())).containsExactly(TpmEkCheck.KEY_TRUSTED);
        TpmEnrolmentRequest request = new TpmEnrolmentRequest(
                lonely.request().ekCertificate(),
                lonely.request().ek(),
                lonely.request().key(),
                lonely.request().keyName(),
                Optional.of(EkVectors.der(vendor.certificate())));
        assertThat(new EkVectors.Vector(request, lonely.inputs()).challenge())
                .isInstanceOf(KeyChallenge.Challenge.class);
    }

    @Test
    @DisplayName("T-06 a key that is given as endorsement key and as attestation key")
    void oneKeyInTwoRolesIsRefused() {
        SimulatedEndorsementKey ek = EkVectors.rsa(Template.LOW);
        EkVectors.Vector vector = EkVectors.good(ek).withKey(EkVectors.areaOf(SimulatedTpms.rsaKeys(3)));
        assertThat(failed(vector.challenge())).containsExactly(TpmQuoteCheck.KEY_ATTRIBUTES);
    }

    @Test
    @DisplayName("T-06 an endorsement key of another kind than the certified one, or none at all")
    void keysThatAreNoneAreNotTheSame() {
        Bytes ecc = EkVectors.goodEcc().request().ek();
        assertThat(failed(EkVectors.good().withEk(ecc).challenge())).containsExactly(TpmEkCheck.SAME_KEY);
        byte[] off = ecc.toByteArray();
        off[off.length - 1] ^= 1;
        assertThat(failed(EkVectors.goodEcc().withEk(Bytes.copyOf(off)).challenge()))
                .containsExactly(TpmEkCheck.SAME_KEY);
    }

    @Test
    void anAttestationKeyThatIsNoneIsWeak() {
        byte[] off = EkVectors.TPM.publicArea().toByteArray();
        off[off.length - 1] ^= 1;
        assertThat(failed(EkVectors.good().withKey(Bytes.copyOf(off)).challenge()))
                .containsExactly(TpmQuoteCheck.KEY_STRENGTH);
    }

    @Test
    @DisplayName("T-06 a Name that is made with SHA-1 binds nothing, of either key")
    void weakNamesAreRefused() {
        byte[] area = EkVectors.TPM.publicArea().toByteArray();
        area[3] = 0x04; // nameAlg: TPM_ALG_SHA1
        assertThat(failed(EkVectors.good().withKey(Bytes.copyOf(area)).challenge()))
                .containsExactly(TpmQuoteCheck.KEY_STRENGTH);
        Template weak = new Template(HashAlgorithm.SHA1, Template.LOW.attributes(), Template.LOW.aesBits());
        SimulatedEndorsementKey named = SimulatedEndorsementKey.of(CRYPTO, SimulatedTpms.rsaKeys(2048, 7), weak);
        assertThat(failed(EkVectors.good(named).challenge())).containsExactly(TpmEkCheck.STRENGTH);
    }

    @Test
    void shortEndorsementKeysAreRefused() {
        SimulatedEndorsementKey weak = SimulatedEndorsementKey.of(CRYPTO, SimulatedTpms.rsaKeys(1024, 5), Template.LOW);
        assertThat(failed(EkVectors.good(weak).challenge()))
                .containsExactlyInAnyOrder(TpmEkCheck.PATH, TpmEkCheck.STRENGTH);
    }

    @Test
    void aCertificateOfACaIsNoneOfAnEndorsementKey() {
        Bytes ca = EkVectors.der(
                EkVectors.CA.certifyAsCa(EkVectors.RSA.publicKey(), EkVectors.terms(SimulatedCa.EK_CERTIFICATE)));
        assertThat(failed(EkVectors.good().withCertificate(ca).challenge())).containsExactly(TpmEkCheck.PURPOSE);
    }

    @Test
    void aCertificateNeedNotSayWhatItIsFor() {
        Bytes silent = EkVectors.der(EkVectors.CA.certify(EkVectors.RSA.publicKey(), EkVectors.terms()));
        assertThat(EkVectors.good().withCertificate(silent).challenge()).isInstanceOf(KeyChallenge.Challenge.class);
    }

    @Test
    void aKeyForSignaturesIsNoEndorsementKey() {
        Bytes signing = EkVectors.der(EkVectors.CA.certify(EkVectors.RSA.publicKey()));
        assertThat(failed(EkVectors.good().withCertificate(signing).challenge()))
                .containsExactlyInAnyOrder(TpmEkCheck.PATH, TpmEkCheck.PURPOSE);
    }

    @Test
    void everyAttributeOfAnEndorsementKeyCounts() {
        long good = Template.LOW.attributes();
        // fixedTPM, fixedParent, sensitiveDataOrigin, adminWithPolicy, restricted, decrypt; and sign
        for (int bit : new int[] {1, 4, 5, 7, 16, 17, 18}) {
            SimulatedEndorsementKey wrong = EkVectors.rsa(Template.LOW.with(good ^ 1L << bit));
            assertThat(failed(EkVectors.good(wrong).challenge()))
                    .as("bit %d", bit)
                    .containsExactly(TpmEkCheck.ATTRIBUTES);
        }
        SimulatedEndorsementKey withoutAes = EkVectors.rsa(new Template(HashAlgorithm.SHA256, good, 0));
        assertThat(failed(EkVectors.good(withoutAes).challenge())).containsExactly(TpmEkCheck.ATTRIBUTES);
    }

    @Test
    @DisplayName("T-19 an endorsement key of the weak generator is refused, unless a policy waives that with a reason")
    void weakPrimesMayBeWaived() {
        SimulatedEndorsementKey weak = SimulatedEndorsementKey.of(CRYPTO, WeakPrimes.keys(4), Template.LOW);
        EkVectors.Vector vector = EkVectors.good(weak);
        assertThat(failed(vector.challenge())).containsExactly(TpmQuoteCheck.KEY_NOT_ROCA);
        KeyChallenge waived = new EkVectors.Vector(
                        vector.request(), waiving(vector.inputs(), TpmQuoteCheck.KEY_NOT_ROCA, "replaced in May"))
                .challenge();
        assertThat(waived).isInstanceOf(KeyChallenge.Challenge.class);
        Finding finding = waived.findings().of(TpmQuoteCheck.KEY_NOT_ROCA).orElseThrow();
        assertThat(finding.outcome()).isEqualTo(Outcome.WAIVED);
        assertThat(finding.reason()).contains("endorsement key").contains("replaced in May");
    }

    private static EnrolmentInputs waiving(EnrolmentInputs inputs, Check check, String reason) {
        return new EnrolmentInputs(
                inputs.crypto(),
                inputs.paths(),
                inputs.anchors(),
                inputs.certificates(),
                inputs.random(),
                inputs.at(),
                Map.of(check, reason));
    }

    @Test
    void cryptographicChecksCannotBeWaived() {
        EnrolmentInputs inputs = EkVectors.good().inputs();
        assertThatIllegalArgumentException().isThrownBy(() -> waiving(inputs, TpmEkCheck.SAME_KEY, "no"));
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    @DisplayName("T-14 a refusal names the check and nothing of keys, certificates or challenges")
    void refusalsSayNothingThatHelps(Check check) {
        EkVectors.Vector vector = EkVectors.failing(check);
        KeyChallenge answer = vector.challenge();
        assertThat(answer).isInstanceOf(KeyChallenge.Refused.class);
        String text = answer.findings().toString() + answer;
        // no run of digits as long as a digest's beginning, no name of the device
        assertThat(text).doesNotContainPattern("[0-9a-f]{16}").doesNotContain("Simulated");
    }

    @Test
    @DisplayName("T-14 a challenge does not show its secret, nor a request its device")
    void textsAreSilent() throws Exception {
        EkVectors.Vector good = EkVectors.good();
        KeyChallenge.Challenge challenge = (KeyChallenge.Challenge) good.challenge();
        assertThat(challenge.toString()).doesNotContain(challenge.secret().toHex());
        assertThat(good.request().toString()).doesNotContainPattern("[0-9a-f]{16}");
        assertThat(new TpmEnrolment().decode(good.request().encode()).toString())
                .doesNotContainPattern("[0-9a-f]{16}")
                .doesNotContain("Simulated");
    }

    @Test
    void requestsTravelUnchanged() throws Exception {
        TpmEnrolmentRequest request = EkVectors.good().request();
        assertThat(TpmEnrolmentRequest.decode(request.encode())).isEqualTo(request);
        TpmEnrolmentRequest full = new TpmEnrolmentRequest(
                request.ekCertificate(), request.ek(), request.key(), Optional.empty(), Optional.of(Bytes.of(1)));
        assertThat(TpmEnrolmentRequest.decode(full.encode())).isEqualTo(full);
        Credential credential = new Credential(Bytes.of(1), Bytes.of(2));
        assertThat(Credential.decode(credential.encode())).isEqualTo(credential);
    }

    @Test
    void otherMessagesAreMalformed() {
        TpmEnrolmentRequest good = EkVectors.good().request();
        Bytes challenge = new Credential(Bytes.of(1), Bytes.of(2)).encode();
        List<Bytes> wrong = List.of(
                Bytes.EMPTY,
                Bytes.of(0xa0),
                challenge,
                EkVectors.good().withCertificate(Bytes.of(0x30, 0)).request().encode(),
                EkVectors.good().withEk(Bytes.of(1)).request().encode(),
                EkVectors.good().withKey(Bytes.of(1)).request().encode(),
                new TpmEnrolmentRequest(
                                good.ekCertificate(),
                                good.ek(),
                                good.key(),
                                Optional.empty(),
                                Optional.of(Bytes.of(1, 2, 3)))
                        .encode());
        for (Bytes message : wrong) {
            assertThatThrownBy(() -> new TpmEnrolment().decode(message)).isInstanceOf(MalformedMessageException.class);
        }
        assertThatThrownBy(() -> Credential.decode(good.encode())).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void curvesOfBothRangesWork() {
        for (EllipticCurve curve : EllipticCurve.values()) {
            assertThat(EkVectors.good(SimulatedEndorsementKey.ec(CRYPTO, curve, seeded(6)))
                            .challenge())
                    .isInstanceOf(KeyChallenge.Challenge.class);
        }
    }
}
