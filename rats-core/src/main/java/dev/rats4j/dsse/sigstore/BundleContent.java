package dev.rats4j.dsse.sigstore;

import dev.rats4j.crypto.Digest;
import dev.rats4j.dsse.DsseEnvelope;
import dev.rats4j.wire.Bytes;
import java.util.Optional;

/** What a bundle carries: a signature over an artifact that is elsewhere, or an envelope. */
public sealed interface BundleContent {

    /**
     * A signature over an artifact.
     *
     * @param digest what the signer says the digest of the artifact is; never used instead of the artifact
     * @param signature over the artifact
     */
    record MessageSignature(Optional<Digest> digest, Bytes signature) implements BundleContent {}

    /** An envelope with one signature. */
    record Envelope(DsseEnvelope envelope) implements BundleContent {}
}
