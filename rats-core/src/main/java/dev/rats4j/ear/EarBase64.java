package dev.rats4j.ear;

import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Base64;

/**
 * Byte strings in JSON: base64url without padding (RFC 9711), or with it, or base64 (what the EAR draft says of nonces and Verifiers
 * write). The text is inside what is signed, so a second spelling is nobody else's. Unused bits of the last character may be anything: those of
 * the draft's own examples are.
 */
final class EarBase64 {

    private EarBase64() {}

    static Bytes decode(JsonObject object, String name, String text) throws MalformedMessageException {
        String bare = text;
        if (text.endsWith("=")) {
            if (text.length() % 4 != 0) {
                throw object.malformed(name, "is padded to another length");
            }
            bare = text.substring(0, text.length() - (text.endsWith("==") ? 2 : 1));
        }
        boolean isUrl = bare.indexOf('+') < 0 && bare.indexOf('/') < 0;
        for (int i = 0; i < bare.length(); i++) {
            if (!isDigit(bare.charAt(i), isUrl)) {
                throw object.malformed(name, "character " + i + " is none of base64");
            }
        }
        if (bare.length() % 4 == 1) {
            throw object.malformed(name, "is no base64: one character over");
        }
        return Bytes.copyOf((isUrl ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(bare));
    }

    private static boolean isDigit(char c, boolean isUrl) {
        boolean isAlphanumeric = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        return isAlphanumeric || (isUrl ? c == '-' || c == '_' : c == '+' || c == '/');
    }
}
