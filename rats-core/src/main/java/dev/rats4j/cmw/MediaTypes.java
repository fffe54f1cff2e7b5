package dev.rats4j.cmw;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The media types of messages that this project reads or writes, with their Content-Formats and with the names that peers give to the
 * same bytes. The table in {@code docs/formats/media-types.md} is this one.
 */
public final class MediaTypes {

    /** A wrapper in CBOR, RFC 9999. */
    public static final String CMW_CBOR = "application/cmw+cbor";
    /** A wrapper in JSON, RFC 9999. */
    public static final String CMW_JSON = "application/cmw+json";
    /** A wrapper in CBOR, signed with COSE, RFC 9999. */
    public static final String CMW_COSE = "application/cmw+cose";
    /** A wrapper in JSON, signed as JWS, RFC 9999. */
    public static final String CMW_JWS = "application/cmw+jws";

    /** Parameter of the wrappers' media types: the type of the collection, RFC 9999. */
    public static final String COLLECTION_TYPE = "cmwc_t";

    private static final List<Entry> ENTRIES = List.of(
            of("application/eat+cwt", 263, "EAT as CWT, RFC 9782", "application/eat-cwt"),
            of("application/eat+jwt", 264, "EAT as JWT, RFC 9782", "application/eat-jwt"),
            of("application/eat-bun+cbor", 265, "EAT detached bundle, RFC 9782"),
            of("application/eat-bun+json", 266, "EAT detached bundle, RFC 9782"),
            of("application/eat-ucs+cbor", 267, "EAT without a signature, RFC 9782"),
            of("application/eat-ucs+json", 268, "EAT without a signature, RFC 9782"),
            of(CMW_CBOR, 273, "CMW, RFC 9999", "application/cmw-collection+cbor"),
            of(CMW_JSON, 274, "CMW, RFC 9999", "application/cmw-collection+json"),
            of(CMW_COSE, 275, "signed CMW, RFC 9999"),
            of(CMW_JWS, 276, "signed CMW, RFC 9999"),
            of("application/measured-component+cbor", 295, "measured component, RFC 10013"),
            of("application/measured-component+json", 296, "measured component, RFC 10013"),
            of("application/rim+cbor", "CoRIM, draft-ietf-rats-corim-11", "application/corim-unsigned+cbor"),
            of(
                    "application/rim+cose",
                    "signed CoRIM, draft-ietf-rats-corim-11",
                    "application/corim-signed+cbor",
                    "application/signed-corim+cbor"),
            of("application/pkix-cert", "X.509 certificate in DER, RFC 2585"),
            of("application/vnd.rats4j.tpms-attest", "TPMS_ATTEST"),
            of("application/vnd.rats4j.tpmt-signature", "TPMT_SIGNATURE"),
            of("application/vnd.rats4j.tpmt-public", "TPMT_PUBLIC"),
            of("application/vnd.rats4j.tpm-pcrs+cbor", "PCR values, docs/formats/tpm.md"),
            of("application/vnd.rats4j.tcg-event-log", "TCG event log of the firmware"));

    private MediaTypes() {}

    /**
     * A media type.
     *
     * @param name without parameters, in lower case
     * @param contentFormat its number in the registry of CoAP, if it has one
     * @param content what the bytes are
     * @param otherNames what drafts and peers call the same bytes; read, never written
     */
    public record Entry(String name, OptionalInt contentFormat, String content, List<String> otherNames) {}

    private static Entry of(String name, int contentFormat, String content, String... otherNames) {
        return new Entry(name, OptionalInt.of(contentFormat), content, List.of(otherNames));
    }

    private static Entry of(String name, String content, String... otherNames) {
        return new Entry(name, OptionalInt.empty(), content, List.of(otherNames));
    }

    /** All of them, in the order of the page. */
    public static List<Entry> all() {
        return ENTRIES;
    }

    /** The entry of a media type, under this or another name; parameters and case do not count. */
    public static Optional<Entry> named(String mediaType) {
        return MediaTypeText.parse(mediaType)
                .flatMap(text -> ENTRIES.stream()
                        .filter(entry -> entry.name().equals(text.name())
                                || entry.otherNames().contains(text.name()))
                        .findFirst());
    }

    /** The entry of a Content-Format. */
    public static Optional<Entry> ofContentFormat(int number) {
        return ENTRIES.stream()
                .filter(entry -> entry.contentFormat().equals(OptionalInt.of(number)))
                .findFirst();
    }
}
