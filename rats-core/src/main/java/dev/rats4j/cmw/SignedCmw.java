package dev.rats4j.cmw;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.Signer;
import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.jose.CompactJws;
import dev.rats4j.jose.FlattenedJws;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.Optional;
import java.util.Set;

/**
 * A signed wrapper, RFC 9999, 4, as received: COSE_Sign1 over a wrapper in CBOR, or JWS over one in JSON. The protected header says so.
 * Keys come from the caller; those that a header brings along are refused or not looked at.
 */
@CheckReturnValue
public final class SignedCmw {

    private static final int CBOR_CONTENT_FORMAT = 273;
    private static final int FIRST_CONTAINER = 0x80;
    private static final int TAG_OR_ARRAY = 4;

    private final Bytes bytes;
    private final Form form;
    private final Bytes payload;
    private final Optional<Bytes> keyId;
    private final Envelope envelope;

    private SignedCmw(Bytes bytes, Form form, Bytes payload, Optional<Bytes> keyId, Envelope envelope) {
        this.bytes = bytes;
        this.form = form;
        this.payload = payload;
        this.keyId = keyId;
        this.envelope = envelope;
    }

    private interface Envelope {
        Optional<VerifiedSignature> verify(CryptoBackend crypto, PublicKey key);
    }

    /** How it is signed and written. */
    public enum Form {
        /** COSE_Sign1, written under tag 18, read also without. */
        COSE(MediaTypes.CMW_COSE),
        /** JWS, compact serialization: at most {@link CompactJws#MAX_LENGTH} characters. */
        JWS_COMPACT(MediaTypes.CMW_JWS),
        /** JWS, flattened JSON serialization, of the same length. */
        JWS_FLATTENED(MediaTypes.CMW_JWS);

        private final String mediaType;

        Form(String mediaType) {
            this.mediaType = mediaType;
        }

        /** The media type. */
        public String mediaType() {
            return mediaType;
        }

        private CmwEncoding encoding() {
            return this == COSE ? CmwEncoding.CBOR : CmwEncoding.JSON;
        }
    }

    /**
     * Decodes the envelope, told by its first byte; the wrapper inside is not looked at before somebody answers for it.
     *
     * @throws MalformedMessageException for anything else, for a detached payload, and if the content type is absent, not protected or
     *     not that of a wrapper
     */
    public static SignedCmw decode(Bytes message) throws MalformedMessageException {
        if (message.isEmpty()) {
            throw new MalformedMessageException("signed CMW", 0, "is empty");
        }
        int first = message.at(0);
        if (first >= FIRST_CONTAINER) {
            return decodeCose(message, first >> 5 == TAG_OR_ARRAY ? CoseSign1.Form.UNTAGGED : CoseSign1.Form.TAGGED);
        }
        return Cmw.beginsLikeJson(message) ? decodeFlattened(message) : decodeCompact(message);
    }

    private static SignedCmw decodeCose(Bytes message, CoseSign1.Form form) throws MalformedMessageException {
        CoseSign1 cose = CoseSign1.decode(message, form, CborProfile.WELL_FORMED);
        Optional<CborItem> type = cose.untrustedProtectedHeaders().value(CoseHeaders.CONTENT_TYPE);
        if (type.isEmpty()) {
            throw new MalformedMessageException("signed-cbor-cmw.cty", 0, "is not in the protected header");
        }
        if (!isCmwCbor(type.get())) {
            throw new MalformedMessageException(
                    "signed-cbor-cmw.cty", 0, "is neither " + MediaTypes.CMW_CBOR + " nor " + CBOR_CONTENT_FORMAT);
        }
        Bytes payload = cose.untrustedPayload()
                .orElseThrow(() -> new MalformedMessageException("signed-cbor-cmw.payload", 0, "is detached"));
        return new SignedCmw(
                message,
                Form.COSE,
                payload,
                keyId(cose),
                (crypto, key) -> cose.verify(crypto, key, Bytes.EMPTY).map(CoseSign1.Verified::proof));
    }

    private static boolean isCmwCbor(CborItem type) throws MalformedMessageException {
        return type.kind() == CborItem.Kind.TEXT
                ? type.isText(MediaTypes.CMW_CBOR)
                : type.unsigned("signed-cbor-cmw.cty") == CBOR_CONTENT_FORMAT;
    }

