package dev.rats4j.eat;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseMac0;
import dev.rats4j.cose.CoseMacAlgorithm;
import dev.rats4j.cose.CosePublicKey;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.MacKey;
import dev.rats4j.crypto.Signer;
import dev.rats4j.jose.CompactJws;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/** An EAT with a signature or a code, as received: CWT (RFC 8392) or JWT (RFC 7519). Nothing in it counts before it is verified. */
@CheckReturnValue
public final class EatToken {

    /** Most bytes of a token. */
    public static final int LARGEST = CompactJws.MAX_LENGTH;

    private final Bytes bytes;
    private final EatEnvelope envelope;

    private EatToken(Bytes bytes, EatEnvelope envelope) {
        this.bytes = bytes;
        this.envelope = envelope;
    }

    /**
     * Decodes a CWT (COSE_Sign1 or COSE_Mac0 under its tag, also under tag 61) or a compact JWT.
     *
     * @throws MalformedMessageException for anything else, for a payload that is detached or a digest (RFC 9995), for headers {@code
     *     typ} and content type that name something else than an EAT and its claims, and for claims in the header that are others in the payload; nothing else for any bytes
     */
    public static EatToken decode(Bytes token) throws MalformedMessageException {
        expectLength(token);
        int majorType = token.at(0) >> 5;
        if (majorType == 4) {
            throw new MalformedMessageException("EAT", 0, "is an array: a COSE message needs its tag here");
        }
        boolean isTag = majorType == 6; // no character of base64url
        return new EatToken(token, isTag ? EatEnvelope.cwt(token) : EatEnvelope.jwt(token));
    }

    /** Decodes a COSE_Sign1 without its tag: where the context, for example a media type, says what it is. */
    public static EatToken decodeUntagged(Bytes token) throws MalformedMessageException {
        expectLength(token);
        return new EatToken(
                token, EatEnvelope.of(CoseSign1.decode(token, CoseSign1.Form.UNTAGGED, CborProfile.WELL_FORMED)));
    }

    private static void expectLength(Bytes token) throws MalformedMessageException {
        if (token.isEmpty() || token.length() > LARGEST) {
            throw new MalformedMessageException("EAT", 0, "has " + token.length() + " bytes, not 1 to " + LARGEST);
        }
    }

    /** Whether the first byte is white space, or begins an object or an array: none of a tag or map in CBOR. */
    static boolean beginsLikeJson(Bytes message) {
        return !message.isEmpty() && "{[ \t\r\n".indexOf(message.at(0)) >= 0;
    }

    /**
     * Signs claims as CWT (tags 61 and 18) or JWT; the header {@code typ} says that it is an EAT.
     *
     * @throws IllegalArgumentException if a claim has no form in the format, or the format no algorithm for the signer
     */
    public static EatToken sign(EatClaims claims, Signer signer, CryptoBackend crypto, EatFormat format) {
        if (format == EatFormat.CBOR) {
            return signCwt(claims, signer, crypto, type());
        }
        JsonObject header = JsonObject.builder().put("typ", "eat+jwt").build();
        return own(Bytes.ofUtf8(
                CompactJws.sign(header, claims.encode(format), signer).text()));
    }

    /** Signs claims as CWT with protected headers that a profile wants; {@code alg} is added. */
    public static EatToken signCwt(EatClaims claims, Signer signer, CryptoBackend crypto, CoseHeaders headers) {
        Bytes message = CoseSign1.sign(crypto, signer, headers, CoseHeaders.NONE, claims.encode(EatFormat.CBOR));
        return own(Cbor.tagged(NestedToken.CWT_TAG, message));
    }

    /** Makes a CWT (tags 61 and 17) with a code under a shared secret. */
    public static EatToken mac(EatClaims claims, MacKey key, CoseMacAlgorithm algorithm, CryptoBackend crypto) {
        Bytes message =
                CoseMac0.create(crypto, key, algorithm, type(), CoseHeaders.NONE, claims.encode(EatFormat.CBOR));
        return own(Cbor.tagged(NestedToken.CWT_TAG, message));
    }

