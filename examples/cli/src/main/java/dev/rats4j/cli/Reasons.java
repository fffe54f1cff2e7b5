package dev.rats4j.cli;

import dev.rats4j.Appraisal;
import dev.rats4j.Aspect;
import dev.rats4j.AspectRule;
import dev.rats4j.Check;
import dev.rats4j.Finding;
import dev.rats4j.Findings;
import dev.rats4j.Outcome;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.TrustworthinessVector;
import dev.rats4j.cli.content.Schemes;
import dev.rats4j.spi.EvidenceScheme;
import dev.rats4j.tpm.TpmQuoteCheck;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a verdict is what it is, where no failed check says so, and what to do about it. */
final class Reasons {

    private static final Map<Check, String> ADVICE = Map.of(
            TpmQuoteCheck.KEY_ATTRIBUTES,
            "pin the TPMT_PUBLIC of the key (rats attest --key-out) and not the bare key, or trust the authority"
                    + " that certified it as an attestation key",
            TpmQuoteCheck.NONCE,
            "give the nonce that was sent out with --nonce",
            TpmQuoteCheck.PCR_DIGEST,
            "give the PCR values beside the quote");

    private static final String HOLDS = "origin, integrity and freshness hold";

    private Reasons() {}

    /** What evidence that is authentic leaves open. */
    static List<String> ofAuthenticity(Findings findings) {
        List<String> notes = new ArrayList<>();
        if (findings.anyFailed()) {
            boolean isFresh = findings.of(TpmQuoteCheck.NONCE)
                    .filter(finding -> finding.outcome() == Outcome.PASSED)
                    .isPresent();
            notes.add((isFresh ? HOLDS : "origin and integrity hold")
                    + "; the failed checks are facts that rats appraise refuses");
        }
        findings.of(TpmQuoteCheck.KEY_ATTRIBUTES)
                .filter(finding -> finding.outcome() == Outcome.NOT_ASSESSED)
                .ifPresent(finding -> notes.add("nobody vouches that the key is an attestation key of a TPM ("
                        + open(finding) + "): a program that has the key could have made this; "
                        + ADVICE.get(finding.check())));
        return notes;
    }

    /** Which aspects say nothing although the policy wants to know, and why. */
    static List<String> ofAppraisal(String scheme, Appraisal appraisal) {
        if (appraisal.authentication().isEmpty()) {
            return List.of(); // the checks that failed say why
        }
        Set<Aspect> wanted = EnumSet.of(Aspect.INSTANCE_IDENTITY);
        wanted.addAll(appraisal.required());
        return Stream.concat(
                        ofVector(appraisal.vector()),
                        wanted.stream()
                                .filter(aspect ->
                                        appraisal.vector().claim(aspect).tier().equals(TrustworthinessTier.NONE))
                                .map(aspect -> silence(aspect, rule(scheme, aspect), appraisal)))
                .toList();
    }

    /** What the numbers mean that warn, or worse. */
    private static Stream<String> ofVector(TrustworthinessVector vector) {
        return vector.claims().entrySet().stream()
                .filter(entry -> Set.of(TrustworthinessTier.WARNING, TrustworthinessTier.CONTRAINDICATED)
                        .contains(entry.getValue().tier()))
                .map(entry -> entry.getKey().label() + " is " + entry.getValue().value() + ", "
                        + entry.getValue().tier() + ": " + entry.getValue().meaning(entry.getKey()));
    }

    private static Optional<AspectRule> rule(String name, Aspect aspect) {
        return Schemes.all().stream()
                .filter(scheme -> scheme.name().equals(name))
                .map(EvidenceScheme::aspects)
                .flatMap(List::stream)
                .filter(rule -> rule.aspect() == aspect)
                .findFirst();
    }

    private static String silence(Aspect aspect, Optional<AspectRule> rule, Appraisal appraisal) {
        String says = aspect.label() + " says nothing"
                + (appraisal.required().contains(aspect) ? ", which the policy requires: " : ": ");
        if (rule.isEmpty()) {
            return says + "evidence of this kind never says anything about it";
        }
        List<Finding> open = rule.get().checks().stream()
                .flatMap(check -> appraisal.findings().of(check).stream())
                .filter(finding -> finding.outcome() == Outcome.NOT_ASSESSED)
                .toList();
        if (open.isEmpty()) {
            return says + "none of the claims that it needs was appraised; quote more, or have reference values for it";
        }
        String advice = open.stream()
                .flatMap(finding -> Optional.ofNullable(ADVICE.get(finding.check())).stream())
                .collect(Collectors.joining("; "));
        return says
                + open.stream().map(Reasons::open).collect(Collectors.joining(", "))
                + (advice.isEmpty() ? "" : "; " + advice);
    }

    private static String open(Finding finding) {
        return finding.check().id() + " was not assessed: " + finding.reason();
    }
}
