package dev.rats4j.cose;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A COSE_Sign message, RFC 9052, 4.1, decoded and not verified: one payload, and signatures that each stand for themselves. Which of them
 * have to verify is the caller's decision; it is read and not written.
 */
@CheckReturnValue
public final class CoseSign {

    /** The CBOR tag. */
    public static final long TAG = 98;
    /** Most signatures of a message: each costs an operation. */
    public static final int MAX_SIGNATURES = 16;

    private final CoseBuckets body;
    private final Optional<Bytes> payload;
    private final List<Signature> signatures = new ArrayList<>();

    private CoseSign(CoseBuckets body, Optional<Bytes> payload) throws MalformedMessageException {
        this.body = body;
        this.payload = payload;
        body.requireNoAlgorithm();
        HashEnvelope.requireWellFormed(body, payload);
    }

    /**
     * What is known after one signature was verified. It says nothing of the other signatures.
     *
     * @param proof covers both headers, external data and payload
     * @param protectedHeaders signed headers of the message
     * @param signerHeaders signed headers of this signature
     * @param payload the signed content
     */
    public record Verified(
            VerifiedSignature proof, CoseHeaders protectedHeaders, CoseHeaders signerHeaders, Bytes payload) {}

    /**
     * Decodes a message.
     *
     * @param understood labels that the caller processes, so that {@code crit} of the message or of a signature may name them
     * @throws MalformedMessageException also if a signature has no {@code alg} that is protected and supported, the message itself has
     *     one, a label is in both buckets, or there is no signature or more than {@link #MAX_SIGNATURES}
     */
    public static CoseSign decode(Bytes message, CoseSign1.Form form, CborProfile profile, Set<CborKey> understood)
            throws MalformedMessageException {
        CborItem item = CoseBuckets.untagged(CborItem.decode(message, profile), form, TAG, "COSE_Sign");
        CborItem[] parts = item.elements(4, 4, "COSE_Sign");
        CoseSign decoded = new CoseSign(
                CoseBuckets.decode(parts[0], parts[1], profile, understood, "COSE_Sign"),
                CoseBuckets.payload(parts[2], "COSE_Sign.payload"));
        for (CborItem signature : parts[3].elements(1, MAX_SIGNATURES, "COSE_Sign.signatures")) {
            CborItem[] fields = signature.elements(3, 3, "COSE_Signature");
            decoded.signatures.add(decoded
            .new Signature(
                    CoseBuckets.decode(fields[0], fields[1], profile, understood, "COSE_Signature"),
                    fields[2].bytes("COSE_Signature.signature")));
        }
        return decoded;
    }

    /** Protected headers of the message, before anybody verified them. */
    public CoseHeaders untrustedProtectedHeaders() {
        return body.protectedHeaders();
    }

    /** Unprotected headers of the message; no signature ever covers them. */
    public CoseHeaders untrustedHeaders() {
        return body.unprotected();
    }

    /** The payload, before anybody verified it; empty if it is detached. */
    public Optional<Bytes> untrustedPayload() {
        return payload;
    }

    /** The signatures, in the order of the message. */
    public List<Signature> signatures() {
        return List.copyOf(signatures);
    }

    /** One signature, not verified. */
    @CheckReturnValue
    public final class Signature {
        private final CoseBuckets buckets;
        private final Bytes value;
        private final CoseAlgorithm algorithm;

        private Signature(CoseBuckets buckets, Bytes value) throws MalformedMessageException {
            this.buckets = buckets;
            this.value = value;
            int identifier = buckets.algorithm();
            this.algorithm = CoseAlgorithm.of(identifier).orElseThrow(() -> buckets.unsupported(identifier));
            HashEnvelope.requireNone(buckets);
        }

        /** The algorithm of the protected header. */
        public CoseAlgorithm algorithm() {
            return algorithm;
        }

        /** Protected headers, before anybody verified them. */
        public CoseHeaders untrustedProtectedHeaders() {
            return buckets.protectedHeaders();
        }

        /** Unprotected headers; no signature ever covers them. */
        public CoseHeaders untrustedHeaders() {
            return buckets.unprotected();
        }

        /**
         * Verifies this signature, and no other, of a message that carries its payload.
         *
         * @param externalAad data that is signed but not sent; empty bytes for none
         * @return empty unless the signature verifies and the key fits the algorithm
         * @throws IllegalStateException if the payload is detached
         */
        public Optional<Verified> verify(CryptoBackend crypto, PublicKey key, Bytes externalAad) {
            return verified(
                    crypto,
                    key,
                    externalAad,
                    payload.orElseThrow(() -> new IllegalStateException("payload is detached")));
        }

        /** The same with a key that says itself what it is for; empty as well if it is not for this algorithm. */
        public Optional<Verified> verify(CryptoBackend crypto, CosePublicKey key, Bytes externalAad) {
            return key.permits(algorithm) ? verify(crypto, key.key(), externalAad) : Optional.empty();
        }

        /**
         * Verifies this signature, and no other, of a message whose payload came another way.
         *
         * @throws IllegalStateException if the message carries a payload
         */
        public Optional<Verified> verifyDetached(
                CryptoBackend crypto, PublicKey key, Bytes externalAad, Bytes detachedPayload) {
            if (payload.isPresent()) {
                throw new IllegalStateException("payload is not detached");
            }
            return verified(crypto, key, externalAad, detachedPayload);
        }

        private Optional<Verified> verified(CryptoBackend crypto, PublicKey key, Bytes externalAad, Bytes content) {
            if (!algorithm.fits(crypto, key)) {
                return Optional.empty();
            }
            Bytes covered = CoseBuckets.covered("Signature", body.covered(), buckets.covered(), externalAad, content);
            return crypto.verify(key, algorithm.signature(), covered, value)
                    .map(proof -> new Verified(proof, body.protectedHeaders(), buckets.protectedHeaders(), content));
        }
    }
}
