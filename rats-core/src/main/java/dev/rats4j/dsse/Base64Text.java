package dev.rats4j.dsse;

import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Base64;

/**
 * Base64 as DSSE and the JSON form of protocol buffers have it: the standard or the url-safe alphabet of RFC 4648, not both in one
 * text. Unused bits of the last character are zero. It is written in the standard alphabet with padding.
 */
public final class Base64Text {

    private static final int GROUP = 4;

    private Base64Text() {}

    /** The text of some bytes. */
    public static String encode(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** A member with padding, as DSSE wants it. RFC 4648, 3.2. */
    public static Bytes padded(JsonObject object, String name) throws MalformedMessageException {
        String text = object.string(name);
        if (text.length() % GROUP != 0) {
            throw object.malformed(name, "is base64 without its padding");
        }
        return decode(object, name, text);
    }

    /** A member with padding or without, as protocol buffers have it, and with line breaks, as some of their writers do. */
    public static Bytes lenient(JsonObject object, String name) throws MalformedMessageException {
        return decode(object, name, object.string(name).replace("\r", "").replace("\n", ""));
    }

    private static Bytes decode(JsonObject object, String name, String text) throws MalformedMessageException {
        boolean urlSafe = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
        try {
            byte[] decoded = (urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
            Base64.Encoder encoder = urlSafe ? Base64.getUrlEncoder() : Base64.getEncoder();
            // the decoder ignores unused bits, so that one value would have several texts
            if (unpadded(encoder.encodeToString(decoded)).equals(unpadded(text))) {
                return Bytes.copyOf(decoded);
            }
        } catch (IllegalArgumentException e) {
            throw object.malformed(name, "is not base64");
        }
        throw object.malformed(name, "is base64 whose unused bits are not zero");
    }

    private static String unpadded(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        return text.substring(0, end);
    }
}
