package dev.rats4j.log;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Base64;

/** Base64 with padding, RFC 4648, 4, one text per value: what decodes to the same bytes and is spelled otherwise is refused. */
final class StandardBase64 {

    private StandardBase64() {}

    static String encode(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    static Bytes decode(String field, int offset, String text) throws MalformedMessageException {
        Bytes bytes;
        try {
            bytes = Bytes.copyOf(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(field, offset, "is not base64");
        }
        if (!encode(bytes).equals(text)) {
            throw new MalformedMessageException(field, offset, "is not base64 in its one spelling");
        }
        return bytes;
    }
}
