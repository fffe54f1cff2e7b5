package dev.rats4j.relyingparty;

import dev.rats4j.Findings;
import dev.rats4j.ear.VerifiedEar;

/** What a relying party decided. Only {@link RelyingParty#decide} makes one. */
public sealed interface Decision {

    /** An outcome for every {@link RelyingPartyCheck}. */
    Findings findings();

    /** The result is good enough. */
    final class Accept implements Decision {

        private final VerifiedEar result;
        private final Findings findings;

        Accept(VerifiedEar result, Findings findings) {
            if (findings.anyFailed() || !findings.unanswered().isEmpty()) {
                throw new IllegalStateException("accepted in spite of " + findings.failed() + findings.unanswered());
            }
            this.result = result;
            this.findings = findings;
        }

        /** The result, with the proof who signed it. */
        public VerifiedEar result() {
            return result;
        }

        @Override
        public Findings findings() {
            return findings;
        }
    }

    /** It is not; nothing of it is given out. */
    final class Reject implements Decision {

        private final Findings findings;

        Reject(Findings findings) {
            if (!findings.anyFailed() || !findings.unanswered().isEmpty()) {
                throw new IllegalStateException("rejected without a reason, or without " + findings.unanswered());
            }
            this.findings = findings;
        }

        /** At least one failed. */
        @Override
        public Findings findings() {
            return findings;
        }
    }
}
