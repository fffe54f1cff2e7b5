package dev.rats4j.tpm.tools;

import static dev.rats4j.tpm.SimulatedTpms.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rats4j.AttesterException;
import dev.rats4j.Finding;
import dev.rats4j.freshness.NonceSource;
import dev.rats4j.spi.EnrolmentInputs;
import dev.rats4j.spi.KeyChallenge;
import dev.rats4j.tpm.SimulatedTpms;
import dev.rats4j.tpm.ek.EkCertificate;
import dev.rats4j.tpm.ek.MakeCredential;
import dev.rats4j.tpm.ek.TpmEkCheck;
import dev.rats4j.tpm.ek.TpmEnrolment;
import dev.rats4j.tpm.ek.TpmEnrolmentRequest;
import dev.rats4j.tpm.structures.TpmtPublic;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Enrolment of a software TPM that came with certificates. */
class TpmEnrollerTest {

    /** Later than any clock with which the certificates were made. */
    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    private static SwtpmManufacturer manufacturer;
    private static SwtpmInstance tpm;

    @BeforeAll
    static void make() throws Exception {
        SoftwareTpm.requireManufacturing();
        manufacturer = SwtpmManufacturer.found();
        tpm = manufacturer.make("device-1");
    }

    @AfterAll
    static void close() throws Exception {
        if (tpm != null) {
            tpm.close();
        }
        if (manufacturer != null) {
            manufacturer.close();
        }
    }

    private static TpmAttester attester(AttestationKeyKind kind) {
        return TpmAttester.of(tpm.tcti())
                .derivedKey(kind, KeyHierarchy.ENDORSEMENT)
                .build();
    }

    private static KeyChallenge challenge(Bytes request) throws Exception {
        TrustAnchors anchors =
                TrustAnchors.builder().certificate(manufacturer.root()).build();
        EnrolmentInputs inputs = new EnrolmentInputs(
                CRYPTO, SimulatedTpms.PATHS, anchors, List.of(manufacturer.issuer()), NonceSource.secure(), LATER);
        return new TpmEnrolment().decode(request).challenge(inputs);
    }

