package dev.rats4j.cli;

import dev.rats4j.Check;
import dev.rats4j.Evidence;
import dev.rats4j.cli.content.Schemes;
import dev.rats4j.cli.input.AnchorFiles;
import dev.rats4j.cli.input.EvidenceFiles;
import dev.rats4j.cli.input.InputException;
import dev.rats4j.cli.input.InputFile;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.verifier.Verifier;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code authenticate} and {@code appraise} are told alike. */
final class EvidenceOptions {

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "A CMW, or the parts of one piece of evidence; joined by what they hold.")
    List<Path> files = new ArrayList<>();

    @Option(names = "--type", defaultValue = "auto", description = "auto (by content), or tpm.")
    String type = "auto";

    @Option(
            names = "--endorsement",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Certificates between evidence and anchors, PEM or DER.")
    List<Path> endorsements = new ArrayList<>();

    @Option(
            names = "--trust-anchor",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Certificate, public key, JWK (Set), COSE_Key or TPMT_PUBLIC that is trusted.")
    List<Path> anchorFiles = new ArrayList<>();

    @Option(
            names = "--no-vendor-roots",
            description = "Trust no root that comes with rats4j. (None does in this version.)")
    boolean noVendorRoots;

    @ArgGroup(multiplicity = "1")
    EvidenceFreshnessOptions freshness = new EvidenceFreshnessOptions();

    @Option(
            names = "--waive",
            paramLabel = "CHECK=REASON",
            arity = "1..*",
            description =
                    "A policy check that may fail, and why. Checks about trust, signatures and freshness cannot be waived.")
    Map<String, String> waived = new LinkedHashMap<>();

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "Verify as of this instant (2026-11-25T12:00:00Z), not now.")
    Optional<Instant> at = Optional.empty();

    Instant instant() throws InputException {
        return Times.at(at);
    }

    /** All files that are read. */
    List<Path> inputs() {
        return Stream.of(files, endorsements, anchorFiles).flatMap(List::stream).toList();
    }

    /** Whom the answer believes. */
    String trusted() {
        return anchorFiles.isEmpty()
                ? "trusted: nobody; name keys and certificates with --trust-anchor"
                : "trusted: " + named(anchorFiles);
    }

    Freshness freshness() throws InputException {
        return freshness.freshness();
    }

    TrustAnchors anchors(CryptoBackend crypto) throws InputException {
        return AnchorFiles.anchors(anchorFiles, crypto);
    }

    /** A verifier that trusts what was named; not yet told about reference values and policy. */
    Verifier.Builder verifier(CryptoBackend crypto) throws InputException {
        Verifier.Builder verifier =
                Verifier.builder(crypto).anchors(anchors(crypto)).certificates(AnchorFiles.endorsements(endorsements));
        Schemes.all().forEach(verifier::scheme);
        return verifier;
    }

    /** The evidence in the files. */
    Evidence evidence() throws InputException, MalformedMessageException {
        if (!EvidenceFiles.TYPES.contains(type)) {
            throw new InputException("--type " + type + " is not known to this version; it knows "
                    + String.join(", ", EvidenceFiles.TYPES) + ".");
        }
        if (files.isEmpty()) {
            throw new InputException("There is no evidence; name its files before the options,"
                    + " or after -- (options that take several files take all that follow).");
        }
        return EvidenceFiles.join(InputFile.readAll(files), type);
    }

    /** Checks that may fail, with the reason. */
    Map<Check, String> waivers() throws InputException {
        Map<Check, String> waivers = new LinkedHashMap<>();
        for (Map.Entry<String, String> waiver : waived.entrySet()) {
            Check check = Schemes.all().stream()
                    .flatMap(scheme -> scheme.catalogue().stream())
                    .filter(candidate -> candidate.id().equals(waiver.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new InputException(
                            "--waive: there is no check " + waiver.getKey() + "; docs/checks.md lists them."));
            if (check.definition().kind() == Check.Kind.CRYPTOGRAPHIC) {
                throw new InputException("--waive: " + check.id() + " is cryptographic and cannot be waived.");
            }
            if (waiver.getValue() == null || waiver.getValue().isBlank()) {
                throw new InputException("--waive: say why " + check.id() + " may fail: CHECK=REASON.");
            }
            waivers.put(check, waiver.getValue());
        }
        return waivers;
    }

    /** What the reader of an answer wants to know first. */
    String subject() {
        return named(files);
    }

    static String named(List<Path> files) {
        return String.join(", ", files.stream().map(Path::toString).toList());
    }
}
