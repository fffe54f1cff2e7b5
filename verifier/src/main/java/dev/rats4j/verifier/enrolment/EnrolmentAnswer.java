package dev.rats4j.verifier.enrolment;

import dev.rats4j.Findings;
import dev.rats4j.wire.Bytes;
import java.time.Instant;

/** What an enrolment has come to. */
public sealed interface EnrolmentAnswer {

    /** The outcome of what was checked in this step. For the operator; a device that was refused is told nothing of it. */
    Findings findings();

    /**
     * The keys are good so far; the device has to show that it holds them.
     *
     * @param challenge names the challenge; the device sends it back with its answer
     * @param message what the device needs for its answer
     * @param expires the first instant at which an answer does not count any more
     */
    record Challenged(Bytes challenge, Bytes message, Instant expires, Findings findings) implements EnrolmentAnswer {}

    /** The keys are bound to the device. */
    record Enrolled(EnrolledDevice device, Findings findings) implements EnrolmentAnswer {}

    /**
     * The device is not enrolled, and its challenge, if it had one, is spent.
     *
     * @param findings at least one failed
     */
    record Refused(Findings findings) implements EnrolmentAnswer {

        /** What the device is told: the same whatever the reason, because the reason would help whoever tries. */
        public static final String MESSAGE = "enrolment refused";

        /** Fails if nothing failed. */
        public Refused {
            if (!findings.anyFailed()) {
                throw new IllegalArgumentException("a refusal names a failed check");
            }
        }
    }
}
