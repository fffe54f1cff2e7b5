package dev.rats4j.cose;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A signed digest in the place of what was hashed, the preimage. RFC 9995. To read one from a message, verify the message and take
 * {@link VerifiedHashEnvelope}.
 *
 * @param digest SHA-256, SHA-384 or SHA-512 of the preimage
 * @param preimageType what the preimage is
 * @param location where the preimage may be found; nobody is asked to go there
 */
@CheckReturnValue
public record HashEnvelope(Digest digest, Optional<ContentType> preimageType, Optional<String> location) {

    /** payload-hash-alg: says that the payload is a digest. */
    public static final CborKey ALGORITHM = CborKey.of(258);
    /** preimage-content-type. */
    public static final CborKey PREIMAGE_TYPE = CborKey.of(259);
    /** payload-location. */
    public static final CborKey LOCATION = CborKey.of(260);

    /** Longest location in characters: as long as servers take a URI. */
    public static final int MAX_LOCATION = 8000;

    private static final Set<CborKey> LABELS = Set.of(ALGORITHM, PREIMAGE_TYPE, LOCATION);

    /** Refuses a digest of an algorithm that has no number in COSE, and an empty or overlong location. */
    public HashEnvelope {
        if (CoseHashAlgorithm.of(digest.algorithm()).isEmpty()) {
            throw new IllegalArgumentException("COSE has no " + digest.algorithm() + " here");
        }
        if (location.isPresent() && !isLocation(location.get())) {
            throw new IllegalArgumentException("a location of " + location.get().length() + " characters");
        }
    }

    /** An envelope that says nothing but the digest. */
    public static HashEnvelope of(Digest digest) {
        return new HashEnvelope(digest, Optional.empty(), Optional.empty());
    }

    private static boolean isLocation(String text) {
        return !text.isEmpty() && text.length() <= MAX_LOCATION;
    }

    /**
     * The envelope that these headers and payload make.
     *
     * @return empty if there is no {@link #ALGORITHM}
     * @throws MalformedMessageException if the algorithm is not one of {@link CoseHashAlgorithm}, the payload is not as long as its
     *     digests, or a header is of another type
     */
    static Optional<HashEnvelope> read(CoseHeaders headers, Bytes payload) throws MalformedMessageException {
        Optional<CborItem> algorithm = headers.value(ALGORITHM);
        if (algorithm.isEmpty()) {
            return Optional.empty();
        }
        Digest digest = digest(algorithm.get(), payload);
        Optional<CborItem> type = headers.value(PREIMAGE_TYPE);
        return Optional.of(new HashEnvelope(
                digest,
                type.isEmpty()
                        ? Optional.empty()
                        : Optional.of(ContentType.read(type.get(), "hash envelope.preimage content type")),
                location(headers)));
    }

    private static Digest digest(CborItem algorithm, Bytes payload) throws MalformedMessageException {
        CoseHashAlgorithm known = hash(algorithm);
        if (payload.length() != known.hash().length()) {
            throw algorithm.malformed(
                    "hash envelope.payload", payload.length() + " bytes, not those of a digest of " + known);
        }
        return new Digest(known.hash(), payload);
    }

    private static CoseHashAlgorithm hash(CborItem algorithm) throws MalformedMessageException {
        int identifier = algorithm.int32("hash envelope.algorithm");
        return CoseHashAlgorithm.of(identifier)
                .orElseThrow(() -> algorithm.malformed("hash envelope.algorithm", identifier + " is not supported"));
    }

    private static Optional<String> location(CoseHeaders headers) throws MalformedMessageException {
        Optional<CborItem> item = headers.value(LOCATION);
        if (item.isEmpty()) {
            return Optional.empty();
        }
        String text = item.get().text("hash envelope.location");
        if (!isLocation(text)) {
            throw item.get().malformed("hash envelope.location", text.length() + " characters");
        }
        return Optional.of(text);
    }

    /** What holds of every message before it is verified: the labels stand together, protected, and without a content type. */
    static void requireWellFormed(CoseBuckets buckets, Optional<Bytes> payload) throws MalformedMessageException {
        for (CborKey label : LABELS) {
            if (buckets.unprotected().labels().contains(label)) {
                throw buckets.at().malformed("hash envelope", "label " + label + " is in the unprotected header");
            }
        }
        CoseHeaders headers = buckets.protectedHeaders();
        Optional<CborItem> algorithm = headers.value(ALGORITHM);
        if (algorithm.isEmpty()) {
            if (headers.labels().contains(PREIMAGE_TYPE) || headers.labels().contains(LOCATION)) {
                throw buckets.at().malformed("hash envelope.algorithm", "is missing");
            }
            return;
        }
        for (CoseHeaders bucket : List.of(headers, buckets.unprotected())) {
            if (bucket.labels().contains(CoseHeaders.CONTENT_TYPE)) {
                throw buckets.at().malformed("hash envelope", "has a content type, which is that of the digest");
            }
        }
        Bytes digest = payload.isPresent() ? payload.get() : placeholder(hash(algorithm.get()));
        if (read(headers, digest).isEmpty()) {
            throw new IllegalStateException("it has an algorithm");
        }
    }

    /** Nothing of it belongs to one signature of several. */
    static void requireNone(CoseBuckets signature) throws MalformedMessageException {
        for (CborKey label : LABELS) {
            if (signature.unprotected().labels().contains(label)
                    || signature.protectedHeaders().labels().contains(label)) {
                throw signature.at().malformed("hash envelope", "label " + label + " is in a signature");
            }
        }
    }

    private static Bytes placeholder(CoseHashAlgorithm algorithm) {
        return Bytes.copyOf(new byte[algorithm.hash().length()]);
    }

    /**
     * Signs the digest as COSE_Sign1, tagged.
     *
     * @param protectedHeaders further headers, without those of RFC 9995, {@code alg} and content type
     * @throws IllegalArgumentException if one of those is there, or COSE has no algorithm for the signer
     */
    public Bytes sign(
            CryptoBackend crypto, Signer signer, CoseHeaders protectedHeaders, CoseHeaders unprotectedHeaders) {
        requireNone(unprotectedHeaders);
        return CoseSign1.sign(crypto, signer, headers(protectedHeaders), unprotectedHeaders, digest.value());
    }

    /** Signs the digest, and leaves it away: who has the preimage computes it. */
    public Bytes signDetached(CryptoBackend crypto, Signer signer, CoseHeaders protectedHeaders) {
        return CoseSign1.signDetached(crypto, signer, headers(protectedHeaders), digest.value(), Bytes.EMPTY);
    }

    /**
     * Protected headers of a message that carries this envelope.
     *
     * @throws IllegalArgumentException if there are some of RFC 9995 or a content type already
     */
    public CoseHeaders headers(CoseHeaders others) {
        requireNone(others);
        int algorithm = CoseHashAlgorithm.of(digest.algorithm()).orElseThrow().identifier();
        CoseHeaders.Builder headers = others.toBuilder().put(ALGORITHM, Cbor.integer(algorithm));
        preimageType.ifPresent(type -> headers.put(PREIMAGE_TYPE, type.encoded()));
        location.ifPresent(text -> headers.put(LOCATION, Cbor.text(text)));
        return headers.build();
    }

    private static void requireNone(CoseHeaders headers) {
        for (CborKey label : headers.labels()) {
            if (LABELS.contains(label) || label.equals(CoseHeaders.CONTENT_TYPE)) {
                throw new IllegalArgumentException("label " + label + " in a hash envelope");
            }
        }
    }
}
