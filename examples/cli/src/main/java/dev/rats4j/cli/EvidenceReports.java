package dev.rats4j.cli;

import dev.rats4j.AttestationResult;
import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Authentication;
import dev.rats4j.Findings;
import dev.rats4j.Outcome;
import dev.rats4j.cli.content.Schemes;
import dev.rats4j.cli.input.InputException;
import dev.rats4j.cli.output.Report;
import dev.rats4j.json.JsonObject;
import dev.rats4j.spi.EvidenceScheme;
import dev.rats4j.verifier.VerifierCheck;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers about evidence as reports. */
final class EvidenceReports {

    private static final String REFUSED = "refused";

    private EvidenceReports() {}

    /** A file breaks the specification of what it is. */
    static Report malformed(String subject, MalformedMessageException error, Instant at, List<String> notes) {
        Findings.Builder findings = Findings.builder(List.of(VerifierCheck.WELL_FORMED));
        findings.expect(VerifierCheck.WELL_FORMED, false, () -> String.valueOf(error.getMessage()));
        return new Report(
                REFUSED,
                subject,
                Optional.empty(),
                at,
                Map.of(),
                findings.build().all(),
                notes,
                Optional.empty());
    }

    static Report of(String subject, Authentication authentication, Instant at, Findings findings, List<String> trusted)
            throws InputException {
        requireRead(subject, authentication.findings());
        Optional<AuthenticatedEvidence> authentic = authentic(authentication);
        List<String> notes = new ArrayList<>(trusted);
        if (authentic.isPresent()) {
            notes.addAll(Reasons.ofAuthenticity(findings));
        }
        return new Report(
                authentic.isPresent() ? "authentic" : REFUSED,
                subject,
                scheme(authentication.findings()).map(EvidenceScheme::name),
                at,
                claims(authentic),
                findings.all(),
                notes,
                Optional.empty());
    }

    static Report of(String subject, AttestationResult result, Instant at, List<String> notes, JsonObject ear)
            throws InputException {
        Map.Entry<String, dev.rats4j.Appraisal> only =
                result.submodules().entrySet().iterator().next();
        requireRead(subject, only.getValue().findings());
        return new Report(
                result.status().label(),
                subject,
                scheme(only.getValue().findings()).map(EvidenceScheme::name),
                at,
                claims(only.getValue().authentication()),
                only.getValue().findings().all(),
                notes,
                Optional.of(ear));
    }

    private static Optional<AuthenticatedEvidence> authentic(Authentication authentication) {
        return authentication instanceof AuthenticatedEvidence evidence ? Optional.of(evidence) : Optional.empty();
    }

    private static Optional<EvidenceScheme> scheme(Findings findings) {
        return Schemes.all().stream()
                .filter(scheme -> scheme.catalogue().stream()
                        .anyMatch(check -> findings.of(check).isPresent()))
                .findFirst();
    }

    /** Evidence of a kind that no scheme reads gets no verdict. */
    private static void requireRead(String subject, Findings findings) throws InputException {
        boolean unread = findings.of(VerifierCheck.SCHEME_ENABLED)
                .filter(finding -> finding.outcome() == Outcome.FAILED)
                .isPresent();
        if (unread) {
            throw new InputException(
                    subject + " is a CMW of a type that this version does not know; it reads collections of type "
                            + String.join(
                                    ", ",
                                    Schemes.all().stream()
                                            .flatMap(scheme -> scheme.collectionTypes().stream())
                                            .toList())
                            + ". rats inspect shows what is in it.");
        }
    }

    private static Map<String, String> claims(Optional<AuthenticatedEvidence> evidence) {
        Map<String, String> claims = new LinkedHashMap<>();
        evidence.ifPresent(authentic -> Schemes.all().stream()
                .flatMap(scheme -> scheme.claimPaths().stream())
                .forEach(path -> authentic.claimText(path).ifPresent(text -> claims.put(path.name(), text))));
        return claims;
    }
}
