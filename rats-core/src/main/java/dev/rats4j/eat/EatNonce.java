package dev.rats4j.eat;

import dev.rats4j.json.Base64Url;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/**
 * A nonce, RFC 9711, 4.1: 8 to 64 bytes in CBOR; in JSON a text of 8 to 88 characters. Text that is base64url of 8 to 64 bytes is taken
 * for these bytes, so that one nonce is one value in both; other text stays text.
 */
public final class EatNonce {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 64;
    private static final int LONGEST_TEXT = 88;

    static final ClaimCodec<EatNonce> CODEC = ClaimCodec.of(EatNonce::read, EatNonce::write);

    private final String text;
    private final Optional<Bytes> bytes;

    private EatNonce(String text, Optional<Bytes> bytes) {
        this.text = text;
        this.bytes = bytes;
    }

    /** A nonce of 8 to 64 bytes. */
    public static EatNonce of(Bytes bytes) {
        if (bytes.length() < SHORTEST || bytes.length() > LONGEST) {
            throw new IllegalArgumentException("a nonce of " + bytes.length() + " bytes, not 8 to 64");
        }
        return new EatNonce(Base64Url.encode(bytes), Optional.of(bytes));
    }

    /** A nonce of 8 to 88 characters, counted in UTF-8. */
    public static EatNonce of(String text) {
        int length = Bytes.ofUtf8(text).length();
        if (length < SHORTEST || length > LONGEST_TEXT) {
            throw new IllegalArgumentException("a nonce of " + length + " characters, not 8 to 88");
        }
        return new EatNonce(text, decoded(text));
    }

    private static Optional<Bytes> decoded(String text) {
        try {
            Bytes bytes = Base64Url.decode("eat_nonce", 0, text);
            return Optional.of(bytes).filter(b -> b.length() >= SHORTEST && b.length() <= LONGEST);
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private static EatNonce read(EatValue value) throws MalformedMessageException {
        try {
            return value.format() == EatFormat.CBOR ? of(value.bytes()) : of(value.text());
        } catch (IllegalArgumentException e) {
            throw value.malformed(String.valueOf(e.getMessage()));
        }
    }

    private static EatValue write(EatNonce nonce, EatFormat format) {
        if (format == EatFormat.JSON) {
            return format.text(nonce.text);
        }
        return format.bytes(nonce.bytes.orElseThrow(
                () -> new IllegalArgumentException("a nonce that is text has no form in CBOR")));
    }

    /** The bytes; empty if it is a text that is no base64url of 8 to 64 bytes. */
    public Optional<Bytes> bytes() {
        return bytes;
    }

    /** What stands in JSON. */
    public String text() {
        return text;
    }

    /** Whether it is this challenge. */
    public boolean matches(Bytes challenge) {
        return bytes.filter(challenge::equals).isPresent();
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof EatNonce other && text.equals(other.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "nonce of " + text.length() + " characters";
    }
}
