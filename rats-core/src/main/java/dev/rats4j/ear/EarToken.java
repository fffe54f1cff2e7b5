package dev.rats4j.ear;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.Signer;
import dev.rats4j.eat.EatFormat;
import dev.rats4j.eat.EatToken;
import dev.rats4j.jose.CompactJws;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.Optional;

/** A signed EAR as received. It gives no claims before its signature is verified. */
@CheckReturnValue
public final class EarToken {

    /** Most bytes of a token. */
    public static final int MAX_LENGTH = EatToken.LARGEST;

    private final EatToken token;

    private EarToken(EatToken token) {
        this.token = token;
    }

    /**
     * Decodes a token: COSE_Sign1 under tag 18, also under tag 61 (CWT), or a compact JWS.
     *
     * @throws MalformedMessageException for anything else, and for what {@link EatToken#decode} refuses; nothing else for any bytes
     */
    public static EarToken decode(Bytes token) throws MalformedMessageException {
        EatToken decoded = EatToken.decode(token);
        if (decoded.hasMac()) { // EAR draft -04, 3: signed
            throw new MalformedMessageException("EAR token", 0, "has a code and no signature");
        }
        return new EarToken(decoded);
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
        return token.bytes();
    }

    /** CWT or JWT. */
    public EarFormat format() {
        return token.format() == EatFormat.CBOR ? EarFormat.CWT : EarFormat.JWT;
    }

    /** Whether a key is of the kind and on the curve of the token's algorithm. Says nothing about the signature. */
    public boolean fits(CryptoBackend crypto, PublicKey key) {
        return token.fits(crypto, key);
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
        return token.verifyPayload(crypto, key)
                .map(signed -> new VerifiedEarPayload(format(), signed.content(), signed.proof()));
    }

    /** The format and length only: tokens do not belong in a log. */
    @Override
    public String toString() {
        return "EAR as " + format() + " of " + bytes().length() + " bytes";
    }
}
