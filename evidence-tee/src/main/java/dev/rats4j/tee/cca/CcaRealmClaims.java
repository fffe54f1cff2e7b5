package dev.rats4j.tee.cca;

import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.eat.EatClaim;
import dev.rats4j.eat.EatClaims;
import dev.rats4j.eat.EatFormat;
import dev.rats4j.eat.Ueid;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is said of a realm. All claims follow the profile; who made them, only {@link VerifiedCcaToken} knows. */
public final class CcaRealmClaims {

    private final CcaRealmProfile profile;
    private final EatClaims claims;

    CcaRealmClaims(CcaProfiles.Claims read) {
        this.profile = Arrays.stream(CcaRealmProfile.values())
                .filter(known -> known.eat() == read.profile())
                .findFirst()
                .orElseThrow();
        this.claims = read.claims();
    }

    /**
     * Decodes a claims set in CBOR.
     *
     * @throws MalformedMessageException if it states none of the profiles, lacks a claim, or has one that is not what the profile wants
     */
    public static CcaRealmClaims decode(Bytes claimsSet, CcaProfiles accepted) throws MalformedMessageException {
        return read(profile -> EatClaims.decode(claimsSet, EatFormat.CBOR, profile), accepted);
    }

    static CcaRealmClaims read(CcaProfiles.Source source, CcaProfiles accepted) throws MalformedMessageException {
        return new CcaRealmClaims(CcaProfiles.follow(source, accepted.ofRealm()));
    }

    private <T> T value(EatClaim<T> claim) {
        return claims.get(claim).orElseThrow();
    }

    /** The profile that they follow. */
    public CcaRealmProfile profile() {
        return profile;
    }

    /** The challenge, 64 bytes. */
    public Bytes nonce() {
        return claims.nonces().get(0).bytes().orElseThrow();
    }

    /** What the owner said when the realm was made, 64 bytes. */
    public Bytes personalization() {
        return value(CcaClaim.PERSONALIZATION);
    }

    /** The realm as it was before it ran: 32, 48 or 64 bytes, perhaps padded beyond the length of the hash. */
    public Bytes initialMeasurement() {
        return value(CcaClaim.INITIAL_MEASUREMENT);
    }

    /** Four measurements that the realm extends. */
    public List<Bytes> extensibleMeasurements() {
        return value(CcaClaim.EXTENSIBLE_MEASUREMENTS);
    }

    /** The hash function of the measurements. */
    public HashAlgorithm hashAlgorithm() {
        return value(CcaClaim.REALM_HASH);
    }

    /** The key of the realm as the token has it: a point on P-384 of 97 bytes, or an encoded COSE_Key. */
    public Bytes publicKey() {
        return value(CcaClaim.PUBLIC_KEY);
    }

    /** The hash function that makes the platform's nonce out of {@link #publicKey}. */
    public HashAlgorithm publicKeyHashAlgorithm() {
        return value(CcaClaim.PUBLIC_KEY_HASH);
    }

    /** What the nonce of the platform token has to be. */
    public Bytes binding() {
        return publicKeyHashAlgorithm().digest(publicKey()).value();
    }

    /** The instance: 33 bytes, the first of which is 1; always there in version 2.0.0. */
    public Optional<Ueid> instanceId() {
        return claims.get(EatClaim.UEID);
    }

    /** Whether its memory has a key of its own, if the token says so in words. */
    public Optional<MecPolicy> mecPolicy() {
        return claims.get(CcaClaim.MEC_POLICY);
    }

    /** The same as the number that newer tokens have in its place. */
    public Optional<Long> mecPolicyNumber() {
        return claims.get(CcaClaim.MEC_POLICY_NUMBER);
    }

    /** Whether firmware may be replaced while the realm runs (live firmware activation). */
    public Optional<Boolean> isLiveActivationAllowed() {
        return claims.get(CcaClaim.LFA_POLICY);
    }

    /** All claims, also those that the profile does not know. */
    public EatClaims eat() {
        return claims;
    }

    /** Same profile, same claims. */
    @Override
    public boolean equals(Object object) {
        return object instanceof CcaRealmClaims other && profile == other.profile && claims.equals(other.claims);
    }

    @Override
    public int hashCode() {
        return claims.hashCode();
    }

    /** The profile only: claims do not belong in a log. */
    @Override
    public String toString() {
        return "claims of " + profile;
    }
}
