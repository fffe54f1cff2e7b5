package dev.rats4j.verifier.session;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.AttestationResult;
import dev.rats4j.Evidence;
import dev.rats4j.Findings;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.freshness.NonceStore;
import dev.rats4j.verifier.Verifier;
import dev.rats4j.verifier.enrolment.EnrolledDevice;
import dev.rats4j.wire.Bytes;
import java.time.Instant;
import java.util.function.Function;

/**
 * A verifier whose nonces are its own: each is given to one session, and whatever comes back with it is appraised once. For use by any
 * number of threads.
 */
@CheckReturnValue
public final class SessionVerifier {

    private final Verifier verifier;
    private final NonceStore nonces;

    /** Gives out nonces of a store that nobody else redeems. */
    public SessionVerifier(Verifier verifier, NonceStore nonces) {
        this.verifier = verifier;
        this.nonces = nonces;
    }

    /**
     * A nonce for a session.
     *
     * @param session who asked, as the transport knows it: the name of an authenticated peer, or of a connection
     */
    public NonceStore.Issue challenge(String session, Instant at) {
        return nonces.issue(session, at);
    }

    /**
     * Appraises evidence, if the nonce counts. The nonce is used up whatever comes of it.
     *
     * @param nonce the one that {@link #challenge} gave to this session
     */
    public AttestationResult appraise(String session, Bytes nonce, Evidence evidence, Instant at) {
        return appraise(session, nonce, evidence, at, fresh -> verifier.appraise(evidence, fresh, at));
    }

    /** The same, for evidence that has to come from an enrolled device. */
    public AttestationResult appraise(
            String session, Bytes nonce, EnrolledDevice device, Evidence evidence, Instant at) {
        return appraise(session, nonce, evidence, at, fresh -> verifier.appraise(device, evidence, fresh, at));
    }

    private AttestationResult appraise(
            String session,
            Bytes nonce,
            Evidence evidence,
            Instant at,
            Function<Freshness, AttestationResult> appraisal) {
        NonceStore.Answer answer = nonces.redeem(nonce, session, at);
        Findings.Builder findings = Findings.builder(SessionCheck.class);
        for (SessionCheck check : SessionCheck.values()) {
            findings.expect(check, check.isMetBy(answer), check::reason);
        }
        return answer == NonceStore.Answer.ACCEPTED
                ? appraisal.apply(new Freshness.Nonce(nonce))
                : verifier.refused(evidence, findings.build());
    }
}
