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
import dev.rats4j.verifier.Verifier;
import dev.rats4j.verifier.VerifierCheck;
import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** From a quote of a software TPM to a decision, and four attempts to cheat. */
public final class TpmDemo {

    /** A PCR that this boot leaves alone, so that no reference value speaks of it. */
    private static final int UNKNOWN_PCR = 14;

    private static final String SESSION = "demo";

    private final PrintWriter out;
    private final Clock clock;
    private final DemoParties parties = new DemoParties();
    private final EarIssuer issuer = parties.issuer();
    private final RelyingParty relyingParty = parties.relyingParty();
    private final NonceStore nonces = NonceStore.builder().build();

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
            Bytes key = machine.attestationKey();
            step("Enrolment: the verifier pins the attestation key, ECDSA P-256, restricted, fixed to its TPM.");
            Bytes template = GoldenTemplate.of("demo-boot", EventLogReplay.values(machine.log()));
            Bytes corim = parties.signedCorim(template);
            step("Reference values: a JSON template of " + template.length() + " bytes became a signed CoRIM of "
                    + corim.length() + " bytes.");
            Verifier verifier = parties.verifier(key, corim, clock.instant());
            boolean accepted = accepted(verifier, machine);
            return refusals(verifier, machine) && accepted;
        }
    }

    private boolean accepted(Verifier verifier, DemoMachine machine) throws AttesterException, InterruptedException {
        Bytes nonce = nonce();
        TpmEvidence evidence = machine.attest(nonce);
        Bytes message = evidence.encode().content();
        step("Evidence: quoted with a fresh nonce of " + nonce.length() + " bytes; a CMW of " + message.length()
                + " bytes.");
        redeem(nonce);
        AttestationResult result = verifier.appraise(evidence.encode(), new Freshness.Nonce(nonce), clock.instant());
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

    private boolean refusals(Verifier verifier, DemoMachine machine) throws AttesterException, InterruptedException {
        step("The same, tampered with:");
        Bytes nonce = nonce();
        TpmEvidence evidence = machine.attest(nonce);
        boolean signature =
                isRefused("one bit of the signature", verifier, flipped(evidence), nonce, TpmQuoteCheck.SIGNATURE);
        boolean old = isRefused("an old nonce", verifier, evidence, nonce(), TpmQuoteCheck.NONCE);
        boolean event =
                isRefused("one changed event", verifier, changed(evidence, machine), nonce, TpmEventLogCheck.REPLAY);
        Bytes another = nonce();
        boolean unknown = isRefused(
                "PCR " + UNKNOWN_PCR + ", which no reference value knows",
                verifier,
                machine.attestWith(UNKNOWN_PCR, another),
                another,
                VerifierCheck.CLAIM_APPRAISED);
        return signature && old && event && unknown;
    }

    private boolean isRefused(String what, Verifier verifier, TpmEvidence evidence, Bytes nonce, Check expected) {
        Instant at = clock.instant();
        AttestationResult result = verifier.appraise(evidence.encode(), new Freshness.Nonce(nonce), at);
        List<Finding> failed = result.submodules().values().stream()
                .flatMap(appraisal -> appraisal.findings().failed().stream())
                .toList();
        Bytes token = issuer.issue(result, EarFormat.CWT, at).token().bytes();
        boolean isRejected = relyingParty.decide(token, new Freshness.Nonce(nonce), at) instanceof Decision.Reject;
        boolean isNamed = failed.stream().anyMatch(finding -> finding.check().equals(expected));
        boolean isGood = isRejected && isNamed && !result.status().equals(TrustworthinessTier.AFFIRMING);
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

    private Bytes nonce() {
        if (nonces.issue(SESSION, clock.instant()) instanceof NonceStore.Issue.Issued issued) {
            return issued.nonce();
        }
        throw new IllegalStateException("the store is full after a handful of nonces");
    }

    /** A nonce is good for one attempt. */
    private void redeem(Bytes nonce) {
        NonceStore.Answer answer = nonces.redeem(nonce, SESSION, clock.instant());
        if (answer != NonceStore.Answer.ACCEPTED) {
            throw new IllegalStateException("the demo's own nonce is " + answer);
        }
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
