package dev.rats4j.cli;

import dev.rats4j.AttestationResult;
import dev.rats4j.Check;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.cli.content.Crypto;
import dev.rats4j.cli.content.Schemes;
import dev.rats4j.cli.input.AnchorFiles;
import dev.rats4j.cli.input.InputException;
import dev.rats4j.cli.input.InputFile;
import dev.rats4j.cli.input.OutputFile;
import dev.rats4j.cli.input.SigningKey;
import dev.rats4j.cli.output.Report;
import dev.rats4j.corim.Corim;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.Signer;
import dev.rats4j.ear.EarFormat;
import dev.rats4j.ear.VerifierId;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.verifier.EarIssuer;
import dev.rats4j.verifier.IssuedEar;
import dev.rats4j.verifier.Verifier;
import dev.rats4j.verifier.corim.Corpus;
import dev.rats4j.verifier.policy.AppraisalPolicy;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
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

    private static final VerifierId THIS = new VerifierId("https://rats4j.dev", "rats4j-cli 0.1.0-SNAPSHOT");

    @Spec
    CommandSpec spec;

    @Mixin
    EvidenceOptions options = new EvidenceOptions();

    @Option(
            names = "--reference-values",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Signed CoRIMs with reference values and endorsements.")
    List<Path> referenceValues = new ArrayList<>();

    @Option(
            names = "--corim-anchor",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Whose CoRIMs count; without it, --trust-anchor says so.")
    List<Path> corimAnchors = new ArrayList<>();

    @Option(
            names = "--insecure-accept-unsigned-corim",
            paramLabel = "REASON",
            description = "Insecure: believe CoRIMs that nobody signed, and why.")
    Optional<String> unsignedAccepted = Optional.empty();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "What is good enough; without it, every critical claim has to be corroborated.")
    Optional<Path> policyFile = Optional.empty();

    @Option(names = "--ear", paramLabel = "FILE", description = "Write the result as a signed EAR; needs --ear-key.")
    Optional<Path> earFile = Optional.empty();

    @Option(names = "--ear-key", paramLabel = "FILE", description = "Private key that signs it, PEM or PKCS#8.")
    Optional<Path> earKey = Optional.empty();

    @Option(names = "--ear-format", defaultValue = "CWT", description = "CWT (default) or JWT.")
    EarFormat earFormat = EarFormat.CWT;

    @Option(
            names = "--ear-lifetime",
            defaultValue = "PT5M",
            description = "How long the EAR is valid, ISO 8601 (default PT5M).")
    Duration earLifetime = Duration.ofMinutes(5);

    @Option(names = "--force", description = "Replace the file of --ear.")
    boolean force;

    @Mixin
    ReportOptions form = new ReportOptions();

    @Override
    public Integer call() throws InputException {
        Report report = report();
        form.give(report, spec.commandLine().getOut());
        return report.verdict().equals(TrustworthinessTier.AFFIRMING.label()) ? ExitStatus.OK : ExitStatus.REFUSED;
    }

    private Report report() throws InputException {
        CryptoBackend crypto = Crypto.backend();
        CertificationPaths paths = new CertificationPaths(crypto);
        Instant at = options.instant();
        Freshness freshness = options.freshness();
        EarIssuer issuer = issuer(crypto);
        Corpus corpus = corpus(crypto, paths, at);
        Verifier verifier = options.verifier(crypto)
                .paths(paths)
                .corpus(corpus)
                .policy(policy(options.waivers()))
                .build();
        try {
            AttestationResult result = verifier.appraise(options.evidence(), freshness, at);
            IssuedEar issued = issuer.issue(result, earFormat, at);
            Report report = EvidenceReports.of(options.subject(), result, at, notes(corpus, issued), claims(issued));
            if (earFile.isPresent()) {
                OutputFile.write(earFile.get(), issued.token().bytes(), force);
            }
            return report;
        } catch (MalformedMessageException e) {
            return EvidenceReports.malformed(options.subject(), e, at);
        }
    }

    /** Without a key of the user the claims are shown, and the token is thrown away with its key. */
    private EarIssuer issuer(CryptoBackend crypto) throws InputException {
        if (earFile.isPresent() != earKey.isPresent()) {
            throw new InputException("--ear and --ear-key belong together: where to write the EAR, and who signs it.");
        }
        if (earFile.isPresent()) {
            OutputFile.check(earFile.get(), force);
        }
        Signer signer = earKey.isPresent()
                ? SigningKey.read(earKey.get(), crypto)
                : SigningKey.signer(crypto.generate(EllipticCurve.P256, new SecureRandom()), crypto);
        try {
            return EarIssuer.builder(crypto)
                    .signer(signer)
                    .verifier(THIS)
                    .lifetime(earLifetime)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new InputException("--ear-lifetime: " + e.getMessage() + ".");
        }
    }

    private Corpus corpus(CryptoBackend crypto, CertificationPaths paths, Instant at) throws InputException {
        TrustAnchors signers =
                corimAnchors.isEmpty() ? options.anchors(crypto) : AnchorFiles.anchors(corimAnchors, crypto);
        Corpus.Builder corpus = Corpus.builder(crypto, paths, signers);
        Schemes.all().forEach(scheme -> corpus.profiles(scheme.profiles()));
        for (InputFile file : InputFile.readAll(referenceValues)) {
            switch (file.kind()) {
                case SIGNED_CORIM -> corpus.add(file.name(), file.content(), at);
                case CORIM -> addUnsigned(file, corpus);
                case CORIM_TEMPLATE -> throw file.unfit("compile and sign it with rats corim.");
                default -> throw file.unfit("reference values are CoRIMs.");
            }
        }
        return corpus.build();
    }

    private void addUnsigned(InputFile file, Corpus.Builder corpus) throws InputException {
        String reason = unsignedAccepted
                .filter(why -> !why.isBlank())
                .orElseThrow(() -> file.unfit("nobody signed it: sign it with rats corim sign."));
        try {
            corpus.insecureAddUnsigned(file.name(), Corim.decode(file.content()), reason);
        } catch (MalformedMessageException e) {
            throw new InputException(file.name() + " is a malformed CoRIM: " + e.getMessage() + ".");
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

    private List<String> notes(Corpus corpus, IssuedEar issued) {
        List<String> notes = new ArrayList<>();
        corpus.refused()
                .forEach(refused -> notes.add("CoRIM " + refused.source() + " is not used: " + refused.reason()));
        issued.findings().failed().forEach(finding -> notes.add(finding.check().id() + ": " + finding.reason()));
        if (earFile.isPresent()) {
            notes.add("the EAR is in " + earFile.get());
        }
        return notes;
    }

    private static JsonObject claims(IssuedEar issued) {
        try {
            return Json.parseObject(issued.ear().toJson(), JsonLimits.STANDARD);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("an EAR is JSON", e);
        }
    }
}
