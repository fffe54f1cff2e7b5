package dev.rats4j.tee.psa;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cose.CoseMac0;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.MacKey;
import dev.rats4j.eat.EatFormat;
import dev.rats4j.eat.EatToken;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.Optional;

/** A PSA token as received: COSE_Sign1 (tag 18) or COSE_Mac0 (tag 17), RFC 9783, 5. Nothing in it counts before it is verified. */
@CheckReturnValue
public final class PsaToken {

    private final EatToken token;

    private PsaToken(EatToken token) {
        this.token = token;
    }

    /**
     * Decodes a token.
     *
     * @throws MalformedMessageException for anything else, also under tag 61, and nothing else for any bytes
     */
    public static PsaToken decode(Bytes message) throws MalformedMessageException {
        EatToken token = EatToken.decode(message);
        if (token.format() == EatFormat.JSON) {
            throw new MalformedMessageException("PSA token", 0, "is not CBOR");
        }
        CborItem item = CborItem.decode(message, CborProfile.WELL_FORMED);
        if (!item.isTagged(CoseSign1.TAG) && !item.isTagged(CoseMac0.TAG)) {
            throw item.malformed("PSA token", "is neither COSE_Sign1 nor COSE_Mac0 under its own tag");
        }
        return new PsaToken(token);
    }

    /** The token, as received. */
    public Bytes bytes() {
        return token.bytes();
    }

    /** Whether it has a code ({@link #verifyMac}) and no signature. */
    public boolean hasMac() {
        return token.hasMac();
    }

    /** The identifier of the key, to find it; many tokens have none, and the instance identifier names the key. */
    public Optional<Bytes> untrustedKeyId() throws MalformedMessageException {
        return token.untrustedKeyId();
    }

    /**
     * Claims that anybody may have made.
     *
     * @param accepted profiles, at least one
     */
    public PsaClaims untrustedClaims(PsaProfile... accepted) throws MalformedMessageException {
        return PsaClaims.read(token::untrustedClaims, accepted);
    }

    /**
     * Verifies the signature, then reads what was signed.
     *
     * @param key of the instance, from somebody who is trusted; never from the token
     * @param accepted profiles, at least one
     * @return empty unless the signature verifies with this key
     * @throws MalformedMessageException if the signature verifies, and the claims follow none of the profiles
     */
    public Optional<VerifiedPsaToken> verify(CryptoBackend crypto, PublicKey key, PsaProfile... accepted)
            throws MalformedMessageException {
        return token.verify(crypto, key, PsaProfile.accepting(accepted)).map(VerifiedPsaToken::new);
    }

    /** Verifies the code of a COSE_Mac0, then reads what it covers; all else as {@link #verify}. */
    public Optional<VerifiedPsaToken> verifyMac(CryptoBackend crypto, MacKey key, PsaProfile... accepted)
            throws MalformedMessageException {
        return token.verifyMac(crypto, key, PsaProfile.accepting(accepted)).map(VerifiedPsaToken::new);
    }

    /** The length only. */
    @Override
    public String toString() {
        return "PSA token of " + bytes().length() + " bytes";
    }
}
