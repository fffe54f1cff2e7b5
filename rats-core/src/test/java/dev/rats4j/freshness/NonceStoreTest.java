package dev.rats4j.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.rats4j.freshness.NonceStore.Answer;
import dev.rats4j.freshness.NonceStore.Issue;
import dev.rats4j.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonceStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private static Bytes issue(NonceStore store, String session, Instant at) {
        return ((Issue.Issued) store.issue(session, at)).nonce();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 32, 64})
    @DisplayName("T-10 a nonce is exactly the next output of the source")
    void nextOutputOfTheSource(int length) {
        Random source = new Random(7);
        Random same = new Random(7);
        NonceStore store =
                NonceStore.builder().source(source::nextBytes).length(length).build();
        for (int i = 0; i < 100; i++) {
            byte[] expected = new byte[length];
            same.nextBytes(expected);
            assertThat(issue(store, "a", NOW)).isEqualTo(Bytes.copyOf(expected));
        }
    }

    @Test
    @DisplayName("T-10 10,000 nonces of the default source are all different")
    void allDifferent() {
        NonceStore store = NonceStore.builder().build();
        Set<Bytes> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            Bytes nonce = issue(store, "a", NOW);
            assertThat(nonce.length()).isEqualTo(32);
            seen.add(nonce);
        }
        assertThat(seen).hasSize(10_000);
    }

    @Test
    @DisplayName("T-10 a constant source is refused at the second nonce, even after the first was used")
    void constantSource() {
        NonceStore store = NonceStore.builder().source(nonce -> {}).build();
        Bytes first = issue(store, "a", NOW);
        assertThat(store.redeem(first, "a", NOW)).isEqualTo(Answer.ACCEPTED);
        assertThatIllegalStateException().isThrownBy(() -> store.issue("a", NOW));
    }

    @Test
    @DisplayName("T-10 a nonce works once")
    void usedOnce() {
        NonceStore store = NonceStore.builder().build();
        Bytes nonce = issue(store, "a", NOW);
        assertThat(store.redeem(nonce, "a", NOW)).isEqualTo(Answer.ACCEPTED);
        assertThat(store.redeem(nonce, "a", NOW)).isEqualTo(Answer.UNKNOWN);
        assertThat(store.size()).isZero();
    }

    @Test
    @DisplayName("T-10 a nonce that was never issued, shortened or extended is unknown")
    void neverIssued() {
        NonceStore store = NonceStore.builder().build();
        Bytes nonce = issue(store, "a", NOW);
        assertThat(store.redeem(Bytes.EMPTY, "a", NOW)).isEqualTo(Answer.UNKNOWN);
        assertThat(store.redeem(nonce.slice(0, 31), "a", NOW)).isEqualTo(Answer.UNKNOWN);
        assertThat(store.redeem(Bytes.concat(nonce, Bytes.of(0)), "a", NOW)).isEqualTo(Answer.UNKNOWN);
        assertThat(store.redeem(nonce, "a", NOW)).isEqualTo(Answer.ACCEPTED);
    }

    @Test
    @DisplayName("T-10 a nonce expires at the end of its lifetime, to the nanosecond")
    void expires() {
        NonceStore store = NonceStore.builder().lifetime(Duration.ofSeconds(60)).build();
        Bytes late = issue(store, "a", NOW);
        Bytes intime = issue(store, "a", NOW);
        assertThat(store.redeem(late, "a", NOW.plusSeconds(60))).isEqualTo(Answer.EXPIRED);
        assertThat(store.redeem(intime, "a", NOW.plusSeconds(60).minusNanos(1))).isEqualTo(Answer.ACCEPTED);
    }

    @Test
    @DisplayName("T-10 a nonce of another session is refused and stays open for its own")
    void boundToItsSession() {
        NonceStore store = NonceStore.builder().build();
        Bytes nonce = issue(store, "a", NOW);
        assertThat(store.redeem(nonce, "b", NOW)).isEqualTo(Answer.WRONG_SESSION);
        assertThat(store.redeem(nonce, "a", NOW)).isEqualTo(Answer.ACCEPTED);
    }

    @Test
    void fullStoreForgetsExpiredOnesOnly() {
        NonceStore store = NonceStore.builder()
                .capacity(2)
                .lifetime(Duration.ofSeconds(60))
                .build();
        Bytes old = issue(store, "a", NOW);
        Bytes younger = issue(store, "a", NOW.plusSeconds(30));
        assertThat(store.issue("a", NOW.plusSeconds(59))).isEqualTo(new Issue.Full());
        issue(store, "a", NOW.plusSeconds(60));
        assertThat(store.size()).isEqualTo(2);
        assertThat(store.redeem(old, "a", NOW.plusSeconds(60))).isEqualTo(Answer.UNKNOWN);
        assertThat(store.redeem(younger, "a", NOW.plusSeconds(60))).isEqualTo(Answer.ACCEPTED);
    }

    @Test
    void fullStoreForgetsExpiredOnesWhateverTheOrderOfTheClock() {
        NonceStore store = NonceStore.builder()
                .capacity(2)
                .lifetime(Duration.ofSeconds(60))
                .build();
        issue(store, "a", NOW.plusSeconds(600));
        issue(store, "a", NOW);
        assertThat(store.issue("a", NOW.plusSeconds(100))).isInstanceOf(Issue.Issued.class);
    }

    @Test
    @DisplayName("T-10 of 64 threads that redeem one nonce exactly one is accepted")
    void atomic() throws Exception {
        NonceStore store = NonceStore.builder().build();
        ExecutorService threads = Executors.newFixedThreadPool(64);
        for (int round = 0; round < 20; round++) {
            Bytes nonce = issue(store, "a", NOW);
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return store.redeem(nonce, "a", NOW);
                }));
            }
            start.countDown();
            List<Answer> all = new ArrayList<>();
            for (Future<Answer> answer : answers) {
                all.add(answer.get());
            }
            assertThat(all.stream().filter(Answer.ACCEPTED::equals)).hasSize(1);
            assertThat(all.stream().filter(Answer.UNKNOWN::equals)).hasSize(63);
        }
        threads.shutdown();
    }

    @Test
    void settingsAreChecked() {
        NonceStore.Builder builder = NonceStore.builder();
        assertThatIllegalArgumentException().isThrownBy(() -> builder.length(7));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.length(65));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.lifetime(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.capacity(0));
        NonceStore store = builder.build();
        assertThatIllegalArgumentException().isThrownBy(() -> store.issue("", NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> store.issue("x".repeat(257), NOW));
    }

    @Test
    void settingsReachTheirLimits() {
        NonceStore store = NonceStore.builder()
                .length(8)
                .length(64)
                .capacity(1)
                .lifetime(Duration.ofNanos(1))
                .build();
        Issue issued = store.issue("x".repeat(256), NOW);
        assertThat(issued).isEqualTo(new Issue.Issued(((Issue.Issued) issued).nonce(), NOW.plusNanos(1)));
        assertThat(store.issue("x", NOW)).isEqualTo(new Issue.Full());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NonceStore.builder().lifetime(Duration.ofSeconds(-1)));
    }

    @Test
    @DisplayName("T-10 a source that repeats a nonce that is still open is refused, however many came between")
    void repeatsAnOpenNonce() {
        Iterator<Integer> values = List.of(1, 2, 1).iterator();
        NonceStore store = NonceStore.builder()
                .source(nonce -> Arrays.fill(nonce, values.next().byteValue()))
                .build();
        issue(store, "a", NOW);
        issue(store, "a", NOW);
        assertThatIllegalStateException().isThrownBy(() -> store.issue("a", NOW));
    }

    @Test
    @DisplayName("T-10 who was overtaken while the source worked gets no place beyond the capacity")
    void overtaken() {
        NonceStore[] store = new NonceStore[1];
        Random random = new Random(7);
        boolean[] overtaking = {false};
        store[0] = NonceStore.builder()
                .capacity(1)
                .source(nonce -> {
                    if (!overtaking[0]) {
                        overtaking[0] = true;
                        issue(store[0], "faster", NOW);
                    }
                    random.nextBytes(nonce);
                })
                .build();
        assertThat(store[0].issue("slower", NOW)).isEqualTo(new Issue.Full());
        assertThat(store[0].size()).isEqualTo(1);
    }

    @Test
    void whatIsKeptIsHandedOutWithItsNonce() {
        OneTimeStore<String> store = NonceStore.builder().keeping();
        Bytes nonce = ((Issue.Issued) store.issue("a", "kept", NOW)).nonce();
        assertThat(store.size()).isEqualTo(1);
        assertThat(store.redeem(nonce, "b", NOW))
                .isEqualTo(new OneTimeStore.Redemption<>(Answer.WRONG_SESSION, Optional.empty()));
        assertThat(store.redeem(nonce, "a", NOW))
                .isEqualTo(new OneTimeStore.Redemption<>(Answer.ACCEPTED, Optional.of("kept")));
        assertThat(store.redeem(nonce, "a", NOW))
                .isEqualTo(new OneTimeStore.Redemption<>(Answer.UNKNOWN, Optional.empty()));
    }
}
