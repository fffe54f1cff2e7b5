package dev.rats4j.eat;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.Signer;
import dev.rats4j.json.Json;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A detached EAT bundle, RFC 9711, 5: a token, and beside it claims sets of which the token has the digests. In CBOR under tag 602, or in
 * JSON.
 */
@CheckReturnValue
public final class EatBundle {

    private static final int MOST_SETS = 1024;

    private final Bytes bytes;
    private final EatFormat format;
    private final NestedToken main;
    private final Map<String, Bytes> detached;

    private EatBundle(Bytes bytes, EatFormat format, NestedToken main, Map<String, Bytes> detached) {
        this.bytes = bytes;
        this.format = format;
        this.main = main;
        this.detached = Collections.unmodifiableMap(detached);
    }

    /**
     * Decodes tag 602, or an array in JSON.
     *
     * @throws MalformedMessageException for anything else, and nothing else for any bytes
     */
    public static EatBundle decode(Bytes message) throws MalformedMessageException {
        if (EatToken.beginsLikeJson(message)) {
            return read(message, EatClaims.value(message, EatFormat.JSON));
        }
        CborItem item = item(message).tagged(NestedToken.BUNDLE_TAG, "BUNDLE");
        return read(message, EatValue.ofCbor("BUNDLE", item));
    }

    /** Decodes an array in CBOR without its tag: where the context, for example a media type, says what it is. */
    public static EatBundle decodeUntagged(Bytes message) throws MalformedMessageException {
        return read(message, EatValue.ofCbor("BUNDLE", item(message)));
    }

    private static CborItem item(Bytes message) throws MalformedMessageException {
        if (message.length() > EatToken.LARGEST) {
            throw new MalformedMessageException("BUNDLE", EatToken.LARGEST, "longer than " + EatToken.LARGEST);
        }
        return EatToken.item(message);
    }

    private static EatBundle read(Bytes message, EatValue value) throws MalformedMessageException {
        List<EatValue> parts = value.list(2, 2);
        NestedToken main = NestedToken.CODEC.read(parts.get(0));
        if (main.kind() == NestedToken.Kind.CBOR_BUNDLE || main.kind() == NestedToken.Kind.JSON_BUNDLE) {
            throw parts.get(0).malformed("is a bundle in a bundle");
        }
        Map<String, EatValue> sets = parts.get(1).map().named();
        if (sets.isEmpty() || sets.size() > MOST_SETS) {
            throw parts.get(1).malformed("has " + sets.size() + " claims sets, not 1 to " + MOST_SETS);
        }
        Map<String, Bytes> detached = new LinkedHashMap<>();
        for (Map.Entry<String, EatValue> set : sets.entrySet()) {
            detached.put(set.getKey(), set.getValue().bytes());
        }
        return new EatBundle(message, value.format(), main, detached);
    }

    /**
     * Signs claims with the digests of others as submodules, and puts these beside.
     *
     * @param detached claims by the name of their submodule, at least one
     */
    public static EatBundle sign(
            EatClaims claims, Map<String, EatClaims> detached, Signer signer, CryptoBackend crypto, EatFormat format) {
        EatClaims.Builder all = claims.toBuilder();
        Map<String, Bytes> sets = new LinkedHashMap<>();
        detached.forEach((name, set) -> {
            Bytes encoded = set.encode(format);
            sets.put(name, encoded);
            all.putSubmodule(name, new Submodule.Detached(DetachedDigest.of(encoded)));
        });
        return of(EatToken.sign(all.build(), signer, crypto, format).nested(), sets, format);
    }

