package dev.rats4j.tee.cca;

import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.eat.EatClaim;
import dev.rats4j.eat.EatClaims;
import dev.rats4j.eat.EatFormat;
import dev.rats4j.eat.Ueid;
import dev.rats4j.tee.psa.PsaClaim;
import dev.rats4j.tee.psa.SecurityLifecycle;
import dev.rats4j.tee.psa.SoftwareComponent;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a platform says of itself. All claims follow the profile; who made them, only {@link VerifiedCcaToken} knows. */
public final class CcaPlatformClaims {

    private final CcaPlatformProfile profile;
    private final EatClaims claims;

    CcaPlatformClaims(CcaProfiles.Claims read) {
        this.profile = Arrays.stream(CcaPlatformProfile.values())
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
    public static CcaPlatformClaims decode(Bytes claimsSet, CcaProfiles accepted) throws MalformedMessageException {
        return read(profile -> EatClaims.decode(claimsSet, EatFormat.CBOR, profile), accepted);
    }

    static CcaPlatformClaims read(CcaProfiles.Source source, CcaProfiles accepted) throws MalformedMessageException {
        return new CcaPlatformClaims(CcaProfiles.follow(source, accepted.ofPlatform()));
    }

    private <T> T value(EatClaim<T> claim) {
        return claims.get(claim).orElseThrow();
    }

    /** The profile that they follow. */
    public CcaPlatformProfile profile() {
        return profile;
    }

    /** What binds the realm token: the hash of the realm's key; 32, 48 or 64 bytes. */
    public Bytes nonce() {
        return claims.nonces().get(0).bytes().orElseThrow();
    }

    /** The hardware, 32 bytes. */
    public Bytes implementationId() {
        return value(PsaClaim.IMPLEMENTATION_ID);
    }

    /** The instance: 33 bytes, the first of which is 1. It names the key that signs. */
    public Ueid instanceId() {
        return value(EatClaim.UEID);
    }

    /** Configuration, opaque. */
    public Bytes configuration() {
        return value(CcaClaim.CONFIGURATION);
    }

    /** State of the life of the platform. */
    public SecurityLifecycle lifecycle() {
        return value(PsaClaim.LIFECYCLE);
    }

    /** The firmware, at least one; the description names the hash function. */
    public List<SoftwareComponent> softwareComponents() {
        return value(PsaClaim.SOFTWARE_COMPONENTS);
    }

    /** The hash function of components that do not name theirs. */
    public HashAlgorithm hashAlgorithm() {
        return value(CcaClaim.PLATFORM_HASH);
    }

    /** Who asked for the token; always there in version 2.0.0. */
    public Optional<Integer> clientId() {
        return claims.get(PsaClaim.CLIENT_ID);
    }

    /** Where the platform says that a verifier is. Nothing here goes there. */
    public Optional<String> verificationService() {
        return claims.get(PsaClaim.VERIFICATION_SERVICE);
    }

    /** All claims, also those that the profile does not know. */
    public EatClaims eat() {
        return claims;
    }

    /** Same profile, same claims. */
    @Override
    public boolean equals(Object object) {
        return object instanceof CcaPlatformClaims other && profile == other.profile && claims.equals(other.claims);
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
