package dev.rats4j.cose;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.Signer;
import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.Optional;
import java.util.Set;

/** A COSE_Sign1 message, RFC 9052, 4.2, decoded and not verified. */
@CheckReturnValue
public final class CoseSign1 {

    /** The CBOR tag. */
    public static final long TAG = 18;

    /** Whether the format wants the tag. */
    public enum Form {
        /** With tag 18. */
        TAGGED,
        /** Without. */
        UNTAGGED,
        /** Either way. */
        EITHER
    }

    private final CoseBuckets buckets;
    private final Optional<Bytes> payload;
    private final Bytes signature;
    private final CoseAlgorithm algorithm;

    private CoseSign1(CoseBuckets buckets, Optional<Bytes> payload, Bytes signature) throws MalformedMessageException {
        this.buckets = buckets;
        this.payload = payload;
        this.signature = signature;
        int identifier = buckets.algorithm();
        this.algorithm = CoseAlgorithm.of(identifier).orElseThrow(() -> buckets.unsupported(identifier));
        HashEnvelope.requireWellFormed(buckets, payload);
    }

    /**
     * What is known after the signature was verified.
     *
     * @param proof covers protected headers, external data and payload
     * @param protectedHeaders signed headers
     * @param payload the signed content
     */
    public record Verified(VerifiedSignature proof, CoseHeaders protectedHeaders, Bytes payload) {}

    /** Decodes a message whose {@code crit} may name nothing. */
    public static CoseSign1 decode(Bytes message, Form form, CborProfile profile) throws MalformedMessageException {
        return decode(message, form, profile, Set.of());
    }

    /**
     * Decodes a message.
     *
     * @param understood labels that the caller processes, so that {@code crit} may name them
     * @throws MalformedMessageException also if {@code alg} is not protected or not supported, or a label is in both buckets
     */
    public static CoseSign1 decode(Bytes message, Form form, CborProfile profile, Set<CborKey> understood)
            throws MalformedMessageException {
        CborItem item = CoseBuckets.untagged(CborItem.decode(message, profile), form, TAG, "COSE_Sign1");
        CborItem[] parts = item.elements(4, 4, "COSE_Sign1");
        return new CoseSign1(
                CoseBuckets.decode(parts[0], parts[1], profile, understood, "COSE_Sign1"),
                CoseBuckets.payload(parts[2], "COSE_Sign1.payload"),
                parts[3].bytes("COSE_Sign1.signature"));
    }

    /** Protected headers, before anybody verified them. */
    public CoseHeaders untrustedProtectedHeaders() {
        return buckets.protectedHeaders();
    }

    /** Unprotected headers; no signature ever covers them. */
    public CoseHeaders untrustedHeaders() {
        return buckets.unprotected();
    }

    /** The payload, before anybody verified it; empty if it is detached. */
    public Optional<Bytes> untrustedPayload() {
        return payload;
    }

    /** The algorithm of the protected header. */
    public CoseAlgorithm algorithm() {
        return algorithm;
    }

    /**
     * Verifies a message that carries its payload.
     *
     * @param externalAad data that is signed but not sent; empty bytes for none
     * @return empty unless the signature verifies and the key fits the algorithm
     * @throws IllegalStateException if the payload is detached
     */
    public Optional<Verified> verify(CryptoBackend crypto, PublicKey key, Bytes externalAad) {
        return verified(
                crypto, key, externalAad, payload.orElseThrow(() -> new IllegalStateException("payload is detached")));
    }

    /** The same with a key that says itself what it is for; empty as well if it is not for this message's algorithm. */
    public Optional<Verified> verify(CryptoBackend crypto, CosePublicKey key, Bytes externalAad) {
        return key.permits(algorithm) ? verify(crypto, key.key(), externalAad) : Optional.empty();
    }

    /**
     * Verifies a message whose payload came another way.
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
        if (!algorithm.fits(key, crypto.curveOf(key))) {
            return Optional.empty();
        }
        return crypto.verify(key, algorithm.signature(), toBeSigned(buckets.covered(), externalAad, content), signature)
                .map(proof -> new Verified(proof, buckets.protectedHeaders(), content));
    }

    private static Bytes toBeSigned(Bytes protectedHeaders, Bytes externalAad, Bytes payload) {
        return CoseBuckets.covered("Signature1", protectedHeaders, externalAad, payload);
    }

    /**
     * Signs a message, tagged. {@code alg} is added to the protected headers, unless it is there: who wants one of RFC 9864 names it.
     *
     * @param crypto knows the curve of the signer's key
     * @throws IllegalArgumentException if COSE has no algorithm for the signer, or alg is another than the signer's
     */
    public static Bytes sign(
            CryptoBackend crypto,
            Signer signer,
            CoseHeaders protectedHeaders,
            CoseHeaders unprotectedHeaders,
            Bytes payload) {
        return signed(crypto, signer, protectedHeaders, unprotectedHeaders, payload, Bytes.EMPTY, false);
    }

    /** Signs a message, tagged, that does not carry its payload, over external data as well. */
    public static Bytes signDetached(
            CryptoBackend crypto, Signer signer, CoseHeaders protectedHeaders, Bytes payload, Bytes externalAad) {
        return signed(crypto, signer, protectedHeaders, CoseHeaders.NONE, payload, externalAad, true);
    }

    private static Bytes signed(
            CryptoBackend crypto,
            Signer signer,
            CoseHeaders protectedHeaders,
            CoseHeaders unprotectedHeaders,
            Bytes payload,
            Bytes externalAad,
            boolean detached) {
        CoseAlgorithm algorithm = CoseAlgorithm.chosen(protectedHeaders, signer, crypto.curveOf(signer.publicKey()));
        Bytes encodedHeaders = protectedHeaders.with(algorithm.identifier()).encoded();
        Bytes signature = signer.sign(toBeSigned(encodedHeaders, externalAad, payload));
        return Cbor.tagged(
                TAG,
                Cbor.array(
                        Cbor.bytes(encodedHeaders),
                        unprotectedHeaders.encoded(),
                        detached ? Cbor.nil() : Cbor.bytes(payload),
                        Cbor.bytes(signature)));
    }
}