    /** A bundle of a token and encoded claims sets, whose digests are in the token already. */
    public static EatBundle of(NestedToken main, Map<String, Bytes> detached, EatFormat format) {
        EatFormat.MapBuilder sets = format.map();
        detached.forEach((name, set) -> sets.put(name, format.bytes(set)));
        EatValue value = format.list(NestedToken.CODEC.write(main, format), sets.build());
        Bytes message =
                format == EatFormat.CBOR ? Cbor.tagged(NestedToken.BUNDLE_TAG, value.cbor()) : Json.write(value.json());
        try {
            return decode(message);
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("a bundle that nobody would read", e);
        }
    }

    /** The message, as received. */
    public Bytes bytes() {
        return bytes;
    }

    /** CBOR or JSON. */
    public EatFormat format() {
        return format;
    }

    /** The token, not verified. */
    public NestedToken mainToken() {
        return main;
    }

    /** Names of the claims sets that are there, in the order of the message. */
    public Set<String> names() {
        return detached.keySet();
    }

    /** A claims set that anybody may have made; empty if there is none of this name. */
    public Optional<EatClaims> untrustedClaims(String name, EatProfile profile) throws MalformedMessageException {
        Bytes set = detached.get(name);
        return set == null ? Optional.empty() : Optional.of(EatClaims.decode(set, format, profile));
    }

    /** The bundle as a submodule of a token. */
    public NestedToken nested() {
        return format == EatFormat.CBOR
                ? new NestedToken(NestedToken.Kind.CBOR_BUNDLE, bytes)
                : new NestedToken(NestedToken.Kind.JSON_BUNDLE, bytes);
    }

    /**
     * Verifies the signature of the token, then opens the bundle with it.
     *
     * @return empty unless the signature verifies with this key
     * @throws MalformedMessageException if the main token is none with a signature, what {@link EatToken#verify} throws, and what {@link
     *     #open} throws
     */
    public Optional<VerifiedBundle> verify(CryptoBackend crypto, PublicKey key, EatProfile... accepted)
            throws MalformedMessageException {
        Optional<VerifiedEat> verified = EatToken.decode(main.message()).verify(crypto, key, accepted);
        return verified.isEmpty() ? Optional.empty() : Optional.of(open(verified.get()));
    }

    /**
     * Opens the claims sets with the digests of the token.
     *
     * @param token the main token of this bundle, verified by any means
     * @throws MalformedMessageException with the name of the set, if it has no digest in the token, the digest is another one, or the hash
     *     function is not SHA-256, SHA-384 or SHA-512, and if a claims set is malformed
     * @throws IllegalArgumentException if it is another token
     */
    public VerifiedBundle open(AuthenticEat token) throws MalformedMessageException {
        if (!token.token().equals(main.message())) {
            throw new IllegalArgumentException("not the token of this bundle");
        }
        Map<String, EatClaims> opened = new LinkedHashMap<>();
        for (Map.Entry<String, Bytes> set : detached.entrySet()) {
            expectDigest(
                    set.getKey(), set.getValue(), token.claims().submodules().get(set.getKey()));
            EatClaims claims = EatClaims.decode(set.getValue(), format, token.profile());
            claims.expectTyped();
            EatProfile.expectNoExtensions(claims, token.profile());
            opened.put(set.getKey(), claims);
        }
        return new VerifiedBundle(token, opened);
    }

    private static void expectDigest(String name, Bytes set, @org.jspecify.annotations.Nullable Submodule submodule)
            throws MalformedMessageException {
        String field = "detached-claims-sets" + EatMap.step(name);
        if (!(submodule instanceof Submodule.Detached known)) {
            throw new MalformedMessageException(field, 0, "has no digest in the token");
        }
        DetachedDigest digest = known.digest();
        if (digest.hash().isEmpty()) {
            throw new MalformedMessageException(field, 0, "the digest is of no hash function that we accept");
        }
        if (!digest.hash().get().digest(set).value().equals(digest.value())) {
            throw new MalformedMessageException(field, 0, "has another digest than the token says");
        }
    }

    /** The format and length only. */
    @Override
    public String toString() {
        return "bundle in " + format + " of " + bytes.length() + " bytes";
    }
}
