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

    private final CborItem protectedItem;
    private final CoseHeaders protectedHeaders;
    private final CoseHeaders unprotectedHeaders;
    private final Optional<Bytes> payload;
    private final Bytes signature;
    private final CoseAlgorithm algorithm;

    private CoseSign1(
            CborItem protectedItem,
            CoseHeaders protectedHeaders,
            CoseHeaders unprotectedHeaders,
            Optional<Bytes> payload,
            Bytes signature,
            CoseAlgorithm algorithm) {
        this.protectedItem = protectedItem;
        this.protectedHeaders = protectedHeaders;
        this.unprotectedHeaders = unprotectedHeaders;
        this.payload = payload;
        this.signature = signature;
        this.algorithm = algorithm;
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
        CborItem item = CborItem.decode(message, profile);
        boolean isTagged = item.isTagged(TAG);
        if (form == Form.TAGGED || (form == Form.EITHER && isTagged)) {
            item = item.tagged(TAG, "COSE_Sign1");
        }
        CborItem[] parts = item.elements(4, 4, "COSE_Sign1");
        CoseHeaders protectedHeaders = protectedHeaders(parts[0], profile);
        CoseHeaders unprotectedHeaders = CoseHeaders.of(parts[1].map("COSE_Sign1.unprotected"));
        requireApart(protectedHeaders, unprotectedHeaders, parts[1]);
        requireUnderstood(protectedHeaders, unprotectedHeaders, understood, parts[0]);
        Optional<Bytes> payload =
                parts[2].isNull() ? Optional.empty() : Optional.of(parts[2].bytes("COSE_Sign1.payload"));
        return new CoseSign1(
                parts[0],
                protectedHeaders,
                unprotectedHeaders,
                payload,
                parts[3].bytes("COSE_Sign1.signature"),
                algorithm(protectedHeaders, parts[0]));
    }

    private static CoseHeaders protectedHeaders(CborItem item, CborProfile profile) throws MalformedMessageException {
        Bytes encoded = item.bytes("COSE_Sign1.protected");
        if (encoded.isEmpty()) {
            return CoseHeaders.NONE;
        }
        return CoseHeaders.of(CborItem.decode(encoded, profile).map("COSE_Sign1.protected"));
    }

    private static CoseAlgorithm algorithm(CoseHeaders headers, CborItem item) throws MalformedMessageException {
        Optional<CborItem> alg = headers.value(CoseHeaders.ALG);
        if (alg.isEmpty()) {
            throw item.malformed("COSE_Sign1.alg", "is not in the protected header");
        }
        int identifier = alg.get().int32("COSE_Sign1.alg");
        Optional<CoseAlgorithm> algorithm = CoseAlgorithm.of(identifier);
        if (algorithm.isEmpty()) {
            throw item.malformed("COSE_Sign1.alg", identifier + " is not supported");
        }
        return algorithm.get();
    }

    private static void requireApart(CoseHeaders one, CoseHeaders other, CborItem at) throws MalformedMessageException {
        for (CborKey label : one.labels()) {
            if (other.labels().contains(label)) {
                throw at.malformed("COSE_Sign1", "label " + label + " in both headers"); // RFC 9052, 3
            }
        }
        if (other.labels().contains(CoseHeaders.ALG)) {
            throw at.malformed("COSE_Sign1.alg", "is in the unprotected header");
        }
    }

    private static void requireUnderstood(
            CoseHeaders protectedHeaders, CoseHeaders unprotectedHeaders, Set<CborKey> understood, CborItem at)
            throws MalformedMessageException {
        if (unprotectedHeaders.labels().contains(CoseHeaders.CRIT)) {
            throw at.malformed("COSE_Sign1.crit", "is in the unprotected header"); // RFC 9052, 3.1
        }
        Optional<CborItem> crit = protectedHeaders.value(CoseHeaders.CRIT);
        if (crit.isEmpty()) {
            return;
        }
        int count = 0;
        for (CborItem label : crit.get().elements("COSE_Sign1.crit")) {
            CborKey key = label.kind() == CborItem.Kind.TEXT
                    ? CborKey.of(label.text("COSE_Sign1.crit"))
                    : CborKey.of(label.int32("COSE_Sign1.crit"));
            if (!understood.contains(key) || !protectedHeaders.labels().contains(key)) {
                throw at.malformed("COSE_Sign1.crit", key + " is not understood, or not there");
            }
            count++;
        }
        if (count == 0) {
            throw at.malformed("COSE_Sign1.crit", "is empty");
        }
    }

    /** Protected headers, before anybody verified them. */
    public CoseHeaders untrustedProtectedHeaders() {
        return protectedHeaders;
    }

    /** Unprotected headers; no signature ever covers them. */
    public CoseHeaders untrustedHeaders() {
        return unprotectedHeaders;
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
        // RFC 9052, 4.4: an empty header is signed as the empty string, whichever way it was sent
        Bytes signedHeaders = protectedHeaders.isEmpty() ? Bytes.EMPTY : protectedContent();
        return crypto.verify(key, algorithm.signature(), toBeSigned(signedHeaders, externalAad, content), signature)
                .map(proof -> new Verified(proof, protectedHeaders, content));
    }

    private Bytes protectedContent() {
        try {
            return protectedItem.bytes("COSE_Sign1.protected");
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("decoded before", e);
        }
    }

    private static Bytes toBeSigned(Bytes protectedHeaders, Bytes externalAad, Bytes payload) {
        return Cbor.array(
                Cbor.text("Signature1"), Cbor.bytes(protectedHeaders), Cbor.bytes(externalAad), Cbor.bytes(payload));
    }

    /**
     * Signs a message, tagged; {@code alg} is added to the protected headers.
     *
     * @param crypto knows the curve of the signer's key
     * @throws IllegalArgumentException if COSE has no algorithm for the signer, or alg is among the headers
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
        CoseAlgorithm algorithm = CoseAlgorithm.of(signer, crypto.curveOf(signer.publicKey()))
                .orElseThrow(() -> new IllegalArgumentException("COSE has no algorithm for " + signer.algorithm()));
        CoseHeaders.Builder headers = CoseHeaders.builder().put(CoseHeaders.ALG, Cbor.integer(algorithm.identifier()));
        for (CborKey label : protectedHeaders.labels()) {
            headers.put(label, protectedHeaders.value(label).orElseThrow().encoded());
        }
        Bytes encodedHeaders = headers.build().encoded();
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
