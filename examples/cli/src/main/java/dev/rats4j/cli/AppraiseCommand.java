package dev.rats4j.cli;

import dev.rats4j.AttestationResult;
import dev.rats4j.Check;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.cli.content.Crypto;
import dev.rats4j.cli.content.Schemes;
import dev.rats4j.cli.input.InputException;
import dev.rats4j.cli.input.InputFile;
import dev.rats4j.cli.input.Outputs;
import dev.rats4j.cli.output.EarJson;
import dev.rats4j.cli.output.Report;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.verifier.EarIssuer;
import dev.rats4j.verifier.IssuedEar;
import dev.rats4j.verifier.Verifier;
import dev.rats4j.verifier.policy.AppraisalPolicy;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "appraise",
        mixinStandardHelpOptions = true,
        description =
                "Authenticates evidence, compares it with reference values, applies a policy, and states the result.")
final class AppraiseCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Mixin
    EvidenceOptions options = new EvidenceOptions();

    @Mixin
    CorimOptions corims = new CorimOptions();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "What is good enough; without it, every critical claim has to be corroborated.")
    Optional<Path> policyFile = Optional.empty();

    @Mixin
    EarOptions ear = new EarOptions();

    @Mixin
    ReportOptions form = new ReportOptions();

    /**
     * What there is to say, and to write.
     *
     * @param contents of files, by option
     */
    private record Answer(Report report, Map<String, Bytes> contents) {}

    @Override
    public Integer call() throws InputException {
        List<Path> inputs = Stream.of(
                        options.inputs(), corims.inputs(), policyFile.stream().toList(), ear.inputs())
                .flatMap(List::stream)
                .toList();
        Outputs outputs = new Outputs(inputs);
        ear.check(outputs);
        form.check(outputs);
        Answer answer = answer();
        form.give(
                answer.report(), outputs, answer.contents(), spec.commandLine().getOut());
        return answer.report().verdict().equals(TrustworthinessTier.AFFIRMING.label())
                ? ExitStatus.OK
                : ExitStatus.REFUSED;
    }

    private Answer answer() throws InputException {
        CryptoBackend crypto = Crypto.backend();
        CertificationPaths paths = new CertificationPaths(crypto);
        Instant at = options.instant();
        Freshness freshness = options.freshness();
        EarIssuer issuer = ear.issuer(crypto, at);
        CorimOptions.Reading reading = corims.read(crypto, paths, options.anchors(crypto), at);
        Verifier verifier = options.verifier(crypto)
                .paths(paths)
                .corpus(reading.corpus())
                .policy(policy(options.waivers()))
                .build();
        List<String> notes = new ArrayList<>(List.of(options.trusted()));
        notes.addAll(reading.notes());
        try {
            AttestationResult result = verifier.appraise(options.evidence(), freshness, at);
            IssuedEar issued = ear.issue(issuer, result, at);
            result.submodules().forEach((scheme, one) -> notes.addAll(Reasons.ofAppraisal(scheme, one)));
            issued.findings()
                    .failed()
                    .forEach(finding -> notes.add(finding.check().id() + ": " + finding.reason()));
            ear.note(true).ifPresent(notes::add);
            Report report = EvidenceReports.of(options.subject(), result, at, notes, EarJson.of(issued.ear()));
            return new Answer(report, ear.contents(issued));
        } catch (MalformedMessageException e) {
            ear.note(false).ifPresent(notes::add);
            return new Answer(EvidenceReports.malformed(options.subject(), e, at, notes), Map.of());
        }
    }

    private AppraisalPolicy policy(Map<Check, String> waivers) throws InputException {
        AppraisalPolicy given = policyFile.isPresent()
                ? parse(InputFile.read(policyFile.get()))
                : AppraisalPolicy.forEvidence("every-critical-claim-corroborated")
                        .build();
        AppraisalPolicy.Builder policy = given.toBuilder();
        try {
            waivers.forEach(policy::waive);
            return policy.build();
        } catch (IllegalArgumentException e) {
            throw new InputException("--waive: " + e.getMessage() + ", once in the policy.");
        }
    }

    private static AppraisalPolicy parse(InputFile file) throws InputException {
        try {
            return AppraisalPolicy.parse(file.content(), Schemes.all());
        } catch (MalformedMessageException e) {
            throw new InputException(file.name() + " is no usable policy: " + e.getMessage() + ".");
        }
    }
}
