package dev.rats4j.cli;

import dev.rats4j.cli.content.Schemes;
import dev.rats4j.cli.input.AnchorFiles;
import dev.rats4j.cli.input.InputException;
import dev.rats4j.cli.input.InputFile;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CorimProfiles;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.tpm.TpmCorimProfile;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.verifier.corim.Corpus;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Reference values and endorsements, and whose count. */
final class CorimOptions {

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
            description = "Whose CoRIMs count; without it, keys and certificates of --trust-anchor say so, too.")
    List<Path> anchorFiles = new ArrayList<>();

    @Option(
            names = "--insecure-accept-unsigned-corim",
            paramLabel = "REASON",
            description = "Insecure: believe CoRIMs that nobody signed, and why.")
    Optional<String> unsignedAccepted = Optional.empty();

    /** Files that are read. */
    List<Path> inputs() {
        return Stream.of(referenceValues, anchorFiles).flatMap(List::stream).toList();
    }

    /** Reads the CoRIMs. */
    Reading read(CryptoBackend crypto, CertificationPaths paths, TrustAnchors evidenceAnchors, Instant at)
            throws InputException {
        TrustAnchors signers = anchorFiles.isEmpty() ? evidenceAnchors : AnchorFiles.anchors(anchorFiles, crypto);
        Corpus.Builder corpus = Corpus.builder(crypto, paths, signers);
        corpus.profiles(CorimProfiles.of(new TpmCorimProfile()));
        Schemes.all().forEach(scheme -> corpus.profiles(scheme.profiles()));
        for (InputFile file : InputFile.readAll(referenceValues)) {
            switch (file.kind()) {
                case SIGNED_CORIM -> corpus.add(file.name(), file.content(), at);
                case CORIM -> addUnsigned(file, corpus);
                case CORIM_TEMPLATE -> throw file.unfit("compile and sign it with rats corim.");
                default -> throw file.unfit("reference values are CoRIMs.");
            }
        }
        Corpus read = corpus.build();
        return new Reading(read, notes(read, at));
    }

    /**
     * What was read.
     *
     * @param corpus what counts
     * @param notes what the reader of an answer has to know about it
     */
    record Reading(Corpus corpus, List<String> notes) {}

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

    private List<String> notes(Corpus corpus, Instant at) {
        List<String> notes = new ArrayList<>();
        if (!anchorFiles.isEmpty()) {
            notes.add("trusted for CoRIMs: " + EvidenceOptions.named(anchorFiles));
        } else if (!referenceValues.isEmpty()) {
            notes.add("CoRIM signers are anchored by --trust-anchor; keep the roles apart with --corim-anchor");
        }
        corpus.refused().forEach(not -> notes.add("CoRIM " + not.source() + " is not used: " + not.reason()));
        corpus.outdated(at).forEach(source -> notes.add("CoRIM " + source + " is not used: it is not valid at " + at));
        corpus.unsigned()
                .forEach((source, why) ->
                        notes.add("CoRIM " + source + " is believed although nobody signed it: " + why));
        return notes;
    }
}
