package dev.rats4j.ear;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;
import java.util.Set;

/**
 * Reads claims sets of the profiles that are named, and no others. {@link Ear#decodeCbor} and {@link Ear#decodeJson} never come here.
 * Laxer than they are: times in JSON may be written as floating-point numbers of integer value.
 */
public final class LegacyEarReader {

    private final Set<LegacyEarProfile> accepted;

    private LegacyEarReader(Set<LegacyEarProfile> accepted) {
        this.accepted = Set.copyOf(accepted);
    }

    /** A reader of these profiles. */
    public static LegacyEarReader accepting(Set<LegacyEarProfile> profiles) {
        return new LegacyEarReader(profiles);
    }

    /**
     * Decodes a claims set in CBOR.
     *
     * @throws MalformedMessageException for a profile that was not named, and what {@link Ear#decodeCbor} refuses
     */
    public LegacyEar decodeCbor(Bytes message) throws MalformedMessageException {
        LegacyEarProfile profile = accepted(EarCborReader.profile(message));
        return legacy(profile, new EarCborReader(profile.dialect()).decode(message));
    }

    /**
     * Decodes a claims set in JSON.
     *
     * @throws MalformedMessageException for a profile that was not named, and what {@link Ear#decodeJson} refuses
     */
    public LegacyEar decodeJson(Bytes message) throws MalformedMessageException {
        LegacyEarProfile profile = accepted(EarJsonReader.profile(message));
        return legacy(profile, new EarJsonReader(profile.dialect()).decode(message));
    }

    private LegacyEarProfile accepted(Optional<String> uri) throws MalformedMessageException {
        Optional<LegacyEarProfile> profile =
                uri.flatMap(LegacyEarProfile::ofUri).filter(accepted::contains);
        return profile.orElseThrow(() ->
                new MalformedMessageException(EarClaim.PROFILE.label(), 0, "is none of the legacy profiles named"));
    }

    private static LegacyEar legacy(LegacyEarProfile profile, EarReading reading) {
        return new LegacyEar(profile, reading.ear(), reading.plainEvidence());
    }
}