    static List<EndorsementKeyKind> kinds() {
        return List.of(EndorsementKeyKind.RSA_2048, EndorsementKeyKind.ECC_P384);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aCertifiedTpmAnswersTheChallenge(EndorsementKeyKind kind) throws Exception {
        try (TpmAttester attester = attester(AttestationKeyKind.ECDSA_P256)) {
            TpmEnroller enroller = TpmEnroller.of(attester, kind);
            KeyChallenge answer = challenge(enroller.request());
            assertThat(answer.findings().failed()).isEmpty();
            KeyChallenge.Challenge challenge = (KeyChallenge.Challenge) answer;
            assertThat(enroller.activate(challenge.message())).isEqualTo(challenge.secret());
            assertThat(challenge.keys().attestationKey()).isEqualTo(attester.publicArea());
            assertThat(sessions()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AttestationKeyKind.class,
            names = {"RSASSA_2048", "ECDSA_P384"})
    void attestationKeysOfOtherKindsAreEnrolledToo(AttestationKeyKind kind) throws Exception {
        try (TpmAttester attester = attester(kind)) {
            TpmEnroller enroller = TpmEnroller.of(attester);
            KeyChallenge.Challenge challenge = (KeyChallenge.Challenge) challenge(enroller.request());
            assertThat(enroller.activate(challenge.message())).isEqualTo(challenge.secret());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName(
            "T-06 T-14 a TPM with another attestation key does not answer, and its error says nothing of the secret")
    void anotherKeyDoesNotAnswer(EndorsementKeyKind kind) throws Exception {
        try (TpmAttester one = attester(AttestationKeyKind.ECDSA_P256);
                TpmAttester other = attester(AttestationKeyKind.ECDSA_P384)) {
            KeyChallenge.Challenge challenge =
                    (KeyChallenge.Challenge) challenge(TpmEnroller.of(one, kind).request());
            AttesterException refused = catchThrowableOfType(
                    AttesterException.class, () -> TpmEnroller.of(other, kind).activate(challenge.message()));
            assertThat(refused).hasMessageContaining("tpm2_activatecredential");
            assertThat(refused.toString())
                    .doesNotContain(challenge.secret().toHex())
                    .doesNotContainPattern("[0-9a-f]{16}");
            assertThat(sessions()).isEmpty();
            // the TPM is as usable as before
            assertThat(TpmEnroller.of(one, kind).activate(challenge.message())).isEqualTo(challenge.secret());
        }
    }

    @Test
    @DisplayName("T-06 a certificate of another TPM does not do")
    void theCertificateOfAnotherTpmIsRefused() throws Exception {
        try (SwtpmInstance second = manufacturer.make("device-2");
                TpmAttester foreign = TpmAttester.of(second.tcti()).build();
                TpmAttester own = attester(AttestationKeyKind.ECDSA_P256)) {
            TpmEnrolmentRequest theirs = TpmEnroller.of(foreign).collect();
            TpmEnrolmentRequest ours = TpmEnroller.of(own).collect();
            TpmEnrolmentRequest mixed = new TpmEnrolmentRequest(
                    theirs.ekCertificate(), ours.ek(), ours.key(), ours.keyName(), ours.certificates());
            assertThat(challenge(mixed.encode()).findings().failed().stream().map(Finding::check))
                    .containsExactly(TpmEkCheck.SAME_KEY);
        }
    }

    @Test
    void certificatesDescribeTheTpm() throws Exception {
        try (TpmAttester attester = attester(AttestationKeyKind.ECDSA_P256)) {
            for (EndorsementKeyKind kind : kinds()) {
                EkCertificate certificate = EkCertificate.decode(
                        TpmEnroller.of(attester, kind).collect().ekCertificate());
                assertThat(certificate.model().orElseThrow().model()).isEqualTo("swtpm");
                assertThat(certificate.padding()).isZero();
            }
        }
    }

    @Test
    void aTpmWithoutCertificateCannotBeEnrolled() throws Exception {
        try (SwtpmInstance bare = SwtpmInstance.start();
                TpmAttester attester = TpmAttester.of(bare.tcti()).build()) {
            assertThatThrownBy(() -> TpmEnroller.of(attester).request())
                    .isInstanceOf(AttesterException.class)
                    .hasMessageContaining("no certificate");
        }
    }

    @Test
    void anEndorsementKeyThatIsNotPersistentIsDerived() throws Exception {
        try (SwtpmInstance fresh = manufacturer.make("device-3");
                TpmAttester attester = TpmAttester.of(fresh.tcti()).build()) {
            ToolRunner runner = SoftwareTpm.runner(fresh);
            for (String handle : List.of("0x81010001", "0x81010016")) {
                runner.run(SoftwareTpm.directoryOf(fresh), "tpm2_evictcontrol", List.of("-C", "o", "-c", handle, "-Q"));
            }
            runner.run(
                    SoftwareTpm.directoryOf(fresh), "tpm2_createprimary", List.of("-C", "o", "-c", "other.ctx", "-Q"));
            runner.run(
                    SoftwareTpm.directoryOf(fresh),
                    "tpm2_evictcontrol",
                    List.of("-C", "o", "-c", "other.ctx", "0x81010001", "-Q"));
            runner.run(SoftwareTpm.directoryOf(fresh), "tpm2_flushcontext", List.of("-t"));
            for (EndorsementKeyKind kind : kinds()) {
                TpmEnroller enroller = TpmEnroller.of(attester, kind);
                KeyChallenge.Challenge challenge = (KeyChallenge.Challenge) challenge(enroller.request());
                assertThat(enroller.activate(challenge.message())).isEqualTo(challenge.secret());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void secretsOfOtherLengthsAreActivated(EndorsementKeyKind kind) throws Exception {
        try (TpmAttester attester = attester(AttestationKeyKind.ECDSA_P256)) {
            TpmEnroller enroller = TpmEnroller.of(attester, kind);
            TpmEnrolmentRequest request = enroller.collect();
            TpmtPublic ek = TpmtPublic.decode(request.ek());
            for (int length : new int[] {1, 16, ek.nameAlg().length()}) {
                byte[] secret = new byte[length];
                SimulatedTpms.seeded(length).nextBytes(secret);
                Bytes message = new MakeCredential(CRYPTO, NonceSource.secure())
                        .make(ek, request.keyName().orElseThrow(), Bytes.copyOf(secret))
                        .encode();
                assertThat(enroller.activate(message)).isEqualTo(Bytes.copyOf(secret));
            }
        }
    }

    @Test
    void aMessageThatIsNoChallengeIsMalformed() {
        try (TpmAttester attester = attester(AttestationKeyKind.ECDSA_P256)) {
            assertThatThrownBy(() -> TpmEnroller.of(attester).activate(Bytes.of(1)))
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void oddNamesOfDevicesAreRefused() {
        for (String name : new String[] {"", "-x", "a b", "x,CN=y"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> manufacturer.make(name));
        }
    }

    @Test
    void paddingAfterStoredCertificatesIsCutOff() {
        Bytes one = Bytes.concat(Bytes.of(0x30, 0x82, 1, 0), Bytes.copyOf(new byte[256]));
        assertThat(EndorsementTools.withoutPadding(Bytes.EMPTY)).isEqualTo(Bytes.EMPTY);
        assertThat(EndorsementTools.withoutPadding(one)).isEqualTo(one);
        assertThat(EndorsementTools.withoutPadding(Bytes.concat(one, one, Bytes.of(0, 0))))
                .isEqualTo(Bytes.concat(one, one));
        assertThat(EndorsementTools.withoutPadding(Bytes.concat(one, Bytes.of(0xff, 0xff))))
                .isEqualTo(one);
        assertThat(EndorsementTools.withoutPadding(Bytes.concat(one, one.slice(0, 100))))
                .isEqualTo(one);
        assertThat(EndorsementTools.withoutPadding(Bytes.of(0x30, 0x82, 1))).isEqualTo(Bytes.EMPTY);
    }

    /** Sessions that stayed in the TPM, loaded or saved. */
    private static String sessions() throws Exception {
        ToolRunner runner = SoftwareTpm.runner(tpm);
        StringBuilder all = new StringBuilder();
        for (String kind : List.of("handles-loaded-session", "handles-saved-session", "handles-transient")) {
            all.append(runner.run(SoftwareTpm.directoryOf(tpm), "tpm2_getcap", List.of(kind))
                    .utf8());
        }
        return all.toString().strip();
    }
}
