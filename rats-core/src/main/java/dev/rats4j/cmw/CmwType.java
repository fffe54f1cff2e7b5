package dev.rats4j.cmw;

import com.google.errorprone.annotations.Immutable;
import java.util.Map;
import java.util.Optional;

/** What a message is: a media type, or a CoAP Content-Format. */
public sealed interface CmwType {

    /** A media type with its parameters, as written. */
    @Immutable
    record MediaType(String text) implements CmwType {
        /** Refuses what cannot be a media type. */
        public MediaType {
            if (!isMediaType(text)) {
                throw new IllegalArgumentException("not a media type");
            }
        }
    }

    /** A CoAP Content-Format, 16 bits, unsigned. */
    record ContentFormat(int number) implements CmwType {
        /** Refuses numbers beyond 16 bits. */
        public ContentFormat {
            if (number < 0 || number > 0xffff) {
                throw new IllegalArgumentException("Content-Format " + number);
            }
        }
    }

    /** The media type, without parameters and in lower case; empty for a Content-Format that is not in our table. */
    default Optional<String> mediaType() {
        if (this instanceof MediaType media) {
            int end = media.text().indexOf(';');
            String bare = end < 0 ? media.text() : media.text().substring(0, end);
            return Optional.of(bare.strip().toLowerCase(java.util.Locale.ROOT));
        }
        return this instanceof ContentFormat format
                ? Optional.ofNullable(Registered.MEDIA_TYPES.get(format.number()))
                : Optional.empty();
    }

    /** RFC 9193: type/subtype of token characters, then anything printable as parameters. */
    static boolean isMediaType(String text) {
        int end = text.indexOf(';');
        String bare = (end < 0 ? text : text.substring(0, end)).strip();
        int slash = bare.indexOf('/');
        return slash > 0
                && slash < bare.length() - 1
                && bare.indexOf('/', slash + 1) < 0
                && isTokensAndSlashes(bare)
                && (bare.length() == text.length() || isPrintable(text));
    }

    private static boolean isTokensAndSlashes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '/' && !isTokenCharacter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x20 || text.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTokenCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    /** Numbers of RFC 9782, 5 and RFC 9999, 8. */
    final class Registered {
        private static final Map<Integer, String> MEDIA_TYPES = Map.of(
                263, "application/eat+cwt",
                264, "application/eat+jwt",
                265, "application/eat-bun+cbor",
                266, "application/eat-bun+json",
                267, "application/eat-ucs+cbor",
                268, "application/eat-ucs+json",
                273, "application/cmw+cbor",
                274, "application/cmw+json");

        private Registered() {}
    }
}
