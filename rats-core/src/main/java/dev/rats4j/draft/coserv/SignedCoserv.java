package dev.rats4j.draft.coserv;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.corim.CorimProfiles;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.Signer;
import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.Optional;

/**
 * A signed-coserv (COSE_Sign1, tag 18), decoded and not verified. The content type has label 3, as in COSE; the CDDL of the draft has 2,
 * which is crit.
 */
@CheckReturnValue
public final class SignedCoserv {

    /** Media type. */
    public static final String MEDIA_TYPE = "application/coserv+cose";

    private final CoseSign1 message;

    private SignedCoserv(CoseSign1 message) {
        this.message = message;
    }

    /**
     * A message whose signature was verified.
     *
     * @param coserv the content; {@link Coserv#answerTo} says whether it answers a query
     * @param proof the signature
     */
    public record Verified(Coserv coserv, VerifiedSignature proof) {}

    /** Decodes the envelope; the content is not looked at before somebody answers for it. */
    public static SignedCoserv decode(Bytes encoded) throws MalformedMessageException {
        CoseSign1 message = CoseSign1.decode(encoded, CoseSign1.Form.TAGGED, CborProfile.WELL_FORMED);
        Optional<CborItem> contentType = message.untrustedProtectedHeaders().value(CoseHeaders.CONTENT_TYPE);
        if (contentType.isEmpty() || !contentType.get().isText(Coserv.MEDIA_TYPE)) {
            throw new MalformedMessageException("signed-coserv.content-type", 0, "is not " + Coserv.MEDIA_TYPE);
        }
        if (message.untrustedPayload().isEmpty()) {
            throw new MalformedMessageException("signed-coserv.payload", 0, "is detached");
        }
        return new SignedCoserv(message);
    }

    /** The key identifier of the header, to find a key. */
    public Optional<Bytes> untrustedKeyId() throws MalformedMessageException {
        Optional<CborItem> kid = message.untrustedProtectedHeaders().value(CoseHeaders.KID);
        if (kid.isEmpty()) {
            kid = message.untrustedHeaders().value(CoseHeaders.KID);
        }
        return kid.isPresent() ? Optional.of(kid.get().bytes("kid")) : Optional.empty();
    }

    /** The content, before anybody verified it: to be shown, not to be used. */
    public Coserv untrustedCoserv() throws MalformedMessageException {
        return Coserv.decode(message.untrustedPayload().orElseThrow());
    }

    /**
     * Verifies the signature, then decodes the content.
     *
     * @return empty unless the signature verifies
     * @throws MalformedMessageException if the signed content is no CoSERV
     */
    public Optional<Verified> verify(CryptoBackend crypto, PublicKey key) throws MalformedMessageException {
        return verify(crypto, key, CorimProfiles.NONE);
    }

    /** The same with the types of these profiles. */
    public Optional<Verified> verify(CryptoBackend crypto, PublicKey key, CorimProfiles profiles)
            throws MalformedMessageException {
        Optional<CoseSign1.Verified> verified = message.verify(crypto, key, Bytes.EMPTY);
        if (verified.isEmpty()) {
            return Optional.empty();
        }
        Coserv coserv = Coserv.decode(verified.get().payload(), profiles);
        return Optional.of(new Verified(coserv, verified.get().proof()));
    }

    /**
     * Signs a message.
     *
     * @param keyId written into the protected header
     */
    public static Bytes sign(CryptoBackend crypto, Signer signer, Coserv coserv, Optional<Bytes> keyId) {
        CoseHeaders.Builder headers = CoseHeaders.builder().put(CoseHeaders.CONTENT_TYPE, Cbor.text(Coserv.MEDIA_TYPE));
        keyId.ifPresent(id -> headers.put(CoseHeaders.KID, Cbor.bytes(id)));
        return CoseSign1.sign(crypto, signer, headers.build(), CoseHeaders.NONE, coserv.encode());
    }
}
