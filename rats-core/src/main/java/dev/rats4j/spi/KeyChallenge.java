package dev.rats4j.spi;

import dev.rats4j.Findings;
import dev.rats4j.wire.Bytes;

/** What became of a request to enrol keys. Exactly two outcomes. */
public sealed interface KeyChallenge {

    /** The outcome of every check of the scheme's catalogue. */
    Findings findings();

    /**
     * Nothing spoke against the keys. They belong together only once somebody answers with the secret.
     *
     * @param keys what the answer will bind
     * @param message what the device gets
     * @param secret what it has to answer; leaves the Verifier in no other form
     * @param findings none failed
     */
    record Challenge(DeviceKeys keys, Bytes message, Bytes secret, Findings findings) implements KeyChallenge {
        /** Refuses secrets that can be guessed, and findings that failed. */
        public Challenge {
            if (secret.length() < 16) {
                throw new IllegalArgumentException("a secret has at least 16 bytes");
            }
            if (findings.anyFailed() || findings.anyUnanswered()) {
                throw new IllegalStateException("a challenge for keys that were not found good");
            }
        }

        /** Does not show the secret. */
        @Override
        public String toString() {
            return "Challenge[keys=" + keys + ", secret=[secret]]";
        }
    }

    /**
     * The keys or their endorsement are not good.
     *
     * @param findings at least one failed
     */
    record Refused(Findings findings) implements KeyChallenge {
        /** Fails if nothing failed. */
        public Refused {
            if (!findings.anyFailed()) {
                throw new IllegalArgumentException("a refusal names a failed check");
            }
        }
    }
}
