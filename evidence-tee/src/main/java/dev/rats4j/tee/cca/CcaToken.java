package dev.rats4j.tee.cca;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cose.CosePublicKey;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.eat.EatProfile;
import dev.rats4j.eat.EatToken;
import dev.rats4j.eat.VerifiedEat;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A CCA token as received: a collection of a platform token and a realm token. Nothing in it counts before it is verified. */
@CheckReturnValue
public final class CcaToken {

    /** Most bytes of a token. */
    public static final int LARGEST = EatToken.LARGEST;

    private static final long PLATFORM = 44234;
    private static final long REALM = 44241;
    private static final long EAT_CWT = 263;

    /** How the two tokens are packed. */
    public enum Form {
        /** Tag 399: byte strings. */
        TAG_399(399),
        /** Tag 907: records of a collection of RFC 9999, with the Content-Format of EATs. */
        TAG_907(907);

        private final long tag;

        Form(long tag) {
            this.tag = tag;
        }
    }

    private final Bytes bytes;
    private final Form form;
    private final EatToken platform;
    private final EatToken realm;

    private CcaToken(Bytes bytes, Form form, EatToken platform, EatToken realm) {
        this.bytes = bytes;
        this.form = form;
        this.platform = platform;
        this.realm = realm;
    }

    /**
     * Decodes a token.
     *
     * @throws MalformedMessageException for anything else, also for other entries of the collection, and nothing else for any bytes
     */
    public static CcaToken decode(Bytes message) throws MalformedMessageException {
        if (message.length() > LARGEST) {
            throw new MalformedMessageException("CCA token", LARGEST, "longer than " + LARGEST + " bytes");
        }
        CborItem item = CborItem.decode(message, CborProfile.WELL_FORMED);
        for (Form form : Form.values()) {
            if (item.isTagged(form.tag)) {
                CborMap map = item.tagContent("CCA token").map("CCA token");
                EatToken platform = part(map.required(PLATFORM, "platform"), form, "CCA token.platform");
                EatToken realm = part(map.required(REALM, "realm"), form, "CCA token.realm");
                map.expectNoOthers();
                return new CcaToken(message, form, platform, realm);
            }
        }
        throw item.malformed("CCA token", "has neither tag 399 nor tag 907");
    }

    private static EatToken part(CborItem item, Form form, String field) throws MalformedMessageException {
        if (form == Form.TAG_399) {
            return token(item.bytes(field), field);
        }
        CborItem[] record = item.elements(2, 2, field);
        if (record[0].unsigned(field + ".type") != EAT_CWT) {
            throw record[0].malformed(field + ".type", "is not " + EAT_CWT);
        }
        return token(record[1].bytes(field), field);
    }

    private static EatToken token(Bytes message, String field) throws MalformedMessageException {
        if (!CborItem.decode(message, CborProfile.WELL_FORMED).isTagged(CoseSign1.TAG)) {
            throw new MalformedMessageException(field, 0, "is no COSE_Sign1 under its tag");
        }
        return EatToken.decode(message);
    }

    /** The token, as received. */
    public Bytes bytes() {
        return bytes;
    }

    /** How it is packed. */
    public Form form() {
        return form;
    }

    /** Claims of the platform token that anybody may have made. */
    public CcaPlatformClaims untrustedPlatform(CcaProfiles accepted) throws MalformedMessageException {
        return CcaPlatformClaims.read(platform::untrustedClaims, accepted);
    }

    /** Claims of the realm token that anybody may have made. */
    public CcaRealmClaims untrustedRealm(CcaProfiles accepted) throws MalformedMessageException {
        return CcaRealmClaims.read(realm::untrustedClaims, accepted);
    }

    /**
     * Verifies both signatures, and that the platform vouches for the key of the realm.
     *
     * @param platformKey of the instance, from somebody who is trusted; never from the token
     * @return a {@link VerifiedCcaToken} only if every {@link CcaCheck} holds; else all that do not
     * @throws MalformedMessageException if the claims of either token follow none of the profiles
     */
    public CcaResult verify(CryptoBackend crypto, PublicKey platformKey, CcaProfiles accepted)
            throws MalformedMessageException {
        CcaPlatformClaims ofPlatform = untrustedPlatform(accepted);
        CcaRealmClaims ofRealm = untrustedRealm(accepted);
        Set<CcaCheck> failed = EnumSet.noneOf(CcaCheck.class);
        if (!ofPlatform.nonce().equals(ofRealm.binding())) {
            failed.add(CcaCheck.KEY_BINDING);
        }
        Optional<VerifiedEat> signedPlatform =
                platform.verify(crypto, platformKey, ofPlatform.profile().eat());
        if (signedPlatform.isEmpty()) {
            failed.add(CcaCheck.PLATFORM_SIGNATURE);
        }
        Optional<CosePublicKey> key = RealmKey.of(ofRealm.publicKey(), crypto);
        EatProfile realmProfile = ofRealm.profile().eat();
        Optional<VerifiedEat> signedRealm =
                key.isEmpty() ? Optional.empty() : realm.verify(crypto, key.get(), realmProfile);
        if (signedRealm.isEmpty()) {
            failed.add(key.isEmpty() ? CcaCheck.REALM_KEY : CcaCheck.REALM_SIGNATURE);
        }
        return failed.isEmpty()
                ? new VerifiedCcaToken(signedPlatform.orElseThrow(), signedRealm.orElseThrow())
                : new CcaResult.Refused(failed);
    }

    /** The form and length only. */
    @Override
    public String toString() {
        return "CCA token in " + form + " of " + bytes.length() + " bytes";
    }
}
