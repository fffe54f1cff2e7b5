package dev.rats4j.cli.demo;

import dev.rats4j.AttestationResult;
import dev.rats4j.AttesterException;
import dev.rats4j.Check;
import dev.rats4j.Finding;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.cli.output.EarJson;
import dev.rats4j.cli.output.Printable;
import dev.rats4j.cli.output.TextReport;
import dev.rats4j.ear.EarFormat;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.freshness.NonceStore;
import dev.rats4j.json.Json;
import dev.rats4j.relyingparty.Decision;
import dev.rats4j.relyingparty.RelyingParty;
import dev.rats4j.tpm.TpmEvidence;
import dev.rats4j.tpm.TpmQuoteCheck;
import dev.rats4j.tpm.eventlog.EventLogReplay;
import dev.rats4j.tpm.eventlog.TcgEvent;
import dev.rats4j.tpm.eventlog.TpmEventLogCheck;
import dev.rats4j.verifier.EarIssuer;
import dev.rats4j.verifier.IssuedEar;
import dev.rats4j.verifier.VerifierCheck;
import dev.rats4j.verifier.enrolment.EnrolledDevice;
import dev.rats4j.verifier.enrolment.EnrolmentAnswer;
import dev.rats4j.verifier.enrolment.EnrolmentCheck;
import dev.rats4j.verifier.session.SessionCheck;
import dev.rats4j.verifier.session.SessionVerifier;
import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** From a quote of a software TPM to a decision, and six attempts to cheat. */
public final class TpmDemo {

    /** A PCR that this boot leaves alone, so that no reference value speaks of it. */
    private static final int UNKNOWN_PCR = 14;

    private static final String SESSION = "demo";

    private final PrintWriter out;
    private final Clock clock;
    private final DemoParties parties = new DemoParties();
    private final EarIssuer issuer = parties.issuer();
    private final RelyingParty relyingParty = parties.relyingParty();
    private boolean guessRefused;

