package dev.rats4j.cose;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.MacKey;
import dev.rats4j.crypto.VerifiedMac;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;
import java.util.Set;

/**
 * A message with a code that only sharers of a secret can make and check: COSE_Mac0, RFC 9052, 6.2, or COSE_Mac, 6.1, with a direct
 * recipient. Decoded and not verified.
 */
@CheckReturnValue
public final class CoseMac0 {

    /** The CBOR tag of COSE_Mac0. */
    public static final long TAG = 17;
    /** The CBOR tag of COSE_Mac. */
    public static final long MAC_TAG = 97;

    private static final int DIRECT = -6;

    private final String context;
    private final CoseBuckets buckets;
    private final Optional<Bytes> payload;
    private final Bytes code;
    private final CoseMacAlgorithm algorithm;

    private CoseMac0(String context, CoseBuckets buckets, Optional<Bytes> payload, Bytes code, boolean shortCodes)
            throws MalformedMessageException {
        this.context = context;
        this.buckets = buckets;
        this.payload = payload;
        this.code = code;
        int identifier = buckets.algorithm();
        this.algorithm = CoseMacAlgorithm.of(identifier)
                .filter(known -> shortCodes || !known.mac().isShort())
                .orElseThrow(() -> buckets.unsupported(identifier));
        HashEnvelope.requireWellFormed(buckets, payload);
    }

    /**
     * What is known after the code was verified: that somebody who has the key made it, which may be the reader.
     *
     * @param proof covers protected headers, external data and payload
     * @param protectedHeaders authenticated headers
     * @param payload the authenticated content
     */
    public record Verified(VerifiedMac proof, CoseHeaders protectedHeaders, Bytes payload) {}

    /** Decodes a COSE_Mac0 whose {@code crit} may name nothing. */
    public static CoseMac0 decode(Bytes message, CoseSign1.Form form, CborProfile profile)
            throws MalformedMessageException {
        return decode(message, form, profile, Set.of());
    }

    /**
     * Decodes a COSE_Mac0.
     *
     * @param understood labels that the caller processes, so that {@code crit} may name them
     * @throws MalformedMessageException also if {@code alg} is not protected, not supported or a short code, or a label is in both
     *     buckets
     */
    public static CoseMac0 decode(Bytes message, CoseSign1.Form form, CborProfile profile, Set<CborKey> understood)
            throws MalformedMessageException {
        return mac0(message, form, profile, understood, false);
    }

    /** The same, and takes codes of 64 bits as well: for formats that fix one. A guess in 2^64 is right. */
    public static CoseMac0 decodeAlsoShort(
            Bytes message, CoseSign1.Form form, CborProfile profile, Set<CborKey> understood)
            throws MalformedMessageException {
        return mac0(message, form, profile, understood, true);
    }

    private static CoseMac0 mac0(
            Bytes message, CoseSign1.Form form, CborProfile profile, Set<CborKey> understood, boolean shortCodes)
            throws MalformedMessageException {
        CborItem item = CoseBuckets.untagged(CborItem.decode(message, profile), form, TAG, "COSE_Mac0");
        CborItem[] parts = item.elements(4, 4, "COSE_Mac0");
        return new CoseMac0(
                "MAC0",
                CoseBuckets.decode(parts[0], parts[1], profile, understood, "COSE_Mac0"),
                CoseBuckets.payload(parts[2], "COSE_Mac0.payload"),
                parts[3].bytes("COSE_Mac0.tag"),
                shortCodes);
    }

    /**
     * Decodes a COSE_Mac whose only recipient has the key already: {@code direct}, RFC 9053, 6.1.1.
     *
     * @throws MalformedMessageException for all that {@link #decode} refuses, and for other recipients
     */
    public static CoseMac0 decodeMac(Bytes message, CoseSign1.Form form, CborProfile profile, Set<CborKey> understood)
            throws MalformedMessageException {
        CborItem item = CoseBuckets.untagged(CborItem.decode(message, profile), form, MAC_TAG, "COSE_Mac");
        CborItem[] parts = item.elements(5, 5, "COSE_Mac");
        requireDirect(parts[4].elements(1, 1, "COSE_Mac.recipients")[0]);
        return new CoseMac0(
                "MAC",
                CoseBuckets.decode(parts[0], parts[1], profile, understood, "COSE_Mac"),
                CoseBuckets.payload(parts[2], "COSE_Mac.payload"),
                parts[3].bytes("COSE_Mac.tag"),
                false);
    }

