package dev.rats4j.eat;

import dev.rats4j.cmw.CmwType;
import dev.rats4j.cmw.MediaTypes;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The media type of a message with claims, RFC 9782, and the profile that it names.
 *
 * @param kind what the message is
 * @param profile the parameter {@code eat_profile}; compare it with {@link #names}
 */
public record EatMediaType(Kind kind, Optional<ProfileName> profile) {

    private static final String PARAMETER = "eat_profile";

    /** The media types of RFC 9782. */
    public enum Kind {
        /** A CWT. */
        CWT("application/eat+cwt", 263),
        /** A JWT. */
        JWT("application/eat+jwt", 264),
        /** A detached bundle in CBOR. */
        CBOR_BUNDLE("application/eat-bun+cbor", 265),
        /** A detached bundle in JSON. */
        JSON_BUNDLE("application/eat-bun+json", 266),
        /** A UCCS. */
        UCCS("application/eat-ucs+cbor", 267),
        /** A UJCS. */
        UJCS("application/eat-ucs+json", 268);

        private final String mediaType;
        private final int contentFormat;

        Kind(String mediaType, int contentFormat) {
            this.mediaType = mediaType;
            this.contentFormat = contentFormat;
        }

        /** The name, without parameters. */
        public String mediaType() {
            return mediaType;
        }

        /** The number in the registry of CoAP Content-Formats. */
        public int contentFormat() {
            return contentFormat;
        }
    }

    /** Reads a media type, also under the names of early drafts; empty for others, and for a profile that is no URI or identifier. */
    public static Optional<EatMediaType> parse(String text) {
        if (!CmwType.isMediaType(text)) {
            return Optional.empty();
        }
        CmwType.MediaType type = new CmwType.MediaType(text);
        Optional<String> name = type.entry().map(MediaTypes.Entry::name);
        Optional<String> profile = type.parameter(PARAMETER);
        Optional<ProfileName> read = profile.flatMap(EatMediaType::profile);
        if (read.isPresent() != profile.isPresent()) {
            return Optional.empty();
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> name.filter(kind.mediaType::equals).isPresent())
                .map(kind -> new EatMediaType(kind, read))
                .findFirst();
    }

    private static Optional<ProfileName> profile(String text) {
        try {
            return Optional.of(new ProfileName(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The type of a Content-Format, 263 to 268. */
    public static Optional<EatMediaType> ofContentFormat(int number) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.contentFormat == number)
                .map(kind -> new EatMediaType(kind, Optional.empty()))
                .findFirst();
    }

    /** Whether it names this profile; the case of letters does not count. RFC 9782, 3. */
    public boolean names(ProfileName wanted) {
        return profile.filter(named -> fold(named).equals(fold(wanted))).isPresent();
    }

    private static String fold(ProfileName name) {
        return name.text().toLowerCase(Locale.ROOT);
    }

    /** The media type as it stands in a header. */
    @Override
    public String toString() {
        // quotation marks and reverse solidi are in no URI
        return kind.mediaType
                + profile.map(name -> "; " + PARAMETER + "=\"" + name + '"').orElse("");
    }
}
