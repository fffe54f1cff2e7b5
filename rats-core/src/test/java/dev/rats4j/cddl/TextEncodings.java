package dev.rats4j.cddl;

import dev.rats4j.json.Base64Url;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Base64;
import java.util.Optional;

/** Bytes in text, RFC 9741, 2.1. */
final class TextEncodings {

    private TextEncodings() {}

    static Optional<Bytes> decode(String control, String text) {
        try {
            return switch (control) {
                case ".b64u" -> Optional.of(Base64Url.decode("text", 0, text));
                case ".b64c" -> classic(text);
                case ".hex" -> Optional.of(Bytes.fromHex(text));
                case ".hexlc" ->
                    Optional.of(Bytes.fromHex(text))
                            .filter(bytes -> bytes.toHex().equals(text));
                default -> throw new CddlException("the control " + control + " is not supported");
            };
        } catch (MalformedMessageException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Bytes> classic(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        return Optional.of(bytes)
                .filter(found -> Base64.getEncoder().encodeToString(found).equals(text))
                .map(Bytes::copyOf);
    }
}
