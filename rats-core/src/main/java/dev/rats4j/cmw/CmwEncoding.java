package dev.rats4j.cmw;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;

/** How an unsigned wrapper is written. */
public enum CmwEncoding {
    /** CBOR, deterministic when written. */
    CBOR(MediaTypes.CMW_CBOR),
    /** JSON, compact when written. */
    JSON(MediaTypes.CMW_JSON);

    private final String mediaType;

    CmwEncoding(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The media type without parameters. */
    public String mediaType() {
        return mediaType;
    }

    /** Decodes a wrapper in this encoding and no other. */
    public Cmw decode(Bytes message) throws MalformedMessageException {
        return this == CBOR ? CmwCbor.decode(message) : CmwJson.decode(message);
    }

    /**
     * Encodes a wrapper.
     *
     * @throws IllegalArgumentException in JSON, for labels that are numbers, Content-Formats without a media type, and empty values
     */
    public Bytes encode(Cmw cmw) {
        return this == CBOR ? cmw.toCbor() : cmw.toJson();
    }
}
