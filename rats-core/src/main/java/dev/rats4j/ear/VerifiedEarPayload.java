package dev.rats4j.ear;

import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/** The bytes that a token's signature covers, known to be signed and not yet understood. */
public final class VerifiedEarPayload {

    private final EarFormat format;
    private final Bytes content;
    private final VerifiedSignature proof;

    VerifiedEarPayload(EarFormat format, Bytes content, VerifiedSignature proof) {
        this.format = format;
        this.content = content;
        this.proof = proof;
    }

    /** Whether it is CBOR or JSON. */
    public EarFormat format() {
        return format;
    }

    /** The encoded claims set, as received. */
    public Bytes content() {
        return content;
    }

    /** The signature, with its key. */
    public VerifiedSignature proof() {
        return proof;
    }

    /**
     * The profile it states; empty if there is none that is a text.
     *
     * @throws MalformedMessageException if it is not a claims set at all
     */
    public Optional<String> profile() throws MalformedMessageException {
        return switch (format) {
            case CWT -> EarCborReader.profile(content);
            case JWT -> EarJsonReader.profile(content);
        };
    }

    /** The EAR; {@link Ear#decodeCbor} and {@link Ear#decodeJson} say what is refused. */
    public VerifiedEar ear() throws MalformedMessageException {
        Ear ear = switch (format) {
            case CWT -> Ear.decodeCbor(content);
            case JWT -> Ear.decodeJson(content);
        };
        return new VerifiedEar(ear, Optional.empty(), proof);
    }

    /** The result, if it has one of the profiles that the reader was told to accept; {@link LegacyEarReader} says what is refused. */
    public VerifiedEar legacyEar(LegacyEarReader reader) throws MalformedMessageException {
        LegacyEar legacy = switch (format) {
            case CWT -> reader.decodeCbor(content);
            case JWT -> reader.decodeJson(content);
        };
        return new VerifiedEar(legacy.translated(), Optional.of(legacy.profile()), proof);
    }
}