    /**
     * @param out where the story is told
     * @param clock tells the time of each step
     */
    public TpmDemo(PrintWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /** Tells it; whether the good evidence was accepted and each attempt was refused by the check that is meant for it. */
    public boolean run() throws AttesterException, InterruptedException, IOException {
        say(
                "rats4j demo: a software TPM (swtpm, no hardware protection), a synthetic firmware log, keys of this run only.");
        try (DemoMachine machine = DemoMachine.boot()) {
            step("Attester: a TPM was started and " + machine.log().events().size()
                    + " events of a firmware log were replayed into PCRs " + machine.bootPcrs() + ".");
            EnrolledDevice device = enrolled(machine);
            Bytes template = GoldenTemplate.of("demo-boot", EventLogReplay.values(machine.log()));
            Bytes corim = parties.signedCorim(template);
            step("Reference values: a JSON template of " + template.length() + " bytes became a signed CoRIM of "
                    + corim.length() + " bytes.");
            SessionVerifier verifier = parties.verifier(corim, clock.instant());
            boolean accepted = accepted(verifier, device, machine);
            return refusals(verifier, device, machine) && accepted && guessRefused;
        }
    }

    /** Enrols the machine, after an attempt to guess the answer. */
    private EnrolledDevice enrolled(DemoMachine machine) throws AttesterException, InterruptedException {
        DemoEnrolment enrolment = new DemoEnrolment(
                parties.enrolment(machine.manufacturerRoot(), machine.manufacturerIssuer()), machine, clock);
        EnrolmentAnswer.Challenged challenged = enrolment.begin();
        step(
                "Enrolment: the TPM's endorsement certificate leads to its maker; the attestation key is fixed to its TPM.");
        challenged.findings().all().forEach(finding -> say(TextReport.line(finding)));
        EnrolmentAnswer guessed = enrolment.answered(challenged, Bytes.copyOf(new byte[32]));
        guessRefused = guessed instanceof EnrolmentAnswer.Refused
                && guessed.findings().failed().stream()
                        .anyMatch(finding -> finding.check() == EnrolmentCheck.CHALLENGE_ANSWERED);
        say("   a guessed answer: " + (guessRefused ? "refused" : "NOT REFUSED AS IT SHOULD BE"));
        guessed.findings().failed().forEach(finding -> say("   " + TextReport.line(finding)));
        EnrolledDevice device = enrolment.complete(enrolment.begin());
        say("   the TPM decrypted the secret of a second challenge: " + device.device()
                + " is enrolled with both keys.");
        return device;
    }

    private boolean accepted(SessionVerifier verifier, EnrolledDevice device, DemoMachine machine)
            throws AttesterException, InterruptedException {
        Bytes nonce = nonce(verifier);
        TpmEvidence evidence = machine.attest(nonce);
        Bytes message = evidence.encode().content();
        step("Evidence: quoted with a fresh nonce of " + nonce.length() + " bytes; a CMW of " + message.length()
                + " bytes.");
        AttestationResult result = verifier.appraise(SESSION, nonce, device, evidence.encode(), clock.instant());
        step("Verifier: " + result.status() + ".");
        result.submodules()
                .values()
                .forEach(appraisal -> appraisal.findings().all().forEach(finding -> say(TextReport.line(finding))));
        IssuedEar issued = issuer.issue(result, EarFormat.CWT, clock.instant());
        step("Attestation result: a signed EAR (CWT) of "
                + issued.token().bytes().length() + " bytes.");
        say(indented(issued));
        Decision decision = relyingParty.decide(issued.token().bytes(), new Freshness.Nonce(nonce), clock.instant());
        boolean isAccepted = decision instanceof Decision.Accept;
        step("Relying party: " + (isAccepted ? "accepted." : "rejected, which should not happen."));
        decision.findings().failed().forEach(finding -> say(TextReport.line(finding)));
        return isAccepted;
    }

    private static String indented(IssuedEar issued) {
        return Json.pretty(EarJson.of(issued.ear()))
                .lines()
                .map(line -> "     " + line)
                .collect(Collectors.joining("\n"));
    }

    private boolean refusals(SessionVerifier verifier, EnrolledDevice device, DemoMachine machine)
            throws AttesterException, InterruptedException {
        step("The same, tampered with:");
        Bytes first = nonce(verifier);
        TpmEvidence evidence = machine.attest(first);
        boolean signature = isRefused(
                "one bit of the signature",
                appraised(verifier, device, flipped(evidence), first),
                TpmQuoteCheck.SIGNATURE);
        boolean used = isRefused(
                "a nonce that was used", appraised(verifier, device, evidence, first), SessionCheck.NONCE_UNUSED);
        boolean old = isRefused(
                "an old quote under a new nonce",
                appraised(verifier, device, evidence, nonce(verifier)),
                TpmQuoteCheck.NONCE);
        Bytes third = nonce(verifier);
        boolean event = isRefused(
                "one changed event",
                appraised(verifier, device, changed(machine.attest(third), machine), third),
                TpmEventLogCheck.REPLAY);
        Bytes fourth = nonce(verifier);
        boolean unknown = isRefused(
                "PCR " + UNKNOWN_PCR + ", which no reference value knows",
                appraised(verifier, device, machine.attestWith(UNKNOWN_PCR, fourth), fourth),
                VerifierCheck.CLAIM_APPRAISED);
        return signature && used && old && event && unknown;
    }

    /** A result, and the nonce under which a relying party would take it. */
    private record Attempt(AttestationResult result, Bytes nonce) {}

    private Attempt appraised(SessionVerifier verifier, EnrolledDevice device, TpmEvidence evidence, Bytes nonce) {
        return new Attempt(verifier.appraise(SESSION, nonce, device, evidence.encode(), clock.instant()), nonce);
    }

    private boolean isRefused(String what, Attempt attempt, Check expected) {
        Instant at = clock.instant();
        AttestationResult result = attempt.result();
        List<Finding> failed = result.submodules().values().stream()
                .flatMap(appraisal -> appraisal.findings().failed().stream())
                .toList();
        Bytes token = issuer.issue(result, EarFormat.CWT, at).token().bytes();
        Decision decision = relyingParty.decide(token, new Freshness.Nonce(attempt.nonce()), at);
        boolean isNamed = failed.stream().anyMatch(finding -> finding.check().equals(expected));
        boolean isGood = decision instanceof Decision.Reject
                && isNamed
                && !result.status().equals(TrustworthinessTier.AFFIRMING);
        say("   " + what + ": " + (isGood ? "refused, " + result.status() : "NOT REFUSED AS IT SHOULD BE"));
        failed.forEach(finding -> say("   " + TextReport.line(finding)));
        return isGood;
    }

    private static TpmEvidence flipped(TpmEvidence evidence) {
        return with(evidence, lastBitFlipped(evidence.signature()), evidence.eventLog());
    }

    /** A changed digest in the log: of the last event that was extended. */
    private static TpmEvidence changed(TpmEvidence evidence, DemoMachine machine) {
        TcgEvent last = machine.log().events().get(machine.log().events().size() - 1);
        Bytes digest = last.digest(DemoMachine.BANK).orElseThrow().value();
        Bytes log = evidence.eventLog().orElseThrow();
        int at = last.offset();
        while (!log.slice(at, at + digest.length()).equals(digest)) {
            at++;
        }
        Bytes changed =
                Bytes.concat(log.slice(0, at), lastBitFlipped(digest), log.slice(at + digest.length(), log.length()));
        return with(evidence, evidence.signature(), Optional.of(changed));
    }

    private static Bytes lastBitFlipped(Bytes bytes) {
        int last = bytes.length() - 1;
        return Bytes.concat(bytes.slice(0, last), Bytes.of((bytes.at(last) ^ 1) & 0xff));
    }

    private static TpmEvidence with(TpmEvidence evidence, Bytes signature, Optional<Bytes> log) {
        return new TpmEvidence(
                evidence.quote(),
                signature,
                evidence.untrustedPcrs(),
                evidence.untrustedKey(),
                evidence.keyCertificate(),
                log);
    }

    private Bytes nonce(SessionVerifier verifier) {
        if (verifier.challenge(SESSION, clock.instant()) instanceof NonceStore.Issue.Issued issued) {
            return issued.nonce();
        }
        throw new IllegalStateException("the store is full after a handful of nonces");
    }

    private int steps;

    private void step(String text) {
        steps++;
        say("");
        say(steps + ". " + text);
    }

    private void say(String text) {
        out.println(text.lines().map(Printable::of).collect(Collectors.joining(System.lineSeparator())));
        out.flush();
    }
}
