package dev.rats4j.cli;

import dev.rats4j.TrustworthinessTier;
import dev.rats4j.cli.content.ContentKind;
import dev.rats4j.cli.content.Crypto;
import dev.rats4j.cli.input.AnchorFiles;
import dev.rats4j.cli.input.InputException;
import dev.rats4j.cli.input.InputFile;
import dev.rats4j.cli.input.Outputs;
import dev.rats4j.cli.output.EarJson;
import dev.rats4j.cli.output.Report;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.ear.EarToken;
import dev.rats4j.ear.LegacyEarProfile;
import dev.rats4j.json.JsonObject;
import dev.rats4j.relyingparty.Decision;
import dev.rats4j.relyingparty.RelyingParty;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "decide",
        mixinStandardHelpOptions = true,
        description = "Decides, as a relying party, whether an EAR is good enough.")
final class DecideCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "TOKEN", description = "The EAR, CWT or JWT.")
    Path token = Path.of("");

    @Option(
            names = "--trust-anchor",
            paramLabel = "FILE",
            arity = "1..*",
            required = true,
            description =
                    "Keys of verifiers that are trusted: public key, JWK (Set), COSE_Key, or certificate for its key.")
    List<Path> anchorFiles = new ArrayList<>();

    @ArgGroup(multiplicity = "1")
    FreshnessOptions freshness = new FreshnessOptions();

    @Option(
            names = "--accept",
            paramLabel = "TIER",
            split = ",",
            defaultValue = "affirming",
            description = "Tiers that are good enough (default affirming): affirming, warning, contraindicated.")
    List<String> tiers = new ArrayList<>();

    @Option(
            names = "--maximum-age",
            defaultValue = "PT5M",
            description = "Greatest age of the EAR, ISO 8601 (default PT5M).")
    Duration maximumAge = Duration.ofMinutes(5);

    @Option(
            names = "--clock-skew",
            defaultValue = "PT0S",
            description = "How far the verifier's clock may be off (default PT0S).")
    Duration clockSkew = Duration.ZERO;

    @Option(
            names = "--require-policy",
            paramLabel = "ID",
            arity = "1..*",
            description = "Policies, with digest, that must have been applied.")
    List<String> policies = new ArrayList<>();

    @Option(
            names = "--require-submodule",
            paramLabel = "NAME",
            arity = "1..*",
            description = "Submodules that must be there, for example tpm.")
    List<String> submodules = new ArrayList<>();

    @Option(
            names = "--accept-waivers",
            paramLabel = "REASON",
            description = "Accept results in which a failed check was exempted, and why.")
    Optional<String> waiversAccepted = Optional.empty();

    @Option(
            names = "--insecurely-accept-legacy-profile",
            paramLabel = "PROFILE",
            arity = "1..*",
            description = "Insecure: accept results of an older draft too, by their eat_profile.")
    List<String> legacyProfiles = new ArrayList<>();

    @Option(names = "--at", paramLabel = "INSTANT", description = "Decide as of this instant, not now.")
    Optional<Instant> at = Optional.empty();

    @Mixin
    ReportOptions form = new ReportOptions();

    @Override
    public Integer call() throws InputException {
        Outputs outputs = new Outputs(
                Stream.concat(Stream.of(token), anchorFiles.stream()).toList());
        form.check(outputs);
        Instant when = Times.at(at);
        RelyingParty relyingParty = relyingParty(Crypto.backend());
        InputFile file = InputFile.read(token, EarToken.MAX_LENGTH, "no EAR is");
        if (file.kind() == ContentKind.CMW || file.kind() == ContentKind.SIGNED_CORIM) {
            throw file.unfit("rats decide reads an EAR.");
        }
        Decision decision = relyingParty.decide(withoutLineEnd(file), freshness.freshness(), when);
        form.give(
                report(file.name(), decision, when),
                outputs,
                Map.of(),
                spec.commandLine().getOut());
        return decision instanceof Decision.Accept ? ExitStatus.OK : ExitStatus.REFUSED;
    }

    /** Editors and shells end a JWT with a line end. */
    private static Bytes withoutLineEnd(InputFile file) {
        Bytes content = file.content();
        int end = content.length();
        boolean isText = content.at(0) == 'e';
        while (isText && end > 0 && (content.at(end - 1) == '\n' || content.at(end - 1) == '\r')) {
            end--;
        }
        return content.slice(0, end);
    }

    private RelyingParty relyingParty(CryptoBackend crypto) throws InputException {
        Times.atMost(Times.LONGEST_AGE, "--maximum-age", positive("--maximum-age", maximumAge));
        Times.atMost(
                Times.LONGEST_AGE,
                "--clock-skew",
                clockSkew.isZero() ? clockSkew : positive("--clock-skew", clockSkew));
        try {
            RelyingParty.Builder builder = RelyingParty.builder(crypto)
                    .accept(accepted())
                    .maximumAge(maximumAge)
                    .clockSkew(clockSkew);
            TrustAnchors anchors = AnchorFiles.anchors(anchorFiles, crypto);
            if (!anchors.schemeKeys().isEmpty()) {
                throw new InputException(
                        "--trust-anchor: a TPMT_PUBLIC is the key of an Attester; a verifier's key is wanted.");
            }
            anchors.keys().forEach(builder::trust);
            anchors.certificates().stream().map(X509Certificate::getPublicKey).forEach(builder::trust);
            policies.forEach(builder::requirePolicy);
            submodules.forEach(builder::requireSubmodule);
            waiversAccepted.ifPresent(builder::acceptWaivers);
            for (String profile : legacyProfiles) {
                builder.insecurelyAcceptLegacyProfile(legacy(profile));
            }
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new InputException("The options do not make a relying party: " + e.getMessage() + ".");
        }
    }

    private static LegacyEarProfile legacy(String profile) throws InputException {
        return LegacyEarProfile.ofUri(profile)
                .orElseThrow(() -> new InputException("--insecurely-accept-legacy-profile " + profile
                        + ": older profiles are "
                        + String.join(
                                ", ",
                                Stream.of(LegacyEarProfile.values())
                                        .map(LegacyEarProfile::uri)
                                        .toList())
                        + "."));
    }

    private static Duration positive(String option, Duration time) throws InputException {
        if (time.isZero() || time.isNegative()) {
            throw new InputException(option + " " + time + " is not a positive time.");
        }
        return time;
    }

    private Set<TrustworthinessTier> accepted() throws InputException {
        Set<TrustworthinessTier> accepted = new HashSet<>();
        for (String label : tiers) {
            accepted.add(TrustworthinessTier.ofLabel(label.toLowerCase(Locale.ROOT))
                    .filter(tier -> !tier.equals(TrustworthinessTier.NONE))
                    .orElseThrow(() -> new InputException(
                            "--accept " + label + ": tiers are affirming, warning and contraindicated.")));
        }
        return accepted;
    }

    private Report report(String name, Decision decision, Instant when) {
        Optional<JsonObject> ear = decision instanceof Decision.Accept accept
                ? Optional.of(EarJson.of(accept.result().ear()))
                : Optional.empty();
        String verdict = ear.isPresent() ? "accepted" : "rejected";
        return new Report(
                verdict,
                name,
                Optional.empty(),
                when,
                Map.of(),
                decision.findings().all(),
                List.of("trusted: " + EvidenceOptions.named(anchorFiles)),
                ear);
    }
}
