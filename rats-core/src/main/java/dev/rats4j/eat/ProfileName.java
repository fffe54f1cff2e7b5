package dev.rats4j.eat;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import dev.rats4j.wire.ObjectIdentifier;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a profile, RFC 9711, 4.3.2: a URI, or an object identifier in dotted notation. In CBOR an identifier is a byte string.
 *
 * @param text the URI or the dotted notation
 */
public record ProfileName(String text) {

    private static final int LONGEST = 2048;
    private static final Pattern URI =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*+:[A-Za-z0-9._~:/?#@!$&'()*+,;=%\\[\\]-]++");

    static final ClaimCodec<ProfileName> CODEC = ClaimCodec.of(ProfileName::read, ProfileName::write);

    /** Refuses what is neither. */
    public ProfileName {
        if (!isUri(text) && ObjectIdentifier.parse(text).isEmpty()) {
            throw new IllegalArgumentException("neither a URI nor an object identifier");
        }
    }

    static boolean isUri(String text) {
        return text.length() <= LONGEST && URI.matcher(text).matches();
    }

    /** The object identifier, if it is one. */
    public Optional<ObjectIdentifier> oid() {
        return ObjectIdentifier.parse(text);
    }

    private static ProfileName read(EatValue value) throws MalformedMessageException {
        if (value.isBytes()) {
            Bytes content = value.bytes();
            return ObjectIdentifier.ofContent(content)
                    .map(oid -> new ProfileName(oid.dotted()))
                    .orElseThrow(() -> value.malformed("is no object identifier"));
        }
        String text = value.text();
        boolean isOid =
                value.format() == EatFormat.JSON && ObjectIdentifier.parse(text).isPresent();
        if (!isOid && !isUri(text)) {
            throw value.malformed("is neither a URI nor an object identifier");
        }
        return new ProfileName(text);
    }

    private static EatValue write(ProfileName name, EatFormat format) {
        Optional<ObjectIdentifier> oid = name.oid().filter(id -> format == EatFormat.CBOR);
        return oid.isPresent() ? format.bytes(oid.get().content()) : format.text(name.text);
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }
}
