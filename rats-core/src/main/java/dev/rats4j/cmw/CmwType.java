package dev.rats4j.cmw;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;

/** What a message is: a media type, or a CoAP Content-Format. */
public sealed interface CmwType {

    /** A media type with its parameters, as written. */
    @Immutable
    record MediaType(String text) implements CmwType {
        /** Refuses what cannot be a media type: the grammar of RFC 9193, 3.1, at most 4096 characters, no parameter twice. */
        public MediaType {
            if (!isMediaType(text)) {
                throw new IllegalArgumentException("not a media type");
            }
        }
    }

    /** A CoAP Content-Format, 16 bits, unsigned. */
    record ContentFormat(int number) implements CmwType {

        /** RFC 9277, 4.3: the tag of Content-Format 0. */
        private static final long FIRST_TAG = 1668546817L;
        /** The last one that has a tag. */
        private static final int LAST_TAGGED = 65024;

        private static final int PER_BLOCK = 255;
        private static final int BLOCK = 256;

        /** Refuses numbers beyond 16 bits. */
        public ContentFormat {
            if (number < 0 || number > 0xffff) {
                throw new IllegalArgumentException("Content-Format " + number);
            }
        }

        /** The CBOR tag for content of this format, RFC 9277, 4.3; empty for 65025 and above, which have none. */
        public Optional<Long> tag() {
            return number > LAST_TAGGED
                    ? Optional.empty()
                    : Optional.of(FIRST_TAG + (long) (number / PER_BLOCK) * BLOCK + number % PER_BLOCK);
        }

        /** The format that a CBOR tag is for; empty for other tags. */
        public static Optional<ContentFormat> ofTag(long tag) {
            long distance = tag - FIRST_TAG;
            long format = distance / BLOCK * PER_BLOCK + distance % BLOCK;
            return distance < 0 || distance % BLOCK == PER_BLOCK || format > LAST_TAGGED
                    ? Optional.empty()
                    : Optional.of(new ContentFormat((int) format));
        }
    }

    /** The media type, without parameters and in lower case; empty for a Content-Format that is not in {@link MediaTypes}. */
    default Optional<String> mediaType() {
        if (this instanceof MediaType media) {
            return MediaTypeText.parse(media.text()).map(MediaTypeText::name);
        }
        return this instanceof ContentFormat format
                ? MediaTypes.ofContentFormat(format.number()).map(MediaTypes.Entry::name)
                : Optional.empty();
    }

    /** The value of a parameter, without quotation marks; its name in lower case. Content-Formats have none here. */
    default Optional<String> parameter(String name) {
        return this instanceof MediaType media
                ? MediaTypeText.parse(media.text())
                        .map(MediaTypeText::parameters)
                        .flatMap(parameters -> Optional.ofNullable(parameters.get(name)))
                : Optional.empty();
    }

    /** What the table knows of this type, under this or another name. */
    default Optional<MediaTypes.Entry> entry() {
        return mediaType().flatMap(MediaTypes::named);
    }

    /** Whether a text is a media type, RFC 9193, 3.1. */
    static boolean isMediaType(String text) {
        return MediaTypeText.parse(text).isPresent();
    }
}
