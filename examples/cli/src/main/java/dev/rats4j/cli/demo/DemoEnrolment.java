package dev.rats4j.cli.demo;

import dev.rats4j.AttesterException;
import dev.rats4j.SourceUnavailableException;
import dev.rats4j.verifier.enrolment.EnrolledDevice;
import dev.rats4j.verifier.enrolment.Enrolment;
import dev.rats4j.verifier.enrolment.EnrolmentAnswer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Clock;

/** How the machine's keys become known: certificate of the TPM's maker, then a challenge that only this TPM can answer. */
final class DemoEnrolment {

    private final Enrolment enrolment;
    private final DemoMachine machine;
    private final Clock clock;

    DemoEnrolment(Enrolment enrolment, DemoMachine machine, Clock clock) {
        this.enrolment = enrolment;
        this.machine = machine;
        this.clock = clock;
    }

    EnrolmentAnswer.Challenged begin() throws AttesterException, InterruptedException {
        Bytes request = machine.enrolmentRequest();
        EnrolmentAnswer answer = ask(() -> enrolment.begin(DemoMachine.NAME, request, clock.instant()));
        if (answer instanceof EnrolmentAnswer.Challenged challenged) {
            return challenged;
        }
        throw new IllegalStateException("the demo's own machine is refused: " + answer.findings());
    }

    EnrolledDevice complete(EnrolmentAnswer.Challenged challenged) throws AttesterException, InterruptedException {
        Bytes secret;
        try {
            secret = machine.activate(challenged.message());
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("a challenge of our own", e);
        }
        if (answered(challenged, secret) instanceof EnrolmentAnswer.Enrolled enrolled) {
            return enrolled.device();
        }
        throw new IllegalStateException("the demo's own machine is refused");
    }

    /** What becomes of an answer, right or wrong. */
    EnrolmentAnswer answered(EnrolmentAnswer.Challenged challenged, Bytes answer) {
        return ask(() -> enrolment.complete(DemoMachine.NAME, challenged.challenge(), answer, clock.instant()));
    }

    @FunctionalInterface
    private interface Step {
        EnrolmentAnswer take() throws SourceUnavailableException;
    }

    private static EnrolmentAnswer ask(Step step) {
        try {
            return step.take();
        } catch (SourceUnavailableException e) {
            throw new IllegalStateException("the demo's store is in memory", e);
        }
    }
}
