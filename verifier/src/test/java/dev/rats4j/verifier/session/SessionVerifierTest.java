package dev.rats4j.verifier.session;

import static dev.rats4j.verifier.Acme.NONCE;
import static dev.rats4j.verifier.Acme.NOW;
import static dev.rats4j.verifier.Acme.evidence;
import static dev.rats4j.verifier.Acme.goodVerifier;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.Appraisal;
import dev.rats4j.AttestationResult;
import dev.rats4j.Check;
import dev.rats4j.Evidence;
import dev.rats4j.Finding;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.crypto.CanonicalKey;
import dev.rats4j.freshness.NonceStore;
import dev.rats4j.spi.DeviceKeys;
import dev.rats4j.verifier.Acme;
import dev.rats4j.verifier.enrolment.EnrolledDevice;
import dev.rats4j.verifier.enrolment.EnrolmentCheck;
import dev.rats4j.wire.Bytes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SessionVerifierTest {

    private final SessionVerifier sessions = new SessionVerifier(
            goodVerifier().build(),
            NonceStore.builder()
                    .source(nonce -> System.arraycopy(NONCE.toByteArray(), 0, nonce, 0, nonce.length))
                    .length(NONCE.length())
                    .lifetime(Duration.ofSeconds(30))
                    .build());

    private static List<Check> failed(AttestationResult result) {
        return appraisal(result).findings().failed().stream()
                .map(Finding::check)
                .toList();
    }

    private static Appraisal appraisal(AttestationResult result) {
        return result.submodules().values().iterator().next();
    }

    @Test
    void evidenceWithTheSessionsNonceAffirms() {
        assertThat(sessions.challenge("peer", NOW)).isEqualTo(new NonceStore.Issue.Issued(NONCE, NOW.plusSeconds(30)));
        AttestationResult result = sessions.appraise("peer", NONCE, evidence(), NOW);

        assertThat(result.status()).isEqualTo(TrustworthinessTier.AFFIRMING);
        assertThat(result.nonce()).contains(NONCE);
    }

    @Test
    @DisplayName("T-10 a nonce counts once, for its session, in its time, whatever the evidence says")
    void aNonceCountsOnce() {
        assertThat(failed(sessions.appraise("peer", NONCE, evidence(), NOW)))
                .containsExactly(SessionCheck.NONCE_UNUSED);
        assertThat(sessions.challenge("peer", NOW)).isInstanceOf(NonceStore.Issue.Issued.class);
        assertThat(failed(sessions.appraise("other", NONCE, evidence(), NOW)))
                .containsExactly(SessionCheck.NONCE_BOUND);
        assertThat(failed(sessions.appraise("peer", NONCE, evidence(), NOW.plusSeconds(30))))
                .containsExactly(SessionCheck.NONCE_CURRENT);
        assertThat(sessions.appraise("peer", NONCE, evidence(), NOW.plusSeconds(29))
                        .status())
                .isEqualTo(TrustworthinessTier.AFFIRMING);
        assertThat(failed(sessions.appraise("peer", NONCE, evidence(), NOW)))
                .containsExactly(SessionCheck.NONCE_UNUSED);
    }

    @Test
    @DisplayName("T-11 a refused nonce gives a result that affirms nothing and carries no nonce")
    void aRefusedNonceAffirmsNothing() {
        AttestationResult result = sessions.appraise("peer", NONCE, evidence(), NOW);

        assertThat(result.status()).isEqualTo(TrustworthinessTier.CONTRAINDICATED);
        assertThat(result.nonce()).isEmpty();
        assertThat(appraisal(result).authentication()).isEmpty();
        assertThat(result.submodules()).containsOnlyKeys("acme");
    }

    @Test
    void whatNobodyReadsIsRefusedToo() {
        Evidence unknown = new Evidence("application/cmw+cbor", Bytes.of(0xff));

        assertThat(sessions.appraise("peer", NONCE, unknown, NOW).submodules()).containsOnlyKeys("unknown");
    }

    @Test
    @DisplayName("T-13 a session can want evidence of one device")
    void aSessionCanWantOneDevice() {
        Bytes stranger = CanonicalKey.encode(Acme.STRANGER.publicKey());
        Bytes endorsed = CanonicalKey.encode(Acme.keys(77).getPublic());
        EnrolledDevice device = new EnrolledDevice("rack-1", "acme", new DeviceKeys(endorsed, stranger, stranger), NOW);
        assertThat(sessions.challenge("peer", NOW)).isInstanceOf(NonceStore.Issue.Issued.class);

        assertThat(failed(sessions.appraise("peer", NONCE, device, evidence(), NOW)))
                .containsExactly(EnrolmentCheck.KEY_ACTIVATED);
    }
}
