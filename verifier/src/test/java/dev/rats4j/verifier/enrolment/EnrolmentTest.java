package dev.rats4j.verifier.enrolment;

import static dev.rats4j.verifier.Acme.CRYPTO;
import static dev.rats4j.verifier.Acme.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.Check;
import dev.rats4j.Finding;
import dev.rats4j.SourceUnavailableException;
import dev.rats4j.spi.EnrolmentScheme;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.verifier.Acme;
import dev.rats4j.verifier.AcmeScheme;
import dev.rats4j.verifier.Certified;
import dev.rats4j.verifier.enrolment.AcmeEnrolment.AcmeEnrolmentCheck;
import dev.rats4j.verifier.enrolment.EnrolmentAnswer.Challenged;
import dev.rats4j.verifier.enrolment.EnrolmentAnswer.Enrolled;
import dev.rats4j.verifier.enrolment.EnrolmentAnswer.Refused;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EnrolmentTest {

    private static final PublicKey EK = key(10);
    private static final PublicKey AK = key(11);
    private static final PublicKey OTHER_EK = key(12);
    private static final PublicKey OTHER_AK = key(13);

    private static final TrustAnchors MANUFACTURERS = manufacturers();

    private final EnrolmentStore store = EnrolmentStore.inMemory();
    private final Enrolment enrolment = enrolment(store).build();

    private static PublicKey key(long seed) {
        return Acme.keys(seed).getPublic();
    }

    private static Enrolment.Builder enrolment(EnrolmentStore store) {
        return Enrolment.builder(CRYPTO, new AcmeEnrolment(), store).anchors(MANUFACTURERS);
    }

    private static TrustAnchors manufacturers() {
        try {
            return Certified.anchored(Certified.root());
        } catch (MalformedMessageException e) {
            throw new IllegalStateException(e);
        }
    }

    private Challenged begun(String device, PublicKey ek, PublicKey ak) throws SourceUnavailableException {
        return (Challenged) enrolment.begin(device, AcmeEnrolment.request(ek, ak), NOW);
    }

    private EnrolmentAnswer enrol(String device, PublicKey ek, PublicKey ak) throws SourceUnavailableException {
        Challenged challenged = begun(device, ek, ak);
        return enrolment.complete(
                device, challenged.challenge(), AcmeEnrolment.answer(ek, ak, challenged.message()), NOW);
    }

    private static List<Check> failed(EnrolmentAnswer answer) {
        assertThat(answer).isInstanceOf(Refused.class);
        return answer.findings().failed().stream().map(Finding::check).toList();
    }

    @Test
    void aDeviceThatAnswersIsEnrolledWithBothKeys() throws SourceUnavailableException {
        Enrolled enrolled = (Enrolled) enrol("rack-1", EK, AK);

        assertThat(enrolled.findings().anyUnanswered()).isFalse();
        assertThat(store.find("rack-1")).contains(enrolled.device());
        assertThat(enrolled.device().scheme()).isEqualTo("acme");
        assertThat(enrolled.device().at()).isEqualTo(NOW);
    }

    @Test
    void nothingIsBoundBeforeTheAnswer() throws SourceUnavailableException {
        assertThat(begun("rack-1", EK, AK).expires()).isEqualTo(NOW.plus(Duration.ofMinutes(1)));
        assertThat(store.find("rack-1")).isEmpty();
    }

    @Test
    @DisplayName("T-14 a wrong answer ends the challenge: the right one after it is refused")
    void aWrongAnswerEndsTheChallenge() throws SourceUnavailableException {
        Challenged challenged = begun("rack-1", EK, AK);
        Bytes right = AcmeEnrolment.answer(EK, AK, challenged.message());
        Bytes wrong = AcmeEnrolment.answer(OTHER_EK, AK, challenged.message());

        assertThat(failed(enrolment.complete("rack-1", challenged.challenge(), wrong, NOW)))
                .containsExactly(EnrolmentCheck.CHALLENGE_ANSWERED);
        assertThat(failed(enrolment.complete("rack-1", challenged.challenge(), right, NOW)))
                .containsExactly(EnrolmentCheck.CHALLENGE_UNUSED);
        assertThat(store.find("rack-1")).isEmpty();
    }

    @Test
    @DisplayName("T-14 a right answer counts once")
    void aRightAnswerCountsOnce() throws SourceUnavailableException {
        Challenged challenged = begun("rack-1", EK, AK);
        Bytes right = AcmeEnrolment.answer(EK, AK, challenged.message());

        assertThat(enrolment.complete("rack-1", challenged.challenge(), right, NOW))
                .isInstanceOf(Enrolled.class);
        assertThat(failed(enrolment.complete("rack-1", challenged.challenge(), right, NOW)))
                .containsExactly(EnrolmentCheck.CHALLENGE_UNUSED);
    }

    @Test
    @DisplayName("T-14 no prefix, extension or single flipped bit of the secret is an answer")
    void nothingButTheSecretIsAnAnswer() throws SourceUnavailableException {
        SplittableRandom random = new SplittableRandom(14);
        for (int i = 0; i < 300; i++) {
            Challenged challenged = begun("rack-1", EK, AK);
            Bytes right = AcmeEnrolment.answer(EK, AK, challenged.message());
            Bytes wrong = i < 34 && i != 32 ? resized(right, i) : flipped(right, random.nextInt(256));

            assertThat(failed(enrolment.complete("rack-1", challenged.challenge(), wrong, NOW)))
                    .containsExactly(EnrolmentCheck.CHALLENGE_ANSWERED);
        }
    }

    private static Bytes resized(Bytes answer, int length) {
        return length < answer.length() ? answer.slice(0, length) : Bytes.concat(answer, Bytes.of(0));
    }

    private static Bytes flipped(Bytes answer, int bit) {
        byte[] copy = answer.toByteArray();
        copy[bit / 8] ^= (byte) (1 << (bit % 8));
        return Bytes.copyOf(copy);
    }

    @Test
    @DisplayName("T-14 what a refused device is told, and what the challenge shows, holds neither secret nor keys")
    void refusalsShowNothing() throws SourceUnavailableException {
        Challenged challenged = begun("rack-1", EK, AK);
        Bytes right = AcmeEnrolment.answer(EK, AK, challenged.message());
        EnrolmentAnswer refused = enrolment.complete("rack-1", challenged.challenge(), Bytes.of(1), NOW);

        assertThat(refused.toString() + challenged)
                .doesNotContainIgnoringCase(right.toHex())
                .doesNotContainIgnoringCase(right.slice(0, 8).toHex());
        assertThat(Refused.MESSAGE).isEqualTo("enrolment refused");
    }

    @Test
    @DisplayName("T-14 an expired challenge, one of another device and one that nobody gave are refused")
    void challengesCountInTimeAndForTheirDevice() throws SourceUnavailableException {
        Challenged challenged = begun("rack-1", EK, AK);
        Bytes right = AcmeEnrolment.answer(EK, AK, challenged.message());

        assertThat(failed(enrolment.complete("rack-2", challenged.challenge(), right, NOW)))
                .containsExactly(EnrolmentCheck.CHALLENGE_BOUND);
        assertThat(failed(enrolment.complete("rack-1", challenged.challenge(), right, challenged.expires())))
                .containsExactly(EnrolmentCheck.CHALLENGE_CURRENT);
        assertThat(failed(enrolment.complete("rack-1", Bytes.of(1, 2, 3), right, NOW)))
                .containsExactly(EnrolmentCheck.CHALLENGE_UNUSED);
        assertThat(enrolment.complete("rack-1", challenged.challenge(), right, NOW))
                .as("another device cannot spoil it")
                .isInstanceOf(Enrolled.class);
    }

    @Test
    @DisplayName("T-12 the same identifier with another endorsed key is refused, and the first stays")
    void anIdentifierKeepsItsEndorsedKey() throws SourceUnavailableException {
        Enrolled first = (Enrolled) enrol("rack-1", EK, AK);

        assertThat(failed(enrol("rack-1", OTHER_EK, OTHER_AK))).containsExactly(EnrolmentCheck.KEY_CONTINUITY);
        assertThat(store.find("rack-1")).contains(first.device());
    }

    @Test
    @DisplayName("T-12 neither key can be enrolled under a second identifier")
    void keysBelongToOneDevice() throws SourceUnavailableException {
        Enrolled first = (Enrolled) enrol("rack-1", EK, AK);

        assertThat(failed(enrol("rack-2", EK, OTHER_AK))).containsExactly(EnrolmentCheck.KEY_EXCLUSIVE);
        assertThat(failed(enrol("rack-2", OTHER_EK, AK))).containsExactly(EnrolmentCheck.KEY_EXCLUSIVE);
        assertThat(store.find("rack-2")).isEmpty();
        assertThat(store.find("rack-1")).contains(first.device());
    }

    @Test
    void theSameDeviceMayReplaceItsAttestationKey() throws SourceUnavailableException {
        assertThat(enrol("rack-1", EK, AK)).isInstanceOf(Enrolled.class);
        Enrolled second = (Enrolled) enrol("rack-1", EK, OTHER_AK);

        assertThat(store.find("rack-1")).contains(second.device());
        assertThat(enrol("rack-2", OTHER_EK, AK))
                .as("the key that was replaced is free again")
                .isInstanceOf(Enrolled.class);
    }

    @Test
    void anOperatorMayForgetADevice() throws SourceUnavailableException {
        assertThat(enrol("rack-1", EK, AK)).isInstanceOf(Enrolled.class);
        store.remove("rack-1");
        store.remove("rack-1");

        assertThat(store.find("rack-1")).isEmpty();
        assertThat(enrol("rack-1", OTHER_EK, OTHER_AK)).isInstanceOf(Enrolled.class);
        assertThat(enrol("rack-2", EK, AK)).isInstanceOf(Enrolled.class);
    }

    @Test
    @DisplayName("T-12 of 64 concurrent enrolments of one identifier exactly one wins")
    void exactlyOneWins() throws Exception {
        int contenders = 64;
        ExecutorService threads = Executors.newFixedThreadPool(contenders);
        try {
            CyclicBarrier start = new CyclicBarrier(contenders);
            List<Callable<EnrolmentAnswer>> all = new ArrayList<>();
            for (int i = 0; i < contenders; i++) {
                PublicKey ek = key(100 + i);
                PublicKey ak = key(200 + i);
                Challenged challenged = begun("rack-1", ek, ak);
                Bytes answer = AcmeEnrolment.answer(ek, ak, challenged.message());
                all.add(() -> {
                    start.await();
                    return enrolment.complete("rack-1", challenged.challenge(), answer, NOW);
                });
            }
            List<EnrolledDevice> winners = new ArrayList<>();
            for (Future<EnrolmentAnswer> future : threads.invokeAll(all)) {
                if (future.get() instanceof Enrolled enrolled) {
                    winners.add(enrolled.device());
                } else {
                    assertThat(failed(future.get())).containsExactly(EnrolmentCheck.KEY_CONTINUITY);
                }
            }
            assertThat(winners).hasSize(1);
            assertThat(store.find("rack-1")).contains(winners.get(0));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void badRequestsAreRefusedForTheirReason() throws SourceUnavailableException {
        assertThat(failed(enrolment.begin("rack-1", Bytes.of(0xff), NOW))).containsExactly(EnrolmentCheck.WELL_FORMED);
        assertThat(failed(enrolment.begin("rack-1", AcmeEnrolment.request(EK, EK), NOW)))
                .containsExactly(AcmeEnrolmentCheck.KEYS_DIFFER);
    }

    @Test
    void fullIsNoVerdict() throws SourceUnavailableException {
        Enrolment small =
                enrolment(store).capacity(1).lifetime(Duration.ofSeconds(10)).build();
        Bytes request = AcmeEnrolment.request(EK, AK);
        assertThat(small.begin("rack-1", request, NOW)).isInstanceOf(Challenged.class);

        assertThatThrownBy(() -> small.begin("rack-2", request, NOW)).isInstanceOf(SourceUnavailableException.class);
        assertThat(small.begin("rack-2", request, NOW.plusSeconds(10))).isInstanceOf(Challenged.class);
    }

    @Test
    @DisplayName("T-72 a store that cannot be asked is no verdict, and the challenge is spent all the same")
    void aStoreInTroubleIsNoVerdict() throws SourceUnavailableException {
        Enrolment troubled = enrolment(new EnrolmentStore() {
                    @Override
                    public Optional<EnrolledDevice> find(String device) throws SourceUnavailableException {
                        throw new SourceUnavailableException("locked");
                    }

                    @Override
                    public Binding bind(EnrolledDevice device) throws SourceUnavailableException {
                        throw new SourceUnavailableException("locked");
                    }

                    @Override
                    public void remove(String device) throws SourceUnavailableException {
                        throw new SourceUnavailableException("locked");
                    }
                })
                .build();
        Challenged challenged = (Challenged) troubled.begin("rack-1", AcmeEnrolment.request(EK, AK), NOW);
        Bytes right = AcmeEnrolment.answer(EK, AK, challenged.message());

        assertThatThrownBy(() -> troubled.complete("rack-1", challenged.challenge(), right, NOW))
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessage("locked");
        assertThat(failed(troubled.complete("rack-1", challenged.challenge(), right, NOW)))
                .containsExactly(EnrolmentCheck.CHALLENGE_UNUSED);
    }

    @Test
    @DisplayName(
            "T-12 a name has one spelling: none with invisible characters, outer blanks, or accents apart from their letters")
    void namesAreNames() throws SourceUnavailableException {
        Bytes request = AcmeEnrolment.request(EK, AK);
        List<String> others = List.of(
                "",
                "  ",
                "x".repeat(257),
                " rack",
                "rack ",
                "rack\u0000",
                "ra\u200bck",
                "\u202erack",
                "\ufeffrack",
                "ra\u00a0ck",
                "rack\n1",
                "ra\u2028ck",
                "e\u0301",
                "\ud800",
                "\ue000",
                "\uffff");
        for (String name : others) {
            assertThatIllegalArgumentException().isThrownBy(() -> enrolment.begin(name, request, NOW));
        }
        for (String name : List.of("rack 1", "\u00e9tage-2", "\u68da-3", "x".repeat(256))) {
            assertThat(enrolment.begin(name, request, NOW)).isInstanceOf(Challenged.class);
        }
    }

    @Test
    @DisplayName("T-25 an enrolment that trusts no manufacturer cannot be made")
    void withoutAManufacturerNobodyEnrols() {
        assertThatThrownBy(() ->
                        Enrolment.builder(CRYPTO, new AcmeEnrolment(), store).build())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("T-10 names of challenges are the next output of the source")
    void challengesComeFromTheSource() throws SourceUnavailableException {
        byte[] next = {0};
        Enrolment counted = enrolment(store)
                .random(nonce -> {
                    next[0]++;
                    Arrays.fill(nonce, next[0]);
                })
                .build();
        Challenged first = (Challenged) counted.begin("rack-1", AcmeEnrolment.request(EK, AK), Instant.EPOCH);

        assertThat(first.challenge()).isEqualTo(Bytes.copyOf(filled((byte) 2)));
        assertThat(AcmeEnrolment.answer(EK, AK, first.message())).isEqualTo(Bytes.copyOf(filled((byte) 1)));
    }

    @Test
    void waiversReachTheSchemeIfTheyMay() throws SourceUnavailableException {
        AtomicReference<Map<Check, String>> seen = new AtomicReference<>();
        EnrolmentScheme watching = new AcmeEnrolment(inputs -> seen.set(inputs.waivers()));
        Enrolment.Builder builder = Enrolment.builder(CRYPTO, watching, store).anchors(MANUFACTURERS);

        assertThatIllegalArgumentException().isThrownBy(() -> builder.waive(AcmeEnrolmentCheck.KEYS_DIFFER, "no"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.waive(AcmeScheme.AcmeCheck.DEBUG_OFF, " "));
        Enrolment waiving =
                builder.waive(AcmeScheme.AcmeCheck.DEBUG_OFF, "a laboratory").build();
        assertThat(waiving.begin("rack-1", AcmeEnrolment.request(EK, AK), NOW)).isInstanceOf(Challenged.class);
        assertThat(seen.get()).isEqualTo(Map.of(AcmeScheme.AcmeCheck.DEBUG_OFF, "a laboratory"));
    }

    private static byte[] filled(byte value) {
        byte[] filled = new byte[32];
        Arrays.fill(filled, value);
        return filled;
    }
}
