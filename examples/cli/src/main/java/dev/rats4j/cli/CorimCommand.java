package dev.rats4j.cli;

import dev.rats4j.cli.content.ContentKind;
import dev.rats4j.cli.content.CorimParts;
import dev.rats4j.cli.content.Crypto;
import dev.rats4j.cli.content.Schemes;
import dev.rats4j.cli.input.AnchorFiles;
import dev.rats4j.cli.input.InputException;
import dev.rats4j.cli.input.InputFile;
import dev.rats4j.cli.input.Outputs;
import dev.rats4j.cli.input.SigningKey;
import dev.rats4j.cli.output.Printable;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CorimCollection;
import dev.rats4j.corim.CorimSigning;
import dev.rats4j.corim.CorimTemplate;
import dev.rats4j.corim.SignedCorim;
import dev.rats4j.corim.Validity;
import dev.rats4j.crypto.CanonicalKey;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.Signer;
import dev.rats4j.spi.EvidenceScheme;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.verifier.corim.Corpus;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "corim",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Reference values and endorsements: from JSON to CoRIM and back, signed and verified.")
final class CorimCommand {

    private static final String OUT = "--out";

    @Spec
    CommandSpec spec;

    @Command(
            name = "compile",
            mixinStandardHelpOptions = true,
            description = "Makes an unsigned CoRIM from a JSON template.")
    int compile(
            @Parameters(paramLabel = "TEMPLATE", description = "JSON, docs/schemas/corim-template.schema.json.")
                    Path template,
            @Option(names = OUT, paramLabel = "FILE", required = true, description = "Where to write it.") Path out,
            @Option(names = "--force", description = "Replace the file.") boolean force)
            throws InputException {
        Outputs outputs = new Outputs(List.of(template)).add(OUT, out, force);
        InputFile file = InputFile.read(template);
        Corim corim;
        try {
            corim = CorimTemplate.compile(file.content());
        } catch (MalformedMessageException e) {
            return malformed(file, e);
        }
        Bytes encoded = corim.encode();
        outputs.write(
                Map.of(OUT, encoded),
                () -> say(Printable.of(out.toString()) + ": CoRIM, " + encoded.length()
                        + " bytes, unsigned; sign it with rats corim sign."));
        return ExitStatus.OK;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Prints a CoRIM as a JSON template; believes nothing.")
    int show(
            @Parameters(paramLabel = "FILE", description = "CoRIM, signed or not, or a CMW collection of them.")
                    Path path)
            throws InputException {
        InputFile file = InputFile.read(path);
        try {
            if (file.kind() == ContentKind.SIGNED_CORIM) {
                SignedCorim signed = SignedCorim.decode(file.content(), CorimParts.profiles());
                PrintWriter err = spec.commandLine().getErr();
                err.println("rats: signed, it says by "
                        + Printable.of(signed.untrustedMeta().signerName()) + "; the signature was not verified.");
                err.flush();
                print(signed.untrustedCorim()
                        .orElseThrow(() -> file.unfit("the CoRIM is not in it, only its signature.")));
            } else if (file.kind() == ContentKind.CMW) {
                showAll(file);
            } else {
                print(CorimParts.corim(corim(file).content()));
            }
            return ExitStatus.OK;
        } catch (MalformedMessageException e) {
            return malformed(file, e);
        }
    }

    /** Each CoRIM of a collection, with its label on the error stream, as what is not part of the template. */
    private void showAll(InputFile file) throws InputException, MalformedMessageException {
        PrintWriter err = spec.commandLine().getErr();
        for (CorimCollection.Item item : corims(file)) {
            err.println("rats: " + Printable.of(item.mediaType()) + ", nothing is verified.");
            err.flush();
            if (item.mediaType().startsWith(SignedCorim.MEDIA_TYPE)) {
                SignedCorim signed = SignedCorim.decode(item.content(), CorimParts.profiles());
                print(signed.untrustedCorim().orElseThrow(() -> file.unfit("one of its CoRIMs is elsewhere.")));
            } else {
                print(CorimParts.corim(item.content()));
            }
        }
    }

    private static List<CorimCollection.Item> corims(InputFile file) throws InputException {
        try {
            return CorimCollection.of(Cmw.decode(file.content())).corims();
        } catch (MalformedMessageException e) {
            throw file.unfit("a CoRIM, or a collection of nothing else, is wanted.");
        }
    }

    @Command(name = "sign", mixinStandardHelpOptions = true, description = "Signs a CoRIM, or a template.")
    int sign(
            @Parameters(paramLabel = "FILE", description = "Unsigned CoRIM, or JSON template.") Path path,
            @Option(
                            names = "--key",
                            paramLabel = "FILE",
                            required = true,
                            description = "Private key: PEM, PKCS#8 or JWK.")
                    Path key,
            @Option(names = "--signer", paramLabel = "NAME", required = true, description = "Who signs.") String name,
            @Option(
                            names = "--certificate",
                            paramLabel = "FILE",
                            description = "Certificates of the key, leaf first; sent along.")
                    Optional<Path> certificates,
            @Option(names = "--not-before", paramLabel = "INSTANT", description = "Valid from, whole seconds.")
                    Optional<Instant> notBefore,
            @Option(names = "--not-after", paramLabel = "INSTANT", description = "Valid until, whole seconds.")
                    Optional<Instant> notAfter,
            @ArgGroup @Nullable SignedForm form,
            @Option(names = OUT, paramLabel = "FILE", required = true, description = "Where to write it.") Path out,
            @Option(names = "--force", description = "Replace the file.") boolean force)
            throws InputException {
        if (name.isBlank()) {
            throw new InputException("--signer wants a name: who signs.");
        }
        List<Path> inputs =
                Stream.concat(Stream.of(path, key), certificates.stream()).toList();
        Outputs outputs = new Outputs(inputs).add(OUT, out, force);
        Optional<SignedForm> apart = Optional.ofNullable(form);
        if (apart.isPresent()) {
            outputs.add(apart.get().option(), apart.get().content(), force);
        }
        CryptoBackend crypto = Crypto.backend();
        Signer signer = SigningKey.read(key, crypto);
        InputFile file = InputFile.read(path);
        SignedCorim.Meta meta = new SignedCorim.Meta(name, validity(notBefore, notAfter));
        List<Bytes> chain = chain(certificates, signer);
        Map<String, Bytes> written;
        try {
            CorimSigning signing = CorimSigning.of(meta).withCertificates(chain);
            Corim corim = unsigned(file);
            written = apart.isPresent()
                    ? Map.of(
                            OUT,
                            apart.get().sign(signing, crypto, signer, corim),
                            apart.get().option(),
                            corim.encode())
                    : Map.of(OUT, signing.attached(crypto, signer, corim));
        } catch (MalformedMessageException e) {
            return malformed(file, e);
        }
        outputs.write(
                written,
                () -> say(Printable.of(out.toString()) + ": signed CoRIM, "
                        + written.getOrDefault(OUT, Bytes.EMPTY).length() + " bytes"
                        + apart.map(where -> "; what it is about is in "
                                        + Printable.of(where.content().toString()))
                                .orElse("")
                        + "."));
        return ExitStatus.OK;
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Verifies who signed a CoRIM, and whether this version would use it.")
    int verify(
            @Parameters(paramLabel = "FILE", description = "Signed CoRIM.") Path path,
            @Option(
                            names = "--trust-anchor",
                            paramLabel = "FILE",
                            arity = "1..*",
                            required = true,
                            description = "Whose CoRIMs count: certificate or public key.")
                    List<Path> anchors,
            @Option(
                            names = "--content",
                            paramLabel = "FILE",
                            description = "The unsigned CoRIM, if the signed one holds only its signature or digest.")
                    Optional<Path> content,
            @Option(names = "--at", paramLabel = "INSTANT", description = "Verify as of this instant, not now.")
                    Optional<Instant> at)
            throws InputException {
        CryptoBackend crypto = Crypto.backend();
        Instant when = Times.at(at);
        InputFile file = InputFile.read(path);
        if (file.kind() != ContentKind.SIGNED_CORIM) {
            throw file.unfit("a signed CoRIM is wanted.");
        }
        Corpus.Builder corpus =
                Corpus.builder(crypto, new CertificationPaths(crypto), AnchorFiles.anchors(anchors, crypto));
        corpus.profiles(CorimParts.profiles());
        Schemes.all().stream().map(EvidenceScheme::profiles).forEach(corpus::profiles);
        Corpus read = add(corpus, file, content, when).build();
        List<String> reasons = new ArrayList<>();
        read.refused().forEach(refused -> reasons.add(refused.reason()));
        read.outdated(when).forEach(source -> reasons.add("it is not valid at " + when));
        for (String reason : reasons) {
            say("refused: " + Printable.of(file.name() + ": " + reason));
        }
        if (reasons.isEmpty()) {
            say("authentic: " + Printable.of(file.name()) + ", signed by a trusted key");
        }
        say("note: trusted: " + Printable.of(EvidenceOptions.named(anchors)));
        return reasons.isEmpty() ? ExitStatus.OK : ExitStatus.REFUSED;
    }

    private static Corpus.Builder add(Corpus.Builder corpus, InputFile file, Optional<Path> content, Instant when)
            throws InputException {
        boolean isApart;
        try {
            isApart = SignedCorim.decode(file.content(), CorimParts.profiles()).form() != SignedCorim.Form.ATTACHED;
        } catch (MalformedMessageException e) {
            throw file.unfit("a signed CoRIM is wanted.");
        }
        if (isApart != content.isPresent()) {
            throw file.unfit(
                    isApart
                            ? "the CoRIM is not in it; give it with --content."
                            : "the CoRIM is in it; leave out --content.");
        }
        return isApart
                ? corpus.addDetached(
                        file.name(),
                        file.content(),
                        InputFile.read(content.get()).content(),
                        when)
                : corpus.add(file.name(), file.content(), when);
    }

    private static Corim unsigned(InputFile file) throws InputException, MalformedMessageException {
        if (file.kind() == ContentKind.SIGNED_CORIM) {
            throw file.unfit("it has a signature already.");
        }
        return file.kind() == ContentKind.CORIM
                ? CorimParts.corim(file.content())
                : CorimTemplate.compile(file.content());
    }

    private static InputFile corim(InputFile file) throws InputException {
        if (file.kind() != ContentKind.CORIM) {
            throw file.unfit("a CoRIM is wanted.");
        }
        return file;
    }

    private static Optional<Validity> validity(Optional<Instant> from, Optional<Instant> until) throws InputException {
        if (until.isEmpty()) {
            if (from.isPresent()) {
                throw new InputException("--not-before needs --not-after.");
            }
            return Optional.empty();
        }
        whole("--not-before", from);
        whole("--not-after", until);
        try {
            return Optional.of(new Validity(from, until.get()));
        } catch (IllegalArgumentException e) {
            throw new InputException("--not-before and --not-after: " + e.getMessage() + ".");
        }
    }

    /** A CoRIM has whole seconds: what was asked for is what is written, or nothing is. */
    private static void whole(String option, Optional<Instant> time) throws InputException {
        if (time.isEmpty()) {
            return;
        }
        Instant given = Times.within(option, time.get());
        if (!given.equals(given.truncatedTo(ChronoUnit.SECONDS))) {
            throw new InputException(option + " " + given + " has a fraction; a CoRIM has whole seconds.");
        }
    }

    private static List<Bytes> chain(Optional<Path> file, Signer signer) throws InputException {
        List<Bytes> chain = new ArrayList<>();
        if (file.isEmpty()) {
            return chain;
        }
        List<X509Certificate> certificates = AnchorFiles.endorsements(List.of(file.get()));
        if (!CanonicalKey.encode(certificates.get(0).getPublicKey()).equals(CanonicalKey.encode(signer.publicKey()))) {
            throw new InputException(file.get() + ": the first certificate is not for the key of --key.");
        }
        try {
            for (X509Certificate certificate : certificates) {
                chain.add(Bytes.copyOf(certificate.getEncoded()));
            }
            return chain;
        } catch (CertificateEncodingException e) {
            throw new InputException(file.get() + " holds a certificate that cannot be encoded.");
        }
    }

    private void print(Corim corim) throws InputException {
        List<String> unprintable = CorimTemplate.unprintable(corim);
        if (!unprintable.isEmpty()) {
            throw new InputException(
                    "The CoRIM has parts without a form in JSON: " + unprintable + "; rats inspect shows it.");
        }
        say(new String(CorimTemplate.print(corim).toByteArray(), StandardCharsets.UTF_8).stripTrailing());
    }

    private int malformed(InputFile file, MalformedMessageException error) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("rats: " + Printable.of(file.name() + " is malformed: " + error.getMessage()));
        err.flush();
        return ExitStatus.REFUSED;
    }

    private void say(String lines) throws InputException {
        Console.say(spec.commandLine().getOut(), lines);
    }
}
