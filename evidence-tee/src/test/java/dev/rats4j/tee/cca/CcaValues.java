package dev.rats4j.tee.cca;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cose.CoseKey;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.Signer;
import dev.rats4j.eat.EatClaim;
import dev.rats4j.eat.EatClaims;
import dev.rats4j.eat.EatNonce;
import dev.rats4j.eat.ProfileName;
import dev.rats4j.eat.Ueid;
import dev.rats4j.tee.psa.PsaClaim;
import dev.rats4j.tee.psa.PsaValues;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** CCA tokens and their claims of any content that a profile allows, the same for the same seed. */
public final class CcaValues {

    /** Signs platform tokens. */
    public static final Signer PLATFORM = p384(51);
    /** Signs realm tokens. */
    public static final Signer REALM = p384(52);

    private static final List<HashAlgorithm> HASHES =
            List.of(HashAlgorithm.SHA256, HashAlgorithm.SHA384, HashAlgorithm.SHA512);

    private final PsaValues values;
    private final Random random;

    /** A sequence of its own for each seed. */
    public CcaValues(long seed) {
        values = new PsaValues(seed);
        random = new Random(seed);
    }

    /** ECDSA on P-384. */
    public static Signer p384(long seed) {
        KeyPair pair = CRYPTO.generate(EllipticCurve.P384, SeededKeys.random(seed));
        return CRYPTO.signer(
                pair.getPrivate(),
                pair.getPublic(),
                new SignatureAlgorithm(SignatureAlgorithm.Operation.ECDSA, HashAlgorithm.SHA384));
    }

    /** A key as COSE_Key. */
    public static Bytes coseKey(PublicKey key) {
        return CoseKey.encode(key, CRYPTO).orElseThrow();
    }

    /** A key on P-384 as point. */
    public static Bytes point(PublicKey key) {
        try {
            CborMap map = CborItem.decode(coseKey(key), CborProfile.WELL_FORMED).map("key");
            return Bytes.concat(
                    Bytes.of(4),
                    map.required(-2, "x").bytes("x"),
                    map.required(-3, "y").bytes("y"));
        } catch (MalformedMessageException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Claims of a platform with a nonce. */
    public EatClaims platform(CcaPlatformProfile profile, Bytes nonce) {
        EatClaims.Builder claims = EatClaims.builder()
                .put(EatClaim.PROFILE, new ProfileName(profile.uri()))
                .put(EatClaim.NONCE, List.of(EatNonce.of(nonce)))
                .put(PsaClaim.IMPLEMENTATION_ID, values.bytes(32))
                .put(EatClaim.UEID, new Ueid(values.instanceId()))
                .put(CcaClaim.CONFIGURATION, values.bytes(random.nextInt(40)))
                .put(PsaClaim.LIFECYCLE, values.lifecycle())
                .put(PsaClaim.SOFTWARE_COMPONENTS, values.components())
                .put(CcaClaim.PLATFORM_HASH, hash());
        values.maybe(values::text).ifPresent(text -> claims.put(PsaClaim.VERIFICATION_SERVICE, text));
        if (profile.isSecond()) {
            claims.put(PsaClaim.CLIENT_ID, values.clientId());
        }
        return claims.build();
    }

    /** Claims of a realm with a key. */
    public EatClaims realm(CcaRealmProfile profile, Bytes key) {
        EatClaims.Builder claims = EatClaims.builder()
                .put(EatClaim.NONCE, List.of(EatNonce.of(values.bytes(64))))
                .put(CcaClaim.PERSONALIZATION, values.bytes(64))
                .put(CcaClaim.INITIAL_MEASUREMENT, values.hash())
                .put(
                        CcaClaim.EXTENSIBLE_MEASUREMENTS,
                        Stream.generate(values::hash).limit(4).toList())
                .put(CcaClaim.REALM_HASH, hash())
                .put(CcaClaim.PUBLIC_KEY, key)
                .put(CcaClaim.PUBLIC_KEY_HASH, hash());
        profile.eat().name().ifPresent(name -> claims.put(EatClaim.PROFILE, name));
        boolean isFirst = profile == CcaRealmProfile.UNSTATED || profile == CcaRealmProfile.REALM_1_0_0;
        if (isFirst) {
            values.maybe(this::policy).ifPresent(policy -> claims.put(CcaClaim.MEC_POLICY, policy));
            return claims.build();
        }
        claims.put(EatClaim.UEID, new Ueid(values.instanceId()));
        values.maybe(random::nextBoolean).ifPresent(isAllowed -> claims.put(CcaClaim.LFA_POLICY, isAllowed));
        if (profile == CcaRealmProfile.REALM_2_0_0) {
            claims.put(CcaClaim.MEC_POLICY, policy());
        } else {
            claims.put(CcaClaim.MEC_POLICY_NUMBER, (long) random.nextInt(2));
        }
        return claims.build();
    }

    private MecPolicy policy() {
        return random.nextBoolean() ? MecPolicy.PRIVATE : MecPolicy.SHARED;
    }

    private HashAlgorithm hash() {
        return HASHES.get(random.nextInt(HASHES.size()));
    }

    /** The nonce that binds a platform to a realm. */
    public static Bytes binding(EatClaims realm) {
        return realm.get(CcaClaim.PUBLIC_KEY_HASH)
                .orElseThrow()
                .digest(realm.get(CcaClaim.PUBLIC_KEY).orElseThrow())
                .value();
    }

    /** A token of two signed tokens. */
    public static Bytes token(CcaToken.Form form, Bytes platform, Bytes realm) {
        boolean isOlder = form == CcaToken.Form.TAG_399;
        return Cbor.tagged(
                isOlder ? 399 : 907,
                Cbor.map()
                        .put(44234, isOlder ? Cbor.bytes(platform) : record(platform))
                        .put(44241, isOlder ? Cbor.bytes(realm) : record(realm))
                        .encode());
    }

    private static Bytes record(Bytes token) {
        return Cbor.array(Cbor.integer(263), Cbor.bytes(token));
    }

    /** A token in which everything is right. */
    public Bytes token(CcaToken.Form form, CcaPlatformProfile platform, CcaRealmProfile realm) {
        boolean isPoint = realm == CcaRealmProfile.UNSTATED;
        EatClaims ofRealm = realm(realm, isPoint ? point(REALM.publicKey()) : coseKey(REALM.publicKey()));
        return token(
                form, PsaValues.sign1(platform(platform, binding(ofRealm)), PLATFORM), PsaValues.sign1(ofRealm, REALM));
    }
}
