package dev.rats4j.cli;

import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CorimSigning;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the CoRIM goes that a signature is about, if not into the signed message. */
final class SignedForm {

    private static final String DETACHED = "--detached";
    private static final String HASH_ENVELOPE = "--hash-envelope";

    @Option(
            names = DETACHED,
            paramLabel = "FILE",
            description = "Sign without the content, and write the unsigned CoRIM here.")
    Optional<Path> detached = Optional.empty();

    @Option(
            names = HASH_ENVELOPE,
            paramLabel = "FILE",
            description = "Sign the SHA-256 digest of the CoRIM only, and write the unsigned CoRIM here.")
    Optional<Path> hashEnvelope = Optional.empty();

    String option() {
        return detached.isPresent() ? DETACHED : HASH_ENVELOPE;
    }

    Path content() {
        return detached.or(() -> hashEnvelope).orElseThrow();
    }

    Bytes sign(CorimSigning signing, CryptoBackend crypto, Signer signer, Corim corim) {
        return detached.isPresent()
                ? signing.detached(crypto, signer, corim)
                : signing.hashEnvelope(crypto, signer, corim, HashAlgorithm.SHA256, Optional.empty());
    }
}
