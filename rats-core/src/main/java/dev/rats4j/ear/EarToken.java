package dev.rats4j.ear;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.Signer;
import dev.rats4j.jose.CompactJws;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A signed EAR as received. It gives no claims before its signature is verified. */
@CheckReturnValue
public final class EarToken {

    /** Most bytes of a token. */
    public static final int MAX_LENGTH = CompactJws.MAX_LENGTH;

    /** RFC 8392, 6. */
    private static final long CWT_TAG = 61;
    /** RFC 9782, 5: application/eat+cwt. */
    private static final long CWT_CONTENT_FORMAT = 263;

    private static final Set<String> JWT_TYPES = Set.of("eat+jwt", "jwt");

    private final Bytes bytes;
    private final EarFormat format;
    private final Envelope envelope;

    private EarToken(Bytes bytes, EarFormat format, Envelope envelope) {
        this.bytes = bytes;
        this.format = format;
        this.envelope = envelope;
    }

    /**
     * Decodes a token: COSE_Sign1 under tag 18, also under tag 61 (CWT), or a compact JWS.
     *
     * @throws MalformedMessageException for anything else, for a detached payload, and for a header {@code typ} that says something
     *     else than EAT; nothing else for any bytes
     */
    public static EarToken decode(Bytes token) throws MalformedMessageException {
        if (token.isEmpty() || token.length() > MAX_LENGTH) {
            throw new MalformedMessageException(
                    "EAR token", 0, "has " + token.length() + " bytes, not 1 to " + MAX_LENGTH);
        }
        int majorType = token.at(0) >> 5;
        if (majorType == 4) {
            throw new MalformedMessageException("EAR token", 0, "is an array: a COSE_Sign1 needs its tag 18 here");
        }
        boolean isTag = majorType == 6; // no character of base64url
        return isTag ? decodeCwt(token) : decodeJwt(token);
    }

    private static EarToken decodeCwt(Bytes token) throws MalformedMessageException {
        CborItem item = CborItem.decode(token, CborProfile.WELL_FORMED);
        CborItem message = item.isTagged(CWT_TAG) ? item.tagContent("CWT") : item;
        CoseSign1 cose = CoseSign1.decode(message.encoded(), CoseSign1.Form.TAGGED, CborProfile.WELL_FORMED);
        Optional<CborItem> type = cose.untrustedProtectedHeaders().value(CoseHeaders.TYP);
        if (type.isPresent() && !isCwtType(type.get())) {
            throw new MalformedMessageException("COSE_Sign1.typ", 0, "is not " + EarFormat.CWT.mediaType());
        }
        if (cose.untrustedPayload().isEmpty()) {
            throw new MalformedMessageException("COSE_Sign1.payload", 0, "is detached");
        }
        return new EarToken(token, EarFormat.CWT, new CwtEnvelope(cose));
    }

    private static boolean isCwtType(CborItem type) throws MalformedMessageException {
        return type.kind() == CborItem.Kind.TEXT
                ? bare(type.text("COSE_Sign1.typ")).equals(EarFormat.CWT.mediaType())
                : type.unsigned("COSE_Sign1.typ") == CWT_CONTENT_FORMAT;
    }

    private static EarToken decodeJwt(Bytes token) throws MalformedMessageException {
        CompactJws jws = CompactJws.parse(token);
        Optional<String> type = jws.header().optionalString("typ");
        if (type.isPresent()) {
            String bare = bare(type.get());
            // RFC 7515, 4.1.9: application/ may be left out
            if (!JWT_TYPES.contains(bare.startsWith("application/") ? bare.substring(12) : bare)) {
                throw jws.header().malformed("typ", "is not " + EarFormat.JWT.mediaType());
            }
        }
        return new EarToken(token, EarFormat.JWT, new JwtEnvelope(jws));
    }

