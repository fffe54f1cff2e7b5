package dev.rats4j.cmw;

import java.util.Optional;

/** Wrappers that are themselves the value of a record. */
enum WrapperKind {
    CBOR(MediaTypes.CMW_CBOR),
    JSON(MediaTypes.CMW_JSON),
    COSE(MediaTypes.CMW_COSE),
    JWS(MediaTypes.CMW_JWS);

    private static final int JSON_FORMAT = 274;
    private static final int COSE_FORMAT = 275;

    private final String mediaType;

    WrapperKind(String mediaType) {
        this.mediaType = mediaType;
    }

    /** What a record holds by its type, and by its first byte where the type can mean two things. */
    static Optional<WrapperKind> of(CmwRecord record) {
        if (record.type() instanceof CmwType.ContentFormat format && isAmbiguous(format)) {
            return Optional.of(Cmw.beginsLikeJson(record.value()) ? JSON : COSE);
        }
        Optional<String> name = record.type().entry().map(MediaTypes.Entry::name);
        for (WrapperKind kind : values()) {
            if (name.filter(kind.mediaType::equals).isPresent()) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** RFC 9999, Table 3: 274 is cmw+json and 275 cmw+cose; by its CDDL the tag of 274 holds cmw+cose and that of 275 cmw+json. */
    static boolean isAmbiguous(CmwType.ContentFormat format) {
        return format.number() == JSON_FORMAT || format.number() == COSE_FORMAT;
    }

    /** The number for a type; empty if it has none, or has parameters, which a number cannot say. */
    static Optional<CmwType.ContentFormat> contentFormat(CmwType type) {
        if (type instanceof CmwType.ContentFormat format) {
            return Optional.of(format);
        }
        Optional<MediaTypes.Entry> entry = MediaTypeText.parse(((CmwType.MediaType) type).text())
                .filter(text -> text.parameters().isEmpty())
                .flatMap(text -> MediaTypes.named(text.name()));
        return entry.isPresent() && entry.get().contentFormat().isPresent()
                ? Optional.of(
                        new CmwType.ContentFormat(entry.get().contentFormat().getAsInt()))
                : Optional.empty();
    }

    /** CBOR or JSON; empty for what is signed. */
    Optional<CmwEncoding> encoding() {
        return switch (this) {
            case CBOR -> Optional.of(CmwEncoding.CBOR);
            case JSON -> Optional.of(CmwEncoding.JSON);
            default -> Optional.empty();
        };
    }
}
