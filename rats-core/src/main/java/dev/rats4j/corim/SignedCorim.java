package dev.rats4j.corim;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.cose.HashEnvelope;
import dev.rats4j.cose.VerifiedHashEnvelope;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.Signer;
import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A signed-corim (COSE_Sign1, tag 18), draft-ietf-rats-corim-11, 4.2; decoded and not verified.
 *
 * <p>Its protected header says where the CoRIM is: in the message, elsewhere, or elsewhere with its digest in the message.
 */
@CheckReturnValue
public final class SignedCorim {

    /** Media type. */
    public static final String MEDIA_TYPE = "application/rim+cose";

    /** First bytes of a COSE_Sign message. */
    private static final Bytes COSE_SIGN = Bytes.of(0xd8, 98);

    private final CoseSign1 message;
    private final Form form;
    private final Meta meta;
    private final CorimProfiles profiles;

    private SignedCorim(CoseSign1 message, Form form, Meta meta, CorimProfiles profiles) {
        this.message = message;
        this.form = form;
        this.meta = meta;
        this.profiles = profiles;
    }

    /** Where the CoRIM is. */
    public enum Form {
        /** In the message. */
        ATTACHED,
        /** Elsewhere; the signature is over it all the same. */
        DETACHED,
        /** Elsewhere; the signature is over its digest, RFC 9995. */
        HASH_ENVELOPE
    }

    /**
     * Who signs, and for how long the signature is meant to count.
     *
     * @param signerName name of the signer, as the signer writes it
     * @param signerUri a URI of the signer, if there is one; CWT claims have no place for it
     * @param validity signature-validity, if there is one
     * @param extensions entries about the signer that the draft does not define, by number: encoded items
     */
    public record Meta(
            String signerName, Optional<String> signerUri, Optional<Validity> validity, Map<Long, Bytes> extensions) {

        /** Copies the map. */
        public Meta {
            extensions = Extensions.copyOf(extensions, 1);
        }

        /** A signer known by name. */
        public Meta(String signerName, Optional<Validity> validity) {
            this(signerName, Optional.empty(), validity, Map.of());
        }
    }

    /**
     * A CoRIM whose signature was verified.
     *
     * @param corim the content
     * @param meta who signed; the name is the signer's own word
     * @param proof the signature
     */
    public record Verified(Corim corim, Meta meta, VerifiedSignature proof) {}

    /** Decodes the envelope, for a content with the type choices of the draft alone. */
    public static SignedCorim decode(Bytes encoded) throws MalformedMessageException {
        return decode(encoded, CorimProfiles.NONE);
    }

    /**
     * Decodes the envelope; the content is not looked at before somebody answers for it.
     *
     * @param profiles profiles whose own type choices are read in the content
     */
    public static SignedCorim decode(Bytes encoded, CorimProfiles profiles) throws MalformedMessageException {
        if (encoded.startsWith(COSE_SIGN)) {
            throw new MalformedMessageException(
                    "signed-corim", 0, "is a COSE_Sign (tag 98), not a COSE_Sign1 (tag 18)");
        }
        CoseSign1 message = CoseSign1.decode(
                encoded,
                CoseSign1.Form.TAGGED,
                CborProfile.WELL_FORMED,
                Set.of(
                        CorimMeta.CORIM_META,
                        CoseHeaders.CWT_CLAIMS,
                        HashEnvelope.ALGORITHM,
                        HashEnvelope.PREIMAGE_TYPE,
                        HashEnvelope.LOCATION));
        Form form = form(message);
        Meta meta = CorimMeta.read(message.untrustedProtectedHeaders(), message.untrustedHeaders());
        return new SignedCorim(message, form, meta, profiles);
    }

