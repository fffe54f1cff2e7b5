package dev.rats4j.cli;

import dev.rats4j.Authentication;
import dev.rats4j.Check;
import dev.rats4j.Evidence;
import dev.rats4j.cli.content.Crypto;
import dev.rats4j.cli.input.InputException;
import dev.rats4j.cli.input.Outputs;
import dev.rats4j.cli.output.Report;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.verifier.Verifier;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "authenticate",
        mixinStandardHelpOptions = true,
        description = "Answers who made the evidence, unchanged and fresh; not whether it is good.")
final class AuthenticateCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Mixin
    EvidenceOptions options = new EvidenceOptions();

    @Mixin
    ReportOptions form = new ReportOptions();

    @Override
    public Integer call() throws InputException {
        Outputs outputs = new Outputs(options.inputs());
        form.check(outputs);
        Report report = report();
        form.give(report, outputs, Map.of(), spec.commandLine().getOut());
        return report.verdict().equals("authentic") ? ExitStatus.OK : ExitStatus.REFUSED;
    }

    private Report report() throws InputException {
        Instant at = options.instant();
        Map<Check, String> waivers = options.waivers();
        Freshness freshness = options.freshness();
        Verifier verifier = options.verifier(Crypto.backend()).build();
        try {
            Evidence evidence = options.evidence();
            Authentication answer = verifier.authenticate(evidence, freshness, at);
            return EvidenceReports.of(
                    options.subject(), answer, at, answer.findings().waiving(waivers), List.of(options.trusted()));
        } catch (MalformedMessageException e) {
            return EvidenceReports.malformed(options.subject(), e, at, List.of(options.trusted()));
        }
    }
}
