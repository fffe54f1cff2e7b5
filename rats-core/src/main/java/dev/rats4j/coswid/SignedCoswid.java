package dev.rats4j.coswid;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
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

/** A signed-coswid (COSE_Sign1, tag 18, possibly under {@link Coswid#TAG}), RFC 9393, 7; decoded and not verified. */
@CheckReturnValue
public final class SignedCoswid {

    private final CoseSign1 message;

    private SignedCoswid(CoseSign1 message) {
        this.message = message;
    }

    /**
     * A tag whose signature was verified.
     *
     * @param coswid the content
     * @param proof the signature
     */
    public record Verified(Coswid coswid, VerifiedSignature proof) {}

    /** Decodes the envelope; the content is not looked at before somebody answers for it. */
    public static SignedCoswid decode(Bytes encoded) throws MalformedMessageException {
        CborItem item = CborItem.decode(encoded, CborProfile.WELL_FORMED);
        Bytes envelope =
                item.isTagged(Coswid.TAG) ? item.tagContent("signed-coswid").encoded() : encoded;
        CoseSign1 message = CoseSign1.decode(envelope, CoseSign1.Form.TAGGED, CborProfile.WELL_FORMED);
        Optional<CborItem> contentType = message.untrustedProtectedHeaders().value(CoseHeaders.CONTENT_TYPE);
        if (contentType.isEmpty() || !contentType.get().isText(Coswid.MEDIA_TYPE)) {
            throw new MalformedMessageException("signed-coswid.content-type", 0, "is not " + Coswid.MEDIA_TYPE);
        }
        if (message.untrustedPayload().isEmpty()) {
            throw new MalformedMessageException("signed-coswid.payload", 0, "is detached, which is not supported");
        }
        return new SignedCoswid(message);
    }

    /** Certificates in the header in DER, the signer's first; possibly none. They prove nothing by being there. */
    public List<Bytes> untrustedCertificates() throws MalformedMessageException {
        List<Bytes> chain = message.untrustedProtectedHeaders().x5chain();
        return chain.isEmpty() ? message.untrustedHeaders().x5chain() : chain;
    }

    /** The content, before anybody verified it: to be shown, not to be used. */
    public Coswid untrustedCoswid() throws MalformedMessageException {
        return Coswid.decode(message.untrustedPayload().orElseThrow());
    }

    /**
     * Verifies the signature, then decodes the content.
     *
     * @return empty unless the signature verifies
     * @throws MalformedMessageException if the signed content is no CoSWID
     */
    public Optional<Verified> verify(CryptoBackend crypto, PublicKey key) throws MalformedMessageException {
        Optional<CoseSign1.Verified> verified = message.verify(crypto, key, Bytes.EMPTY);
        if (verified.isEmpty()) {
            return Optional.empty();
        }
        Coswid coswid = Coswid.decode(verified.get().payload());
        return Optional.of(new Verified(coswid, verified.get().proof()));
    }

    /**
     * Signs a tag: COSE_Sign1 with tag 18.
     *
     * @param certificates of the signer's key in DER, leaf first; possibly none
     */
    public static Bytes sign(CryptoBackend crypto, Signer signer, Coswid coswid, List<Bytes> certificates) {
        CoseHeaders.Builder headers = CoseHeaders.builder().put(CoseHeaders.CONTENT_TYPE, Cbor.text(Coswid.MEDIA_TYPE));
        if (!certificates.isEmpty()) {
            headers.x5chain(certificates);
        }
        return CoseSign1.sign(crypto, signer, headers.build(), CoseHeaders.NONE, coswid.encode());
    }
}