    private static String bare(String mediaType) {
        int end = mediaType.indexOf(';');
        return (end < 0 ? mediaType : mediaType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Signs an EAR; the header {@code typ} says what it is. The same bytes for the same EAR, if the signer is deterministic.
     *
     * @throws IllegalArgumentException if the format has no algorithm for the signer, or the token would be too long to be read
     */
    public static EarToken sign(Ear ear, Signer signer, CryptoBackend crypto, EarFormat format) {
        Bytes claims = switch (format) {
            case CWT -> ear.toCbor();
            case JWT -> ear.toJson();
        };
        return sign(claims, signer, crypto, format);
    }

    /**
     * Signs an EAR in the claims of an older profile, for relying parties that know no other; of these only
     * {@link LegacyEarProfile#VERAISON_2023} is written. Claims of Attester and Verifier become Veraison's {@code annotated-evidence} and
     * {@code policy-claims}, raw evidence loses its type, nonces of appraisals are left out.
     *
     * @throws IllegalArgumentException as {@link #sign}, for other profiles, and for what the profile cannot say: several policies in one
     *     appraisal, a nonce of an appraisal that is not that of the result, a topology, claims that are not known here
     */
    public static EarToken signLegacy(
            Ear ear, LegacyEarProfile profile, Signer signer, CryptoBackend crypto, EarFormat format) {
        return sign(LegacyEarWriter.encode(ear, format, profile), signer, crypto, format);
    }

    private static EarToken sign(Bytes claims, Signer signer, CryptoBackend crypto, EarFormat format) {
        Bytes token = switch (format) {
            case CWT -> signCwt(claims, signer, crypto);
            case JWT -> signJwt(claims, signer);
        };
        try {
            return decode(token);
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("a token that nobody would read", e);
        }
    }

    private static Bytes signCwt(Bytes claims, Signer signer, CryptoBackend crypto) {
        CoseHeaders headers = CoseHeaders.builder()
                .put(CoseHeaders.TYP, Cbor.text(EarFormat.CWT.mediaType()))
                .build();
        return CoseSign1.sign(crypto, signer, headers, CoseHeaders.NONE, claims);
    }

    private static Bytes signJwt(Bytes claims, Signer signer) {
        JsonObject header = JsonObject.builder().put("typ", "eat+jwt").build();
        return Bytes.ofUtf8(CompactJws.sign(header, claims, signer).text());
    }

    /** The token, as received. */
    public Bytes bytes() {
        return bytes;
    }

    /** CWT or JWT. */
    public EarFormat format() {
        return format;
    }

    /** Whether a key is of the kind and on the curve of the token's algorithm. Says nothing about the signature. */
    public boolean fits(CryptoBackend crypto, PublicKey key) {
        return envelope.fits(crypto, key);
    }

    /**
     * Verifies the signature, then reads what was signed.
     *
     * @return empty unless the signature verifies with this key
     * @throws MalformedMessageException if the signature verifies and what was signed is no EAR of our profile
     */
    public Optional<VerifiedEar> verify(CryptoBackend crypto, PublicKey key) throws MalformedMessageException {
        Optional<VerifiedEarPayload> payload = verifyPayload(crypto, key);
        return payload.isEmpty() ? Optional.empty() : Optional.of(payload.get().ear());
    }

    /** Verifies the signature only; empty unless it verifies with this key. */
    public Optional<VerifiedEarPayload> verifyPayload(CryptoBackend crypto, PublicKey key) {
        return envelope.verify(crypto, key);
    }

    /** The format and length only: tokens do not belong in a log. */
    @Override
    public String toString() {
        return "EAR as " + format + " of " + bytes.length() + " bytes";
    }

    private interface Envelope {
        boolean fits(CryptoBackend crypto, PublicKey key);

        Optional<VerifiedEarPayload> verify(CryptoBackend crypto, PublicKey key);
    }

    private record CwtEnvelope(CoseSign1 cose) implements Envelope {
        @Override
        public boolean fits(CryptoBackend crypto, PublicKey key) {
            return cose.algorithm().fits(crypto, key);
        }

        @Override
        public Optional<VerifiedEarPayload> verify(CryptoBackend crypto, PublicKey key) {
            return cose.verify(crypto, key, Bytes.EMPTY)
                    .map(verified -> new VerifiedEarPayload(EarFormat.CWT, verified.payload(), verified.proof()));
        }
    }

    private record JwtEnvelope(CompactJws jws) implements Envelope {
        @Override
        public boolean fits(CryptoBackend crypto, PublicKey key) {
            return jws.algorithm().fits(crypto, key);
        }

        @Override
        public Optional<VerifiedEarPayload> verify(CryptoBackend crypto, PublicKey key) {
            return jws.verify(crypto, key).map(proof -> new VerifiedEarPayload(EarFormat.JWT, jws.payload(), proof));
        }
    }
}
