package dev.rats4j.eat;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cose.ContentType;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseMac0;
import dev.rats4j.cose.CosePublicKey;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.cose.HashEnvelope;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.MacKey;
import dev.rats4j.jose.CompactJws;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a token is packed in. */
sealed interface EatEnvelope {

    /** Content types of a payload that is a claims set. */
    Set<String> CLAIMS_IN_CBOR = Set.of("application/cbor", "application/cwt", "application/eat+cwt");

    /** The same as Content-Formats: CBOR, CWT, EAT. */
    Set<Integer> CLAIMS_FORMATS = Set.of(60, 61, EatMediaType.Kind.CWT.contentFormat());

    /** Values of {@code cty} in a JWT whose payload is a claims set; JWT is that of one whose payload is another JWT, RFC 7519, 5.2. */
    Set<String> CLAIMS_IN_JSON = Set.of("json", "application/json");

    EatFormat format();

    Bytes untrustedPayload();

    Optional<Bytes> keyId() throws MalformedMessageException;

    List<Bytes> certificates() throws MalformedMessageException;

    boolean fits(CryptoBackend crypto, PublicKey key);

    /** Whether a key is for this algorithm, by what it says of itself. */
    default boolean isPermitted(CosePublicKey key) {
        return key.algorithm().isEmpty(); // an algorithm of COSE is none of JOSE
    }

    Optional<VerifiedEatPayload> verify(CryptoBackend crypto, PublicKey key);

    static EatEnvelope cwt(Bytes token) throws MalformedMessageException {
        CborItem item = EatToken.item(token);
        CborItem message = item.isTagged(NestedToken.CWT_TAG) ? item.tagContent("CWT") : item;
        if (message.isTagged(CoseMac0.TAG)) {
            CoseMac0 cose = CoseMac0.decode(message.encoded(), CoseSign1.Form.TAGGED, CborProfile.WELL_FORMED);
            return new Mac(cose, payload(cose.untrustedProtectedHeaders(), cose.untrustedPayload()));
        }
        return of(CoseSign1.decode(message.encoded(), CoseSign1.Form.TAGGED, CborProfile.WELL_FORMED));
    }

    static EatEnvelope of(CoseSign1 cose) throws MalformedMessageException {
        return new Sign1(cose, payload(cose.untrustedProtectedHeaders(), cose.untrustedPayload()));
    }

    static EatEnvelope jwt(Bytes token) throws MalformedMessageException {
        CompactJws jws = CompactJws.parse(token);
        Optional<String> type = jws.header().optionalString("typ");
        if (type.isPresent()) {
            String bare = bare(type.get());
            // RFC 7515, 4.1.9: application/ may be left out
            if (!Set.of("eat+jwt", "jwt").contains(bare.startsWith("application/") ? bare.substring(12) : bare)) {
                throw jws.header().malformed("typ", "is not " + EatMediaType.Kind.JWT.mediaType());
            }
        }
        Optional<String> content = jws.header().optionalString("cty");
        if (content.isPresent() && !CLAIMS_IN_JSON.contains(bare(content.get()))) {
            throw jws.header().malformed("cty", "is not that of claims");
        }
        return new Jws(jws);
    }

    /** The payload, if the protected headers leave no doubt that it is a claims set. */
    private static Bytes payload(CoseHeaders headers, Optional<Bytes> payload) throws MalformedMessageException {
        expectType(headers);
        expectContent(headers);
        if (payload.isEmpty()) {
            throw new MalformedMessageException("CWT.payload", 0, "is detached");
        }
        if (headers.labels().contains(HashEnvelope.ALGORITHM)) { // 32 bytes can be made to look like a claim
            throw new MalformedMessageException("CWT.payload", 0, "is a digest, RFC 9995, and no claims set");
        }
        expectSameClaims(headers, payload.get());
        return payload.get();
    }

    private static void expectType(CoseHeaders headers) throws MalformedMessageException {
        Optional<CborItem> type = headers.value(CoseHeaders.TYP);
        if (type.isEmpty()) {
            return;
        }
        EatMediaType.Kind kind = EatMediaType.Kind.CWT;
        boolean isEat = type.get().kind() == CborItem.Kind.TEXT
                ? Set.of(kind.mediaType(), "application/cwt")
                        .contains(bare(type.get().text("CWT.typ")))
                : type.get().unsigned("CWT.typ") == kind.contentFormat();
        if (!isEat) {
            throw type.get().malformed("CWT.typ", "is not " + kind.mediaType());
        }
    }

    /** What was signed as a CoRIM, CMW or the like is no claims set, also if it can be read as one. */
    private static void expectContent(CoseHeaders headers) throws MalformedMessageException {
        Optional<CborItem> item = headers.value(CoseHeaders.CONTENT_TYPE);
        if (item.isEmpty()) {
            return;
        }
        ContentType type = ContentType.read(item.get(), "CWT.content type");
        boolean isClaims = type instanceof ContentType.Media media
                ? CLAIMS_IN_CBOR.contains(bare(media.text()))
                : CLAIMS_FORMATS.contains(((ContentType.Format) type).number());
        if (!isClaims) {
            throw item.get().malformed("CWT.content type", "is not that of claims");
        }
    }

