package dev.rats4j.ear;

/** How an EAR is encoded and signed. */
public enum EarFormat {
    /** CBOR in a COSE_Sign1 message, RFC 8392. */
    CWT("application/eat+cwt"),
    /** JSON in a compact JWS, RFC 7519. */
    JWT("application/eat+jwt");

    private final String mediaType;

    EarFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The registered media type, RFC 9782. */
    public String mediaType() {
        return mediaType;
    }
}
