package dev.rats4j.cli;

import dev.rats4j.AttestationResult;
import dev.rats4j.cli.input.InputException;
import dev.rats4j.cli.input.Outputs;
import dev.rats4j.cli.input.SigningKey;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.Signer;
import dev.rats4j.ear.EarFormat;
import dev.rats4j.ear.VerifierId;
import dev.rats4j.verifier.EarIssuer;
import dev.rats4j.verifier.IssuedEar;
import dev.rats4j.wire.Bytes;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the result goes, and who signs it. */
final class EarOptions {

    private static final VerifierId THIS = new VerifierId("https://rats4j.dev", "rats4j-cli 0.1.0-SNAPSHOT");
    private static final String EAR = "--ear";

    @Option(names = EAR, paramLabel = "FILE", description = "Write the result as a signed EAR; needs --ear-key.")
    Optional<Path> file = Optional.empty();

    @Option(names = "--ear-key", paramLabel = "FILE", description = "Private key that signs it, PEM or PKCS#8.")
    Optional<Path> key = Optional.empty();

    @Option(names = "--ear-format", defaultValue = "CWT", description = "CWT (default) or JWT.")
    EarFormat format = EarFormat.CWT;

    @Option(
            names = "--ear-lifetime",
            defaultValue = "PT5M",
            description = "How long the EAR is valid, ISO 8601 (default PT5M).")
    Duration lifetime = Duration.ofMinutes(5);

    @Option(names = "--force", description = "Replace the file of --ear.")
    boolean force;

    /** Refuses half an order, and a place where nothing can be written. */
    void check(Outputs outputs) throws InputException {
        if (file.isPresent() != key.isPresent()) {
            throw new InputException("--ear and --ear-key belong together: where to write the EAR, and who signs it.");
        }
        outputs.add(EAR, file, force);
    }

    /** Files that are read. */
    List<Path> inputs() {
        return key.stream().toList();
    }

    /** Without a key of the user the claims are shown, and the token is thrown away with its key. */
    EarIssuer issuer(CryptoBackend crypto, Instant at) throws InputException {
        Times.from(at, "--ear-lifetime", lifetime);
        Signer signer = key.isPresent()
                ? SigningKey.read(key.get(), crypto)
                : SigningKey.signer(crypto.generate(EllipticCurve.P256, new SecureRandom()), crypto);
        try {
            return EarIssuer.builder(crypto)
                    .signer(signer)
                    .verifier(THIS)
                    .lifetime(lifetime)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new InputException("--ear-lifetime: " + e.getMessage() + ".");
        }
    }

    IssuedEar issue(EarIssuer issuer, AttestationResult result, Instant at) {
        return issuer.issue(result, format, at);
    }

    /** What is written. */
    Map<String, Bytes> contents(IssuedEar issued) {
        return file.isPresent() ? Map.of(EAR, issued.token().bytes()) : Map.of();
    }

    /** What the reader has to know about it. */
    Optional<String> note(boolean isIssued) {
        return file.map(path -> isIssued ? "the EAR is in " + path : "no EAR is written: nothing could be appraised");
    }
}