    /** Of a direct recipient both byte strings are empty. RFC 9053, 6.1.1. */
    private static void requireDirect(CborItem recipient) throws MalformedMessageException {
        String field = "COSE_Mac.recipient";
        CborItem[] parts = recipient.elements(3, 3, field);
        if (!parts[0].bytes(field + ".protected").isEmpty()
                || !parts[2].bytes(field + ".ciphertext").isEmpty()) {
            throw recipient.malformed(field, "is not direct, as it has protected headers or a ciphertext");
        }
        CoseHeaders headers = CoseHeaders.of(parts[1].map(field + ".unprotected"));
        Optional<CborItem> algorithm = headers.value(CoseHeaders.ALG);
        if (algorithm.isEmpty() || algorithm.get().int32(field + ".alg") != DIRECT) {
            throw recipient.malformed(field + ".alg", "is not direct (-6)");
        }
        if (headers.labels().contains(CoseHeaders.CRIT)) {
            throw recipient.malformed(field + ".crit", "is in the unprotected header");
        }
    }

    /** Protected headers, before anybody verified them. */
    public CoseHeaders untrustedProtectedHeaders() {
        return buckets.protectedHeaders();
    }

    /** Unprotected headers; no code ever covers them. */
    public CoseHeaders untrustedHeaders() {
        return buckets.unprotected();
    }

    /** The payload, before anybody verified it; empty if it is detached. */
    public Optional<Bytes> untrustedPayload() {
        return payload;
    }

    /** The algorithm of the protected header. */
    public CoseMacAlgorithm algorithm() {
        return algorithm;
    }

    /**
     * Verifies a message that carries its payload.
     *
     * @param externalAad data that is covered but not sent; empty bytes for none
     * @return empty unless the code verifies and the key is long enough
     * @throws IllegalStateException if the payload is detached
     */
    public Optional<Verified> verify(CryptoBackend crypto, MacKey key, Bytes externalAad) {
        return verified(
                crypto, key, externalAad, payload.orElseThrow(() -> new IllegalStateException("payload is detached")));
    }

    /**
     * Verifies a message whose payload came another way.
     *
     * @throws IllegalStateException if the message carries a payload
     */
    public Optional<Verified> verifyDetached(
            CryptoBackend crypto, MacKey key, Bytes externalAad, Bytes detachedPayload) {
        if (payload.isPresent()) {
            throw new IllegalStateException("payload is not detached");
        }
        return verified(crypto, key, externalAad, detachedPayload);
    }

    private Optional<Verified> verified(CryptoBackend crypto, MacKey key, Bytes externalAad, Bytes content) {
        return crypto.verify(
                        key,
                        algorithm.mac(),
                        CoseBuckets.covered(context, buckets.covered(), externalAad, content),
                        code)
                .map(proof -> new Verified(proof, buckets.protectedHeaders(), content));
    }

    /**
     * Makes a COSE_Mac0, tagged; {@code alg} is added to the protected headers.
     *
     * @throws IllegalArgumentException if alg is among the headers, the key does not fit, or the algorithm makes short codes
     */
    public static Bytes create(
            CryptoBackend crypto,
            MacKey key,
            CoseMacAlgorithm algorithm,
            CoseHeaders protectedHeaders,
            CoseHeaders unprotectedHeaders,
            Bytes payload) {
        return create(crypto, key, algorithm, protectedHeaders, unprotectedHeaders, payload, Bytes.EMPTY, false);
    }

    /** Makes a COSE_Mac0, tagged, that does not carry its payload, over external data as well. */
    public static Bytes createDetached(
            CryptoBackend crypto,
            MacKey key,
            CoseMacAlgorithm algorithm,
            CoseHeaders protectedHeaders,
            Bytes payload,
            Bytes externalAad) {
        return create(crypto, key, algorithm, protectedHeaders, CoseHeaders.NONE, payload, externalAad, true);
    }

    private static Bytes create(
            CryptoBackend crypto,
            MacKey key,
            CoseMacAlgorithm algorithm,
            CoseHeaders protectedHeaders,
            CoseHeaders unprotectedHeaders,
            Bytes payload,
            Bytes externalAad,
            boolean detached) {
        if (algorithm.mac().isShort()) {
            throw new IllegalArgumentException(algorithm + " is read only");
        }
        Bytes headers = protectedHeaders.with(algorithm.identifier()).encoded();
        Bytes code = crypto.code(key, algorithm.mac(), CoseBuckets.covered("MAC0", headers, externalAad, payload));
        return Cbor.tagged(
                TAG,
                Cbor.array(
                        Cbor.bytes(headers),
                        unprotectedHeaders.encoded(),
                        detached ? Cbor.nil() : Cbor.bytes(payload),
                        Cbor.bytes(code)));
    }
}