    private static CoseHeaders type() {
        return CoseHeaders.builder()
                .put(CoseHeaders.TYP, Cbor.text(EatMediaType.Kind.CWT.mediaType()))
                .build();
    }

    private static EatToken own(Bytes token) {
        try {
            return decode(token);
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("a token that nobody would read", e);
        }
    }

    /** The token, as received. */
    public Bytes bytes() {
        return bytes;
    }

    /** CBOR for CWT, JSON for JWT. */
    public EatFormat format() {
        return envelope.format();
    }

    /** The token as a submodule of another. */
    public NestedToken nested() {
        return NestedToken.of(this);
    }

    /** The identifier of the key, to find it; in JWT the text in UTF-8. */
    public Optional<Bytes> untrustedKeyId() throws MalformedMessageException {
        return envelope.keyId();
    }

    /** Certificates that came in the header {@code x5chain} of a CWT, the signer's first. */
    public List<Bytes> untrustedCertificates() throws MalformedMessageException {
        return envelope.certificates();
    }

    /** Whether the token has a code ({@link #verifyMac}) and no signature. */
    public boolean hasMac() {
        return envelope instanceof EatEnvelope.Mac;
    }

    /** Whether a key is of the kind and on the curve of the token's algorithm. Says nothing about the signature. */
    public boolean fits(CryptoBackend crypto, PublicKey key) {
        return envelope.fits(crypto, key);
    }

    /** Claims that anybody may have made. */
    public EatClaims untrustedClaims(EatProfile profile) throws MalformedMessageException {
        return EatClaims.decode(envelope.untrustedPayload(), format(), profile);
    }

    /**
     * Verifies the signature, then reads what was signed.
     *
     * @param accepted profiles, one of which the claims have to follow; none for any
     * @return empty unless the signature verifies with this key
     * @throws MalformedMessageException if the signature verifies, and the claims follow none of the profiles, or one is not of its type
     */
    public Optional<VerifiedEat> verify(CryptoBackend crypto, PublicKey key, EatProfile... accepted)
            throws MalformedMessageException {
        Optional<VerifiedEatPayload> signed = verifyPayload(crypto, key);
        if (signed.isEmpty()) {
            return Optional.empty();
        }
        EatValue value = EatClaims.value(signed.get().content(), format());
        EatProfile profile = EatProfile.choose(value.map(), accepted);
        EatClaims claims = EatClaims.authentic(value, profile);
        return Optional.of(
                new VerifiedEat(bytes, format(), profile, claims, signed.get().proof()));
    }

    /** The same with a key that says itself what it is for; empty as well if that is not the algorithm of the token. */
    public Optional<VerifiedEat> verify(CryptoBackend crypto, CosePublicKey key, EatProfile... accepted)
            throws MalformedMessageException {
        return envelope.isPermitted(key) ? verify(crypto, key.key(), accepted) : Optional.empty();
    }

    /** Verifies the signature only, for claims sets that have readers of their own; empty unless it verifies with this key. */
    public Optional<VerifiedEatPayload> verifyPayload(CryptoBackend crypto, PublicKey key) {
        return envelope.verify(crypto, key);
    }

    /** Verifies the code of a COSE_Mac0, then reads what it covers; all else as {@link #verify}. */
    public Optional<MacVerifiedEat> verifyMac(CryptoBackend crypto, MacKey key, EatProfile... accepted)
            throws MalformedMessageException {
        Optional<CoseMac0.Verified> verified =
                envelope instanceof EatEnvelope.Mac mac ? mac.verify(crypto, key) : Optional.empty();
        if (verified.isEmpty()) {
            return Optional.empty();
        }
        EatValue value = EatClaims.value(verified.get().payload(), format());
        EatProfile profile = EatProfile.choose(value.map(), accepted);
        EatClaims claims = EatClaims.authentic(value, profile);
        return Optional.of(new MacVerifiedEat(
                bytes, format(), profile, claims, verified.get().proof()));
    }

    /** The format and length only: tokens do not belong in a log. */
    @Override
    public String toString() {
        return "EAT in " + format() + " of " + bytes.length() + " bytes";
    }

    static CborItem item(Bytes message) throws MalformedMessageException {
        return CborItem.decode(message, CborProfile.WELL_FORMED);
    }
}