    private static Form form(CoseSign1 message) throws MalformedMessageException {
        CoseHeaders headers = message.untrustedProtectedHeaders();
        boolean isEnvelope = headers.value(HashEnvelope.ALGORITHM).isPresent();
        CborKey label = isEnvelope ? HashEnvelope.PREIMAGE_TYPE : CoseHeaders.CONTENT_TYPE;
        Optional<CborItem> contentType = headers.value(label);
        if (contentType.isEmpty() || !contentType.get().text("content-type").equals(Corim.MEDIA_TYPE)) {
            throw new MalformedMessageException("signed-corim.content-type", 0, "is not " + Corim.MEDIA_TYPE);
        }
        if (isEnvelope) {
            if (message.untrustedPayload().isEmpty()) {
                throw new MalformedMessageException("signed-corim.payload", 0, "is a digest that is detached");
            }
            return Form.HASH_ENVELOPE;
        }
        return message.untrustedPayload().isPresent() ? Form.ATTACHED : Form.DETACHED;
    }

    /** Where the CoRIM is. */
    public Form form() {
        return form;
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

    /** Where the CoRIM is said to be, in a hash envelope; nothing here goes there. */
    public Optional<String> untrustedLocation() throws MalformedMessageException {
        Optional<CborItem> location = message.untrustedProtectedHeaders().value(HashEnvelope.LOCATION);
        return location.isPresent() ? Optional.of(location.get().text("payload-location")) : Optional.empty();
    }

    /** The content, before anybody verified it: to be shown, not to be used. Empty if it is elsewhere. */
    public Optional<Corim> untrustedCorim() throws MalformedMessageException {
        return form == Form.ATTACHED
                ? Optional.of(Corim.decode(message.untrustedPayload().orElseThrow(), profiles))
                : Optional.empty();
    }

    /**
     * Verifies the signature, then decodes the content.
     *
     * @return empty unless the signature verifies
     * @throws MalformedMessageException if the signed content is no CoRIM
     * @throws IllegalStateException if the content is elsewhere, see {@link #form}
     */
    public Optional<Verified> verify(CryptoBackend crypto, PublicKey key) throws MalformedMessageException {
        if (form != Form.ATTACHED) {
            throw new IllegalStateException("the CoRIM is not in the message");
        }
        return verified(message.verify(crypto, key, Bytes.EMPTY));
    }

    /**
     * Verifies the signature over a CoRIM that came another way, then decodes it.
     *
     * @param corim the unsigned CoRIM as it was signed or hashed, tag 501
     * @return empty unless the signature verifies, and over this CoRIM
     * @throws MalformedMessageException if the signed content is no CoRIM
     * @throws IllegalStateException if the message has a content of its own, see {@link #form}
     */
    public Optional<Verified> verify(CryptoBackend crypto, PublicKey key, Bytes corim)
            throws MalformedMessageException {
        if (form == Form.ATTACHED) {
            throw new IllegalStateException("the CoRIM is in the message");
        }
        if (form == Form.DETACHED) {
            return verified(message.verifyDetached(crypto, key, Bytes.EMPTY, corim));
        }
        Optional<CoseSign1.Verified> verified = message.verify(crypto, key, Bytes.EMPTY);
        if (verified.isEmpty()) {
            return Optional.empty();
        }
        Optional<VerifiedHashEnvelope.VerifiedPreimage> preimage =
                VerifiedHashEnvelope.of(verified.get()).flatMap(envelope -> envelope.open(corim));
        return preimage.isPresent()
                ? Optional.of(verified(preimage.get().content(), verified.get().proof()))
                : Optional.empty();
    }

    private Optional<Verified> verified(Optional<CoseSign1.Verified> verified) throws MalformedMessageException {
        return verified.isPresent()
                ? Optional.of(verified(verified.get().payload(), verified.get().proof()))
                : Optional.empty();
    }

    private Verified verified(Bytes content, VerifiedSignature proof) throws MalformedMessageException {
        return new Verified(Corim.decode(content, profiles), meta, proof);
    }

    /**
     * Signs a CoRIM, which is put into the message; with {@code corim-meta}. {@link CorimSigning} has the other forms.
     *
     * @param certificates of the signer's key in DER, leaf first; possibly none
     */
    public static Bytes sign(CryptoBackend crypto, Signer signer, Corim corim, Meta meta, List<Bytes> certificates) {
        return CorimSigning.of(meta).withCertificates(certificates).attached(crypto, signer, corim);
    }
}
