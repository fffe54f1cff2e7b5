package dev.rats4j.corim;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.Signer;
import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A signed-corim (COSE_Sign1, tag 18), draft-ietf-rats-corim-11, 4.2; decoded and not verified. Hash envelopes are not read yet. */
@CheckReturnValue
public final class SignedCorim {

    /** Media type. */
    public static final String MEDIA_TYPE = "application/rim+cose";

    private static final CborKey CORIM_META = CborKey.of(8);
    private static final CborKey HASH_ENVELOPE = CborKey.of(258);

    private final CoseSign1 message;
    private final Meta meta;

    private SignedCorim(CoseSign1 message, Meta meta) {
        this.message = message;
        this.meta = meta;
    }

    /**
     * Who signs, and for how long the signature is meant to count.
     *
     * @param signerName name of the signer, as the signer writes it
     * @param validity signature-validity, if there is one
     */
    public record Meta(String signerName, Optional<Validity> validity) {}

    /**
     * A CoRIM whose signature was verified.
     *
     * @param corim the content
     * @param meta who signed; the name is the signer's own word
     * @param proof the signature
     */
    public record Verified(Corim corim, Meta meta, VerifiedSignature proof) {}

    /** Decodes the envelope; the content is not looked at before somebody answers for it. */
    public static SignedCorim decode(Bytes encoded) throws MalformedMessageException {
        CoseSign1 message = CoseSign1.decode(
                encoded, CoseSign1.Form.TAGGED, CborProfile.WELL_FORMED, Set.of(CORIM_META, CoseHeaders.CWT_CLAIMS));
        CoseHeaders headers = message.untrustedProtectedHeaders();
        if (headers.labels().contains(HASH_ENVELOPE)) {
            throw new MalformedMessageException("signed-corim", 0, "hash envelopes are not supported");
        }
        Optional<CborItem> contentType = headers.value(CoseHeaders.CONTENT_TYPE);
        if (contentType.isEmpty() || !contentType.get().text("content-type").equals(Corim.MEDIA_TYPE)) {
            throw new MalformedMessageException("signed-corim.content-type", 0, "is not " + Corim.MEDIA_TYPE);
        }
        if (message.untrustedPayload().isEmpty()) {
            throw new MalformedMessageException("signed-corim.payload", 0, "is detached, which is not supported");
        }
        return new SignedCorim(message, readMeta(headers));
    }

    private static Meta readMeta(CoseHeaders headers) throws MalformedMessageException {
        Optional<CborItem> encodedMeta = headers.value(CORIM_META);
        Optional<CborItem> claims = headers.value(CoseHeaders.CWT_CLAIMS);
        Optional<Meta> ofMeta =
                encodedMeta.isPresent() ? Optional.of(readCorimMeta(encodedMeta.get())) : Optional.empty();
        Optional<Meta> ofClaims = claims.isPresent() ? Optional.of(readClaims(claims.get())) : Optional.empty();
        if (ofMeta.isPresent() && ofClaims.isPresent() && !ofMeta.equals(ofClaims)) {
            throw new MalformedMessageException("signed-corim", 0, "corim-meta and CWT claims do not say the same");
        }
        Optional<Meta> either = ofMeta.isPresent() ? ofMeta : ofClaims;
        if (either.isEmpty()) {
            throw new MalformedMessageException("signed-corim", 0, "has neither corim-meta nor CWT claims");
        }
        return either.get();
    }

    private static Meta readCorimMeta(CborItem item) throws MalformedMessageException {
        CborMap map = CborItem.decode(item.bytes("corim-meta"), CborProfile.WELL_FORMED)
                .map("corim-meta-map");
        CborMap signer = map.required(0, "signer").map("corim-signer-map");
        Optional<CborItem> validity = map.optional(1);
        map.expectNoOthers();
        Optional<CborItem> uri = signer.optional(1);
        if (uri.isPresent()) {
            CorimReader.readUri(uri.get());
        }
        return new Meta(
                signer.required(0, "signer-name").text("signer-name"),
                validity.isPresent() ? Optional.of(CorimReader.readValidity(validity.get())) : Optional.empty());
    }

    private static Meta readClaims(CborItem item) throws MalformedMessageException {
        CborMap map = item.map("CWT claims");
        String issuer = map.required(1, "iss").text("iss");
        Optional<CborItem> expiry = map.optional(4);
        Optional<CborItem> start = map.optional(5);
        if (expiry.isEmpty()) {
            if (start.isPresent()) {
                throw start.get().malformed("nbf", "without exp is not supported");
            }
            return new Meta(issuer, Optional.empty());
        }
        Bytes end = Cbor.tagged(1, expiry.get().encoded());
        Cbor.MapBuilder validity = Cbor.map().put(1, end);
        start.ifPresent(instant -> validity.put(0, Cbor.tagged(1, instant.encoded())));
        return new Meta(
                issuer,
                Optional.of(CorimReader.readValidity(CborItem.decode(validity.encode(), CborProfile.WELL_FORMED))));
    }

    /** Certificates in the header in DER, the signer's first; possibly none. They prove nothing by being there. */
    public List<Bytes> untrustedCertificates() throws MalformedMessageException {
        List<Bytes> chain = message.untrustedProtectedHeaders().x5chain();
        return chain.isEmpty() ? message.untrustedHeaders().x5chain() : chain;
    }

    /** Who is said to have signed. */
    public Meta untrustedMeta() {
        return meta;
    }

    /** The content, before anybody verified it: to be shown, not to be used. */
    public Corim untrustedCorim() throws MalformedMessageException {
        return Corim.decode(message.untrustedPayload().orElseThrow());
    }

    /**
     * Verifies the signature, then decodes the content.
     *
     * @return empty unless the signature verifies
     * @throws MalformedMessageException if the signed content is no CoRIM
     */
    public Optional<Verified> verify(CryptoBackend crypto, PublicKey key) throws MalformedMessageException {
        Optional<CoseSign1.Verified> verified = message.verify(crypto, key, Bytes.EMPTY);
        if (verified.isEmpty()) {
            return Optional.empty();
        }
        Corim corim = Corim.decode(verified.get().payload());
        return Optional.of(new Verified(corim, meta, verified.get().proof()));
    }

    /**
     * Signs a CoRIM.
     *
     * @param certificates of the signer's key in DER, leaf first; possibly none
     */
    public static Bytes sign(CryptoBackend crypto, Signer signer, Corim corim, Meta meta, List<Bytes> certificates) {
        Cbor.MapBuilder metaMap = Cbor.map()
                .put(0, Cbor.map().put(0, Cbor.text(meta.signerName())).encode());
        meta.validity().ifPresent(validity -> metaMap.put(1, CorimWriter.write(validity)));
        CoseHeaders.Builder headers = CoseHeaders.builder()
                .put(CoseHeaders.CONTENT_TYPE, Cbor.text(Corim.MEDIA_TYPE))
                .put(CORIM_META, Cbor.bytes(metaMap.encode()));
        if (!certificates.isEmpty()) {
            headers.x5chain(certificates);
        }
        return CoseSign1.sign(crypto, signer, headers.build(), CoseHeaders.NONE, corim.encode());
    }
}