    private static Optional<Bytes> keyId(CoseSign1 cose) throws MalformedMessageException {
        Optional<CborItem> signed = cose.untrustedProtectedHeaders().value(CoseHeaders.KID);
        Optional<CborItem> either =
                signed.isPresent() ? signed : cose.untrustedHeaders().value(CoseHeaders.KID);
        return either.isPresent() ? Optional.of(either.get().bytes("signed-cbor-cmw.kid")) : Optional.empty();
    }

    private static SignedCmw decodeCompact(Bytes message) throws MalformedMessageException {
        CompactJws jws = CompactJws.parse(message);
        return ofJws(message, Form.JWS_COMPACT, jws, jws.keyId());
    }

    private static SignedCmw decodeFlattened(Bytes message) throws MalformedMessageException {
        FlattenedJws flattened = FlattenedJws.parse(message);
        return ofJws(message, Form.JWS_FLATTENED, flattened.jws(), flattened.keyId());
    }

    private static SignedCmw ofJws(Bytes message, Form form, CompactJws jws, Optional<String> keyId)
            throws MalformedMessageException {
        if (!jws.header().has("cty")) {
            throw jws.header().malformed("cty", "is not in the protected header");
        }
        if (!jws.header().string("cty").equals(MediaTypes.CMW_JSON)) {
            throw jws.header().malformed("cty", "is not " + MediaTypes.CMW_JSON);
        }
        return new SignedCmw(message, form, jws.payload(), keyId.map(Bytes::ofUtf8), jws::verify);
    }

    /**
     * Signs a wrapper.
     *
     * @throws IllegalArgumentException if the form has no algorithm for the signer or no encoding for the wrapper, or the result would
     *     be too long to be read
     */
    public static SignedCmw sign(Cmw cmw, Signer signer, CryptoBackend crypto, Form form) {
        Bytes content = form.encoding().encode(cmw);
        Bytes message = switch (form) {
            case COSE -> signCose(content, signer, crypto);
            case JWS_COMPACT -> Bytes.ofUtf8(signJws(content, signer).text());
            case JWS_FLATTENED ->
                Json.write(FlattenedJws.of(signJws(content, signer)).toJson());
        };
        try {
            return decode(message);
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("a signed CMW that nobody would read", e);
        }
    }

    private static Bytes signCose(Bytes content, Signer signer, CryptoBackend crypto) {
        CoseHeaders headers = CoseHeaders.builder()
                .put(CoseHeaders.CONTENT_TYPE, Cbor.text(MediaTypes.CMW_CBOR))
                .build();
        return CoseSign1.sign(crypto, signer, headers, CoseHeaders.NONE, content);
    }

    private static CompactJws signJws(Bytes content, Signer signer) {
        return CompactJws.sign(
                JsonObject.builder().put("cty", MediaTypes.CMW_JSON).build(), content, signer);
    }

    /** The whole, as received. */
    public Bytes bytes() {
        return bytes;
    }

    /** How it is signed and written. */
    public Form form() {
        return form;
    }

    /** Which key the sender says it is: {@code kid}, of a JWS in UTF-8. Good for finding a key, and for nothing else. */
    public Optional<Bytes> untrustedKeyId() {
        return keyId;
    }

    /** The wrapper, before anybody verified it: to be shown, not to be used. */
    public Cmw untrustedCmw() throws MalformedMessageException {
        return form.encoding().decode(payload);
    }

    /** A record that holds it, for collections and for other encodings. */
    public CmwRecord toRecord(Set<ConceptualMessage> indicators) {
        return new CmwRecord(new CmwType.MediaType(form.mediaType()), bytes, indicators);
    }

    /**
     * Verifies the signature over the bytes as received, then decodes what was signed.
     *
     * @return empty unless the key is for the algorithm of the protected header and the signature verifies
     * @throws MalformedMessageException if the signature verifies and what was signed is no wrapper
     */
    public Optional<VerifiedCmw> verify(CryptoBackend crypto, PublicKey key) throws MalformedMessageException {
        Optional<VerifiedSignature> proof = envelope.verify(crypto, key);
        return proof.isEmpty() ? Optional.empty() : Optional.of(new VerifiedCmw(untrustedCmw(), proof.get()));
    }

    /** The form and length only. */
    @Override
    public String toString() {
        return "signed CMW as " + form + " of " + bytes.length() + " bytes";
    }
}