    private static String bare(String mediaType) {
        int end = mediaType.indexOf(';');
        return (end < 0 ? mediaType : mediaType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** RFC 9597, 2: claims that are in the header and in the payload are the same. */
    private static void expectSameClaims(CoseHeaders headers, Bytes payload) throws MalformedMessageException {
        Optional<CborItem> copies = headers.value(CoseHeaders.CWT_CLAIMS);
        if (copies.isEmpty()) {
            return;
        }
        Map<CborKey, EatValue> claims =
                EatClaims.value(payload, EatFormat.CBOR).map().entries();
        for (Map.Entry<CborKey, CborItem> copy :
                copies.get().map("CWT.cwt-claims").entries().entrySet()) {
            EatValue original = claims.get(copy.getKey());
            if (original != null
                    && !EatValue.ofCbor(Cbor.deterministic(copy.getValue())).equals(original)) {
                throw copy.getValue().malformed("CWT.cwt-claims", "claim " + copy.getKey() + " is another one");
            }
        }
    }

    private static Optional<Bytes> keyId(CoseHeaders first, CoseHeaders second) throws MalformedMessageException {
        Optional<CborItem> id = first.value(CoseHeaders.KID).or(() -> second.value(CoseHeaders.KID));
        return id.isEmpty() ? Optional.empty() : Optional.of(id.get().bytes("CWT.kid"));
    }

    private static List<Bytes> certificates(CoseHeaders first, CoseHeaders second) throws MalformedMessageException {
        List<Bytes> certificates = first.x5chain();
        return certificates.isEmpty() ? second.x5chain() : certificates;
    }

    /** A COSE_Sign1. */
    record Sign1(CoseSign1 cose, Bytes untrustedPayload) implements EatEnvelope {
        @Override
        public EatFormat format() {
            return EatFormat.CBOR;
        }

        @Override
        public Optional<Bytes> keyId() throws MalformedMessageException {
            return EatEnvelope.keyId(cose.untrustedProtectedHeaders(), cose.untrustedHeaders());
        }

        @Override
        public List<Bytes> certificates() throws MalformedMessageException {
            return EatEnvelope.certificates(cose.untrustedProtectedHeaders(), cose.untrustedHeaders());
        }

        @Override
        public boolean fits(CryptoBackend crypto, PublicKey key) {
            return cose.algorithm().fits(crypto, key);
        }

        @Override
        public boolean isPermitted(CosePublicKey key) {
            return key.permits(cose.algorithm());
        }

        @Override
        public Optional<VerifiedEatPayload> verify(CryptoBackend crypto, PublicKey key) {
            return cose.verify(crypto, key, Bytes.EMPTY)
                    .map(verified -> new VerifiedEatPayload(verified.payload(), verified.proof()));
        }
    }

    /** A COSE_Mac0. */
    record Mac(CoseMac0 cose, Bytes untrustedPayload) implements EatEnvelope {
        @Override
        public EatFormat format() {
            return EatFormat.CBOR;
        }

        @Override
        public Optional<Bytes> keyId() throws MalformedMessageException {
            return EatEnvelope.keyId(cose.untrustedProtectedHeaders(), cose.untrustedHeaders());
        }

        @Override
        public List<Bytes> certificates() {
            return List.of();
        }

        @Override
        public boolean fits(CryptoBackend crypto, PublicKey key) {
            return false;
        }

        @Override
        public Optional<VerifiedEatPayload> verify(CryptoBackend crypto, PublicKey key) {
            return Optional.empty(); // a public key makes no code
        }

        Optional<CoseMac0.Verified> verify(CryptoBackend crypto, MacKey key) {
            return cose.verify(crypto, key, Bytes.EMPTY);
        }
    }

    /** A compact JWS. */
    record Jws(CompactJws jws) implements EatEnvelope {
        @Override
        public EatFormat format() {
            return EatFormat.JSON;
        }

        @Override
        public Bytes untrustedPayload() {
            return jws.payload();
        }

        @Override
        public Optional<Bytes> keyId() throws MalformedMessageException {
            return jws.keyId().map(Bytes::ofUtf8);
        }

        @Override
        public List<Bytes> certificates() {
            return List.of();
        }

        @Override
        public boolean fits(CryptoBackend crypto, PublicKey key) {
            return jws.algorithm().fits(crypto, key);
        }

        @Override
        public Optional<VerifiedEatPayload> verify(CryptoBackend crypto, PublicKey key) {
            return jws.verify(crypto, key).map(proof -> new VerifiedEatPayload(jws.payload(), proof));
        }
    }
}
