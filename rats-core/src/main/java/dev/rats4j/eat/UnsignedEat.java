package dev.rats4j.eat;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;

/**
 * Claims without a signature, RFC 9781: UCCS in CBOR under tag 601, UJCS in JSON. They count only where the caller names the channel that
 * protected them.
 */
public final class UnsignedEat {

    private final Bytes bytes;
    private final EatFormat format;
    private final EatValue value;

    private UnsignedEat(Bytes bytes, EatFormat format, EatValue value) {
        this.bytes = bytes;
        this.format = format;
        this.value = value;
    }

    /**
     * Decodes tag 601, or an object in JSON.
     *
     * @throws MalformedMessageException for anything else, and nothing else for any bytes
     */
    public static UnsignedEat decode(Bytes message) throws MalformedMessageException {
        if (EatToken.beginsLikeJson(message)) {
            return of(message, EatFormat.JSON, EatClaims.value(message, EatFormat.JSON));
        }
        CborItem item = item(message).tagged(NestedToken.UCCS_TAG, "UCCS");
        return of(message, EatFormat.CBOR, EatValue.ofCbor("Claims-Set", item));
    }

    /** Decodes a map without its tag: where the context, for example a media type, says what it is. */
    public static UnsignedEat decodeUntagged(Bytes message) throws MalformedMessageException {
        return of(message, EatFormat.CBOR, EatValue.ofCbor("Claims-Set", item(message)));
    }

    private static CborItem item(Bytes message) throws MalformedMessageException {
        if (message.length() > EatClaims.LARGEST) {
            throw new MalformedMessageException("UCCS", EatClaims.LARGEST, "longer than " + EatClaims.LARGEST);
        }
        return CborItem.decode(message, CborProfile.WELL_FORMED);
    }

    private static UnsignedEat of(Bytes message, EatFormat format, EatValue value) throws MalformedMessageException {
        EatClaims.read(value, EatProfile.NONE, 1);
        return new UnsignedEat(message, format, value);
    }

    /** Encodes claims, in CBOR under tag 601. */
    public static Bytes encode(EatClaims claims, EatFormat format) {
        Bytes encoded = claims.encode(format);
        return format == EatFormat.CBOR ? Cbor.tagged(NestedToken.UCCS_TAG, encoded) : encoded;
    }

    /** The message, as received. */
    public Bytes bytes() {
        return bytes;
    }

    /** CBOR or JSON. */
    public EatFormat format() {
        return format;
    }

    /** Claims that anybody may have made. */
    public EatClaims untrustedClaims(EatProfile profile) throws MalformedMessageException {
        return EatClaims.read(value, profile, 1);
    }

    /**
     * The claims, as good as the channel.
     *
     * @param accepted profiles, one of which the claims have to follow; none for any
     * @throws MalformedMessageException if the claims follow none of the profiles, or one is not of its type
     */
    public ProtectedClaims over(ProtectingChannel channel, EatProfile... accepted) throws MalformedMessageException {
        EatProfile profile = EatProfile.choose(value.map(), accepted);
        return new ProtectedClaims(bytes, format, profile, EatClaims.authentic(value, profile), channel);
    }

    /** The format and length only. */
    @Override
    public String toString() {
        return "unsigned EAT in " + format + " of " + bytes.length() + " bytes";
    }
}
