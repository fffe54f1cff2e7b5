package dev.rats4j.verifier.enrolment;

import static dev.rats4j.verifier.Acme.CRYPTO;
import static dev.rats4j.verifier.Acme.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.rats4j.Finding;
import dev.rats4j.Outcome;
import dev.rats4j.SourceUnavailableException;
import dev.rats4j.crypto.CanonicalKey;
import dev.rats4j.spi.DeviceKeys;
import dev.rats4j.spi.EnrolmentScheme;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.verifier.Acme;
import dev.rats4j.verifier.Certified;
import dev.rats4j.verifier.enrolment.EnrolmentAnswer.Challenged;
import dev.rats4j.verifier.enrolment.EnrolmentAnswer.Refused;
import dev.rats4j.verifier.enrolment.EnrolmentStore.Binding;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the operator is told of a refusal, and what a store answers. */
class EnrolmentReasonsTest {

    private static final PublicKey EK = Acme.keys(10).getPublic();
    private static final PublicKey AK = Acme.keys(11).getPublic();
    private static final PublicKey OTHER_EK = Acme.keys(12).getPublic();
    private static final PublicKey OTHER_AK = Acme.keys(13).getPublic();

    private final EnrolmentStore store = EnrolmentStore.inMemory();
    private final Enrolment enrolment = builder(new AcmeEnrolment()).build();

    private Enrolment.Builder builder(EnrolmentScheme scheme) {
        return Enrolment.builder(CRYPTO, scheme, store).anchors(manufacturers());
    }

    private static TrustAnchors manufacturers() {
        try {
            return Certified.anchored(Certified.root());
        } catch (MalformedMessageException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String reason(EnrolmentAnswer answer) {
        assertThat(answer).isInstanceOf(Refused.class);
        List<Finding> failed = answer.findings().failed();
        assertThat(failed).hasSize(1);
        return failed.get(0).reason();
    }

    private EnrolmentAnswer enrol(String device, PublicKey ek, PublicKey ak) throws SourceUnavailableException {
        Challenged challenged = (Challenged) enrolment.begin(device, AcmeEnrolment.request(ek, ak), NOW);
        return enrolment.complete(
                device, challenged.challenge(), AcmeEnrolment.answer(ek, ak, challenged.message()), NOW);
    }

    @Test
    void ofRequests() throws SourceUnavailableException {
        assertThat(reason(enrolment.begin("rack-1", Bytes.EMPTY, NOW))).contains(" at 0: ");
    }

    @Test
    void ofAnswers() throws SourceUnavailableException {
        Challenged challenged = (Challenged) enrolment.begin("rack-1", AcmeEnrolment.request(EK, AK), NOW);
        Bytes challenge = challenged.challenge();
        Bytes wrong = Bytes.of(1);

        assertThat(reason(enrolment.complete("rack-2", challenge, wrong, NOW))).isEqualTo("given to another device");
        assertThat(reason(enrolment.complete("rack-1", challenge, wrong, challenged.expires())))
                .isEqualTo("expired");
        assertThat(reason(enrolment.complete("rack-1", challenge, wrong, NOW)))
                .isEqualTo("another answer was expected");
        assertThat(reason(enrolment.complete("rack-1", challenge, wrong, NOW)))
                .isEqualTo("never given out, answered before, or long expired");
    }

    @Test
    void ofKeysThatAreBoundAlready() throws SourceUnavailableException {
        assertThat(enrol("rack-1", EK, AK)).isInstanceOf(EnrolmentAnswer.Enrolled.class);

        assertThat(reason(enrol("rack-1", OTHER_EK, AK)))
                .isEqualTo("this device is enrolled with another endorsed key");
        assertThat(reason(enrol("rack-2", EK, OTHER_AK))).isEqualTo("one of the keys is enrolled for another device");
    }

    @Test
    @DisplayName("what was not looked at after a refusal is there, as not assessed")
    void everyCheckHasAnOutcome() throws SourceUnavailableException {
        EnrolmentAnswer refused = enrolment.complete("rack-1", Bytes.of(1), Bytes.of(2), NOW);

        assertThat(refused.findings().unanswered()).isEmpty();
        assertThat(refused.findings().with(Outcome.NOT_ASSESSED))
                .extracting(Finding::check, Finding::reason)
                .containsExactly(
                        tuple(EnrolmentCheck.CHALLENGE_ANSWERED, "refused before"),
                        tuple(EnrolmentCheck.KEY_CONTINUITY, "refused before"),
                        tuple(EnrolmentCheck.KEY_EXCLUSIVE, "refused before"));
    }

    @Test
    void storesAnswerWhatTheyDid() throws SourceUnavailableException {
        assertThat(store.bind(device("rack-1", EK, AK))).isEqualTo(Binding.BOUND);
        assertThat(store.bind(device("rack-1", EK, OTHER_AK))).isEqualTo(Binding.BOUND);
        assertThat(store.bind(device("rack-1", OTHER_EK, AK))).isEqualTo(Binding.OTHER_KEY);
        assertThat(store.bind(device("rack-2", OTHER_EK, OTHER_AK))).isEqualTo(Binding.OTHER_DEVICE);
        assertThat(store.bind(device("rack-2", EK, AK))).isEqualTo(Binding.OTHER_DEVICE);
        assertThat(store.find("rack-1")).contains(device("rack-1", EK, OTHER_AK));
    }

    @Test
    @DisplayName("T-12 a device that is made from a store has a name too")
    void devicesHaveNames() {
        assertThatIllegalArgumentException().isThrownBy(() -> device(" ", EK, AK));
        assertThatIllegalArgumentException().isThrownBy(() -> device("x".repeat(257), EK, AK));
    }

    private static EnrolledDevice device(String name, PublicKey ek, PublicKey ak) {
        Bytes attestation = CanonicalKey.encode(ak);
        return new EnrolledDevice(name, "acme", new DeviceKeys(CanonicalKey.encode(ek), attestation, attestation), NOW);
    }

    @Test
    void intermediatesAndAnchorsReachTheScheme() throws SourceUnavailableException {
        AtomicReference<List<X509Certificate>> intermediates = new AtomicReference<>();
        AtomicReference<TrustAnchors> anchors = new AtomicReference<>();
        EnrolmentScheme watching = new AcmeEnrolment(inputs -> {
            intermediates.set(inputs.certificates());
            anchors.set(inputs.anchors());
        });
        TrustAnchors manufacturers = manufacturers();
        List<X509Certificate> between = List.copyOf(manufacturers.certificates());
        Enrolment watched = builder(watching)
                .anchors(manufacturers)
                .certificates(between)
                .certificates(between)
                .build();

        assertThat(watched.begin("rack-1", AcmeEnrolment.request(EK, AK), NOW)).isInstanceOf(Challenged.class);
        assertThat(intermediates.get()).containsExactly(between.get(0), between.get(0));
        assertThat(anchors.get()).isSameAs(manufacturers);
    }
}
